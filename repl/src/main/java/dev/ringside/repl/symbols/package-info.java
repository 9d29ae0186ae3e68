/**
 * Where symbols come from: recognises files that have some, unpacks kernels on the way, and chooses names by a pattern.
 */
package dev.ringside.repl.symbols;
