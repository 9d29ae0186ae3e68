/**
 * Carries out {@code run}: builds the machine that the options ask for, joins it to the world outside, runs it to its end and says
 * how it ended.
 */
package dev.ringside.repl.run;
