package dev.ringside.emulator.device.firmware;

import java.io.ByteArrayOutputStream;

/** Writes a resource template, the content of {@code _CRS} (ACPI 6.0, section 6.4). */
final class ResourceTemplate {
    private static final int IRQ_NO_FLAGS = 0x22;
    private static final int IO_PORT = 0x47;
    private static final int END_TAG = 0x79;
    private static final int FIXED_MEMORY = 0x86;
    private static final int DWORD_SPACE = 0x87;
    private static final int WORD_SPACE = 0x88;

    private static final int DECODE_16_BITS = 1;
    private static final int TYPE_MEMORY = 0;
    private static final int TYPE_IO = 1;
    private static final int TYPE_BUS = 2;
    /** A range the device passes on to its children, with both ends fixed. */
    private static final int PRODUCER_FIXED = 0x0C;
    private static final int IO_ENTIRE_RANGE = 3;
    private static final int MEMORY_READ_WRITE = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ResourceTemplate little(long value, int count) {
        for (int i = 0; i < count; i++) {
            out.write((int) (value >> i * 8));
        }
        return this;
    }

    /** Ports the device itself answers. */
    ResourceTemplate ports(int first, int count) {
        return little(IO_PORT, 1).little(DECODE_16_BITS, 1).little(first, 2).little(first, 2).little(1, 1).little(count, 1);
    }

    /** Memory the device itself answers. */
    ResourceTemplate memory(long first, long length) {
        return little(FIXED_MEMORY, 1).little(9, 2).little(MEMORY_READ_WRITE, 1).little(first, 4).little(length, 4);
    }

    /** An edge-triggered ISA interrupt. */
    ResourceTemplate irq(int irq) {
        return little(IRQ_NO_FLAGS, 1).little(1L << irq, 2);
    }

    /** Buses below a host bridge. */
    ResourceTemplate busRange(int first, int last) {
        return wordSpace(TYPE_BUS, 0, first, last);
    }

    /** Ports a bridge passes on. */
    ResourceTemplate ioRange(int first, int last) {
        return wordSpace(TYPE_IO, IO_ENTIRE_RANGE, first, last);
    }

    private ResourceTemplate wordSpace(int type, int flags, int first, int last) {
        return space(WORD_SPACE, 2, type, flags, first, last);
    }

    /** Memory a bridge passes on. */
    ResourceTemplate memoryRange(long first, long last) {
        return space(DWORD_SPACE, 4, TYPE_MEMORY, MEMORY_READ_WRITE, first, last);
    }

    private ResourceTemplate space(int tag, int width, int type, int flags, long first, long last) {
        little(tag, 1).little(3 + 5L * width, 2).little(type, 1).little(PRODUCER_FIXED, 1).little(flags, 1);
        return little(0, width).little(first, width).little(last, width).little(0, width).little(last - first + 1, width);
    }

    /** The finished template; a checksum of 0 means none. */
    byte[] bytes() {
        return little(END_TAG, 1).little(0, 1).out.toByteArray();
    }
}
