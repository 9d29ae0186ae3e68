/** Disk images and the IDE controller in front of them. */
package dev.ringside.emulator.device.disk;
