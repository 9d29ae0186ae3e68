package dev.ringside.emulator.vectors;

/**
 * The address space that a case runs in, the same in the recorder, in every vector file and in every replay. It lies below
 * 64 KiB so that 16-bit addresses reach it too. Around the windows nothing is present, so that accesses at their edges fault.
 * Every byte holds {@link #pattern} of its address unless a case says otherwise.
 */
final class MemoryWindows {
    /** Two pages of readable, writable memory that is not executable. */
    static final int DATA = 0x8000, DATA_END = 0xA000;

    /** One page that can only be read. */
    static final int READ_ONLY = 0xB000, READ_ONLY_END = 0xC000;

    /** Two pages of code, not written by cases. */
    static final int CODE = 0x20000, CODE_END = 0x22000;

    /** Where replays keep descriptor tables, page tables and handlers, for the supervisor only: cases must not point there. */
    static final int SYSTEM = 0x40000, SYSTEM_END = 0x56000;

    /** Where the recorder's program lies. */
    static final int RECORDER = 0x35A00000, RECORDER_END = 0x35B00000;

    /** What the code pages hold around the instruction. */
    static final byte CODE_FILL = (byte) 0xCC;

    private MemoryWindows() {}

    /** What byte {@code address} of a data window holds by default. */
    static byte pattern(int address) {
        return (byte) (address * 0x9D + (address >> 8) * 0x35 + 7);
    }

    /** {@link #pattern} from {@link #DATA} to {@link #READ_ONLY_END}. */
    static byte[] patterns() {
        byte[] bytes = new byte[READ_ONLY_END - DATA];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = pattern(DATA + i);
        }
        return bytes;
    }

    /** Whether {@code length} bytes lie in one of the data windows. */
    static boolean holds(long address, int length) {
        return address >= DATA && address + length <= DATA_END || address >= READ_ONLY && address + length <= READ_ONLY_END;
    }
}
