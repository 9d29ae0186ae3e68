package dev.ringside.emulator.debug.inspect.device;

import java.util.List;

/**
 * A PCI function (PCI 2.1, chapter 6).
 *
 * @param device on bus 0
 * @param function of the device
 * @param vendor vendor id
 * @param id device id
 * @param classCode class, subclass, programming interface, a byte each from the top
 * @param title the class in words
 * @param revision revision
 * @param command the command register
 * @param bars base addresses as they stand in registers 10h to 27h
 * @param interruptLine interrupt line, as software notes it
 * @param interruptPin 1 to 4 for INTA to INTD, 0 for none
 */
public record PciView(int device, int function, int vendor, int id, int classCode, String title, int revision, int command, List<Integer> bars,
        int interruptLine, int interruptPin) {
    /** Copies the base addresses. */
    public PciView {
        bars = List.copyOf(bars);
    }
}
