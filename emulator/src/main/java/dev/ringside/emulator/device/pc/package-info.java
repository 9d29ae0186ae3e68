/** The PC: all devices of one machine, built and wired. */
package dev.ringside.emulator.device.pc;
