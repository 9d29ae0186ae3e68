/**
 * Explanations in words, with the manual's section: of an instruction and what it would do now, of the last exception, of calls to the
 * hypervisor, entries, descriptors, error codes, registers and leaves. They are made of the rows that the machine itself runs by.
 */
package dev.ringside.emulator.debug.inspect.explain;
