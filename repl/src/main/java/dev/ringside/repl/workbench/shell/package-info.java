/**
 * The prompt: {@link dev.ringside.repl.workbench.shell.Shell} takes lines from a terminal, a pipe, a file or an option, has them carried
 * out and shows what they answer, on the terminal, in a file or through another program. A {@link dev.ringside.repl.workbench.shell.Front}
 * is the person's side: JLine on a terminal, plain streams otherwise.
 */
package dev.ringside.repl.workbench.shell;
