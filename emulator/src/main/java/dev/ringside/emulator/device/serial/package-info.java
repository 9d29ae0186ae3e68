/** The serial port. */
package dev.ringside.emulator.device.serial;
