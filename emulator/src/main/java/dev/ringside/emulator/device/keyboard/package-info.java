/** The 8042 keyboard controller with a keyboard and a mouse. */
package dev.ringside.emulator.device.keyboard;
