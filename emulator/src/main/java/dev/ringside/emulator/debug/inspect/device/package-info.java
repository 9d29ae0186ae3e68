/**
 * Devices as data: interrupt controllers taken apart, every other device by the state that it describes of itself, and who answers at which
 * addresses and ports. No register is read as software reads it, so nothing is acknowledged, latched or cleared.
 */
package dev.ringside.emulator.debug.inspect.device;
