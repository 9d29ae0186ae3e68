/**
 * What bits mean: the layouts of entries, descriptors, registers and error codes as rows of {@code layouts.txt}, so that every view and
 * every explanation says the same of a bit. Values are taken apart here and nowhere else.
 */
package dev.ringside.emulator.debug.inspect.layout;
