/**
 * What runs in the guest, for front ends: names of addresses and addresses of names, types, source lines, the current task. A kernel is found
 * in guest memory with no file given, wherever it has been moved to; files of the user's add to that. Looking changes nothing: page tables are
 * read as they stand in memory.
 */
package dev.ringside.emulator.debug.program;
