/**
 * The command line: the ringside entry point, which puts the rooms together.
 */
package dev.ringside.repl;
