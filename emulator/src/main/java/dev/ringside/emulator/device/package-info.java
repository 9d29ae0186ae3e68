/**
 * Interrupt controllers, timers, UART, RTC, disks: each one file a reader can follow with the datasheet.
 */
package dev.ringside.emulator.device;
