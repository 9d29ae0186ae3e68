/**
 * Types and source lines of a file of the user's, whatever kind of file it is, as the lines that a command prints.
 */
package dev.ringside.repl.types;
