package dev.ringside.emulator.boot.rom;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.Segment;
import java.util.Arrays;
import java.util.List;

/**
 * A raw ROM. It ends at 4 GiB, where the CPU starts, and its last 128 KiB are also seen below 1 MiB.
 *
 * @param bytes the ROM
 */
public record RomImage(ImageBytes bytes) {
    private static final int LARGEST = 16 << 20;
    private static final int LOW_WINDOW = 128 << 10;
    private static final int PAGE = 4096;
    private static final long FOUR_GIB = 1L << 32;
    private static final long MIB = 0x10_0000;
    private static final byte ERASED = (byte) 0xFF;

    /** Plans the start from the reset vector, F000:FFF0. */
    public LoadPlan load() throws ImageException {
        int length = bytes.length();
        if (length == 0 || length > LARGEST) {
            throw bytes.fault(0, "a ROM of 1 to " + LARGEST + " bytes", length + " bytes");
        }
        var rom = wholePages();
        int low = Math.min(rom.length, LOW_WINDOW);
        return LoadPlan.of("ROM", List.of(
            Segment.rom(FOUR_GIB - rom.length, rom, 0, rom.length, "ROM below 4 GiB"),
            Segment.rom(MIB - low, rom, rom.length - low, low, "ROM below 1 MiB")), EntryState.reset());
    }

    /** The ROM, led by erased bytes up to a whole number of pages. */
    private byte[] wholePages() {
        int size = bytes.length() + PAGE - 1 & -PAGE;
        var rom = new byte[size];
        int gap = size - bytes.length();
        Arrays.fill(rom, 0, gap, ERASED);
        System.arraycopy(bytes.array(), bytes.arrayOffset(), rom, gap, bytes.length());
        return rom;
    }
}
