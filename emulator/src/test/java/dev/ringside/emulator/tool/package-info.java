/** What the commands among the test tools share. */
package dev.ringside.emulator.tool;
