/** Ports for people who debug and test: POST codes, debug console, exit port, test device. */
package dev.ringside.emulator.device.debug;
