/** Timers and clocks: the 8254, port 61h, the real-time clock. */
package dev.ringside.emulator.device.timer;
