/** PCI configuration space and the bridges of the PC. */
package dev.ringside.emulator.device.pci;
