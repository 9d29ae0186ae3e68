/**
 * What a user may ask of a run, as immutable values, and the parsing of their texts. The rows that name the options and carry
 * their help are the fields of {@link dev.ringside.repl.options.RunArguments}.
 */
package dev.ringside.repl.options;
