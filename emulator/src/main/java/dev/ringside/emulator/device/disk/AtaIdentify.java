package dev.ringside.emulator.device.disk;

import java.nio.charset.StandardCharsets;

/** The 256 words of IDENTIFY DEVICE (ATA/ATAPI-6, section 8.15). */
final class AtaIdentify {
    /** The geometry that every disk claims by default. */
    static final int HEADS = 16;
    static final int SECTORS_PER_TRACK = 63;
    /** Most sectors a DRQ block may have. */
    static final int MOST_MULTIPLE = 16;

    private static final int MOST_CYLINDERS = 16_383;
    private static final long MOST_LBA28 = 0x0FFF_FFFFL;
    private static final int NOT_REMOVABLE = 1 << 6;
    private static final int IORDY_LBA_DMA = 0x0B00;
    private static final int WRITE_CACHE = 1 << 5;
    private static final int ALWAYS_ONE = 1 << 14;
    private static final int LBA48 = 1 << 10;
    private static final int FLUSHES = 3 << 12;
    private static final int MWDMA_0_TO_2 = 7;
    private static final int PIO_3_AND_4 = 3;
    private static final int CYCLE_NS = 120;
    private static final int ATA_4_TO_6 = 7 << 4;

    private final byte[] bytes = new byte[DiskImage.SECTOR];

    private AtaIdentify() { }

    /** @param number distinguishes the serial numbers of a machine's disks */
    static byte[] of(int number, long sectors, AtaModes modes) {
        int heads = modes.heads();
        int sectorsPerTrack = modes.sectorsPerTrack();
        AtaIdentify id = new AtaIdentify();
        long cylinders = Math.min(MOST_CYLINDERS, sectors / (HEADS * SECTORS_PER_TRACK));
        long currentCylinders = Math.min(0xFFFF, sectors / ((long) heads * sectorsPerTrack));
        long lba28 = Math.min(sectors, MOST_LBA28);
        id.word(0, NOT_REMOVABLE).word(1, cylinders).word(3, HEADS).word(6, SECTORS_PER_TRACK);
        id.text(10, 20, "RS%08d".formatted(number)).text(23, 8, "1").text(27, 40, "Ringside disk");
        id.word(47, 0x8000 | MOST_MULTIPLE).word(49, IORDY_LBA_DMA).word(50, ALWAYS_ONE).word(51, 2 << 8).word(53, 7);
        id.word(54, currentCylinders).word(55, heads).word(56, sectorsPerTrack);
        id.dword(57, currentCylinders * heads * sectorsPerTrack);
        id.word(59, modes.multiple() == 0 ? 0 : 0x100 | modes.multiple()).dword(60, lba28);
        id.word(63, MWDMA_0_TO_2 | (modes.dmaMode() < 0 ? 0 : 0x100 << modes.dmaMode())).word(64, PIO_3_AND_4);
        id.word(65, CYCLE_NS).word(66, CYCLE_NS).word(67, CYCLE_NS).word(68, CYCLE_NS).word(80, ATA_4_TO_6);
        id.word(82, WRITE_CACHE).word(83, ALWAYS_ONE | LBA48 | FLUSHES).word(84, ALWAYS_ONE);
        id.word(85, modes.writeCache() ? WRITE_CACHE : 0).word(86, LBA48 | FLUSHES).word(87, ALWAYS_ONE);
        id.dword(100, sectors).dword(102, sectors >>> 32);
        return id.bytes;
    }

    private AtaIdentify word(int word, long value) {
        bytes[2 * word] = (byte) value;
        bytes[2 * word + 1] = (byte) (value >> 8);
        return this;
    }

    private AtaIdentify dword(int word, long value) {
        return word(word, value).word(word + 1, value >> 16);
    }

    /** Text is padded with blanks and has the first character of each pair in the high byte. */
    private AtaIdentify text(int word, int length, String value) {
        byte[] padded = "%-40s".formatted(value).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < length; i++) {
            bytes[2 * word + (i ^ 1)] = padded[i];
        }
        return this;
    }
}
