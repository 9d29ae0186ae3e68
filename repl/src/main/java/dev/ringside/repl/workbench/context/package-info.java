/**
 * What is shown when the guest stops: why and where, and the context view, a {@link dev.ringside.repl.workbench.context.Pane} for each of
 * its parts. A part that fails shows one line and harms no other.
 */
package dev.ringside.repl.workbench.context;
