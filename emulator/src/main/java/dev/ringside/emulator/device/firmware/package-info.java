/** What firmware leaves in memory for an operating system: ACPI, MP and SMBIOS tables. */
package dev.ringside.emulator.device.firmware;
