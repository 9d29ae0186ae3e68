/**
 * The command line: one class per subcommand, each with its rows of options. Exit codes are in
 * {@link dev.ringside.repl.command.ExitCode}.
 */
package dev.ringside.repl.command;
