package dev.ringside.emulator.device.pci;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * The 256 bytes of configuration space of one PCI function (PCI 2.1, chapter 6), type 0 or a bridge's that is used like
 * one: a value and a mask of writable bits for each byte, and someone who hears of writes.
 */
public final class PciFunction implements Stateful {
    /** Registers every function has. */
    public static final int VENDOR = 0x00, COMMAND = 0x04, REVISION_AND_CLASS = 0x08, HEADER_TYPE = 0x0E, BAR0 = 0x10;

    /** Command bit: answer to I/O ports. */
    public static final int COMMAND_IO = 1;

    /** Header type bit: the device has more functions. */
    public static final int MULTIFUNCTION = 0x80;

    /** Bytes of configuration space. */
    static final int SIZE = 256;

    /** Hears of configuration writes. */
    @FunctionalInterface
    public interface Listener {
        /** The byte at {@code register} was written, or restored, or reset. */
        void written(int register);
    }

    private final int address;
    private final byte[] initial = new byte[SIZE];
    private final byte[] writable = new byte[SIZE];
    private final byte[] values = new byte[SIZE];
    private Listener listener = register -> { };

    /**
     * @param device device number on bus 0, 0 to 31
     * @param function function number, 0 to 7
     * @param id device id in the high half, vendor id in the low half
     * @param classCode class, subclass and programming interface
     */
    public PciFunction(int device, int function, int id, int classCode, int revision) {
        address = device << 3 | function;
        preset(VENDOR, 4, id);
        preset(REVISION_AND_CLASS, 4, classCode << 8 | revision);
    }

    /** Device in bits 7:3, function in bits 2:0. */
    public int address() {
        return address;
    }

    /** Sets what a register holds after reset. */
    public void preset(int register, int size, int value) {
        for (int i = 0; i < size; i++) {
            initial[register + i] = (byte) (value >> i * 8);
            values[register + i] = initial[register + i];
        }
    }

    /** Says which bits of a register the guest can change. */
    public void writable(int register, int size, int mask) {
        for (int i = 0; i < size; i++) {
            writable[register + i] = (byte) (mask >> i * 8);
        }
    }

    /** Sets who hears of writes. */
    public void onWrite(Listener newListener) {
        listener = newListener;
    }

    /** Little-endian value of {@code size} bytes from {@code register}, as an unsigned number in 32 bits. */
    public int get(int register, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= (values[register + i & SIZE - 1] & 0xFF) << i * 8;
        }
        return value;
    }

    void write(int register, int size, int value) {
        for (int i = 0; i < size; i++) {
            int at = register + i & SIZE - 1;
            values[at] = (byte) (values[at] & ~writable[at] | value >> i * 8 & writable[at]);
        }
        for (int i = 0; i < size; i++) {
            listener.written(register + i & SIZE - 1);
        }
    }

    void reset() {
        System.arraycopy(initial, 0, values, 0, SIZE);
        tellAll();
    }

    private void tellAll() {
        for (int i = 0; i < SIZE; i++) {
            if (writable[i] != 0) {
                listener.written(i);
            }
        }
    }

    @Override
    public void state(StateStream s) {
        s.i8s("values", values);
        if (s.restoring()) {
            tellAll();
        }
    }
}
