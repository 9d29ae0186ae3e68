package dev.ringside.emulator.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The descriptor table that the flat entry states stand on. The selectors are those of the Linux 32-bit and 64-bit boot protocols. */
public final class FlatGdt {
    /** Selector of the code segment. */
    public static final int CODE = 0x10;
    /** Selector of the data segment. */
    public static final int DATA = 0x18;
    /** Selector of the task state segment. */
    public static final int TASK = 0x20;
    /** Bytes of the table: five descriptors, the last twice as long as the others in long mode. */
    public static final int SIZE = 0x30;

    private static final long CODE_32 = 0x00CF_9B00_0000_FFFFL;
    private static final long CODE_64 = 0x00AF_9B00_0000_FFFFL;
    private static final long FLAT_DATA = 0x00CF_9300_0000_FFFFL;
    private static final long BUSY_TSS = 0x0000_8B00_0000_0067L;

    private FlatGdt() {
    }

    /** The table for a guest that begins in 64-bit mode or in 32-bit protected mode, to be put at {@code physicalAddress}. */
    public static Segment at(long physicalAddress, boolean longMode) {
        var table = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        table.putLong(CODE, longMode ? CODE_64 : CODE_32);
        table.putLong(DATA, FLAT_DATA);
        table.putLong(TASK, BUSY_TSS);
        return Segment.ram(physicalAddress, table.array(), "descriptor table");
    }

    /** GDTR for the table at {@code physicalAddress}. */
    public static TableRegister register(long physicalAddress) {
        return new TableRegister(physicalAddress, SIZE - 1);
    }
}
