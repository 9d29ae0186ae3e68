/**
 * What executes guest code: the Engine interface, the interpreter over pre-decoded instructions, probe points.
 */
package dev.ringside.emulator.engine;
