package dev.ringside.emulator.device.pc;

import dev.ringside.emulator.device.timer.Rtc;

/** What firmware keeps in CMOS memory: equipment and memory sizes, as the AT and its successors lay them out. */
final class CmosLayout {
    private static final int EQUIPMENT = 0x14;
    private static final int EQUIPMENT_FPU = 1 << 1;
    private static final int EQUIPMENT_PS2_MOUSE = 1 << 2;
    private static final int BASE_MEMORY_KIB = 0x15;
    /** Memory above 1 MiB in KiB, at most 63 MiB; twice, as the AT's setup and its power-on test each kept a count. */
    private static final int EXTENDED_KIB = 0x17;
    private static final int EXTENDED_KIB_FOUND = 0x30;
    /** Memory between 16 MiB and 4 GiB in units of 64 KiB. */
    private static final int ABOVE_16_MIB = 0x34;
    private static final int LAST_CPU = 0x5F;
    private static final int CHECKSUM_FIRST = 0x10;
    private static final int CHECKSUM_LAST = 0x2D;
    private static final int CHECKSUM = 0x2E;

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private CmosLayout() { }

    /** Presets {@code rtc}'s memory for a machine of {@code ramSize} bytes. */
    static void preset(Rtc rtc, long ramSize, int cpus) {
        byte[] bytes = new byte[0x80];
        bytes[EQUIPMENT] = EQUIPMENT_FPU | EQUIPMENT_PS2_MOUSE;
        word(bytes, BASE_MEMORY_KIB, 640);
        long extended = Math.min((ramSize - MIB) / KIB, 0xFFFF);
        word(bytes, EXTENDED_KIB, extended);
        word(bytes, EXTENDED_KIB_FOUND, extended);
        word(bytes, ABOVE_16_MIB, Math.clamp((ramSize - 16 * MIB) / (64 * KIB), 0, 0xFFFF));
        bytes[LAST_CPU] = (byte) (cpus - 1);
        int sum = 0;
        for (int i = CHECKSUM_FIRST; i <= CHECKSUM_LAST; i++) {
            sum += bytes[i] & 0xFF;
        }
        bytes[CHECKSUM] = (byte) (sum >> 8);
        bytes[CHECKSUM + 1] = (byte) sum;
        for (int i = CHECKSUM_FIRST; i < bytes.length; i++) {
            if (i != Rtc.CENTURY) {
                rtc.preset(i, bytes[i]);
            }
        }
    }

    private static void word(byte[] bytes, int at, long value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }
}
