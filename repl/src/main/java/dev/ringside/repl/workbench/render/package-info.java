/**
 * Shows results: as lines of a terminal, coloured by what they mean or not at all, and as JSON.
 */
package dev.ringside.repl.workbench.render;
