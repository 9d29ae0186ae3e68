/**
 * What executes guest code: the Engine interface, the interpreter over pre-decoded instructions, probes at addresses.
 */
package dev.ringside.emulator.engine;
