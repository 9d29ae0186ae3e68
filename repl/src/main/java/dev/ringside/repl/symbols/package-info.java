/**
 * Where symbols come from: recognises files that have some, and unpacks kernels on the way.
 */
package dev.ringside.repl.symbols;
