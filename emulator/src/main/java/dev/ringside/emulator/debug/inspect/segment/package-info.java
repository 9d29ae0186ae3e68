/** Descriptor tables, interrupt vectors and task states as data, read by linear addresses without any effect. */
package dev.ringside.emulator.debug.inspect.segment;
