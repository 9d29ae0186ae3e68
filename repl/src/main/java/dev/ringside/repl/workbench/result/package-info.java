/**
 * What a command answers, as data: nothing here knows of terminals, colours or JSON. A command makes a
 * {@link dev.ringside.repl.workbench.result.Result} of typed {@link dev.ringside.repl.workbench.result.Cell}s; package {@code render}
 * shows it.
 */
package dev.ringside.repl.workbench.result;
