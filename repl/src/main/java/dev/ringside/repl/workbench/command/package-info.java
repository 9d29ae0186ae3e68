/**
 * The commands: a class for each family, which hands out its rows. {@link dev.ringside.repl.workbench.command.Families} lists the families.
 */
package dev.ringside.repl.workbench.command;
