/**
 * The workbench behind the prompt, without a terminal: what a person at it has (a guest, values, variables, aliases, settings), and
 * commands as rows. {@link dev.ringside.repl.workbench.Executor} takes a line, finds its
 * {@link dev.ringside.repl.workbench.CommandRow} in the {@link dev.ringside.repl.workbench.CommandTable}, reads the arguments as the
 * row's {@link dev.ringside.repl.workbench.Parameter}s say, and carries it out; the answer is data of package {@code result}. Families of
 * commands lie in package {@code command}, the terminal in {@code shell}.
 */
package dev.ringside.repl.workbench;
