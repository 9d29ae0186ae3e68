package dev.ringside.emulator.boot.bios;

/** The drive that BIOS disk services work on, in sectors of 512 bytes counted from 0. Its contents are the machine's state, not the BIOS's. */
public interface BiosDisk {
    /** Number of sectors. */
    long sectors();

    /** Copies a sector, whose number is below {@link #sectors()}, to the start of {@code buffer}. */
    void read(long sector, byte[] buffer);

    /** Replaces a sector by the start of {@code buffer}; false when the drive is write protected. */
    boolean write(long sector, byte[] buffer);
}
