/** Power and reset: ACPI power management, port 92h, port CF9h, the A20 gate. */
package dev.ringside.emulator.device.power;
