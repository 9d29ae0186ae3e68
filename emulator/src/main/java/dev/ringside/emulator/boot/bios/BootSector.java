package dev.ringside.emulator.boot.bios;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A disk or floppy image whose first sector is a boot sector. It needs BIOS services to do anything.
 *
 * @param image the beginning of the disk, its first sector at least
 * @param size  bytes of the whole disk, which need not be in memory
 */
public record BootSector(ImageBytes image, long size) {
    /** Physical address boot sectors run at. */
    static final int LOAD_ADDRESS = 0x7C00;

    private static final int SIGNATURE = 510;
    private static final int FIRST_FLOPPY = 0x00;
    private static final int FIRST_DISK = 0x80;

    /** The boot sector of a disk image that is wholly in memory. */
    public static BootSector of(ImageBytes image) {
        return new BootSector(image, image.length());
    }

    /** Whether the first sector carries a boot sector's signature. */
    public static boolean isBootSector(ImageBytes image) {
        return image.has(SIGNATURE, 0x55, 0xAA);
    }

    /** The BIOS's number for the drive: 0 when the image is as large as a floppy, else 0x80. */
    public int drive() {
        boolean whole = size % DriveGeometry.SECTOR == 0;
        return whole && DriveGeometry.isFloppy(size / DriveGeometry.SECTOR) ? FIRST_FLOPPY : FIRST_DISK;
    }

    /** Plans the start as a BIOS would: the sector at 0000:7C00, DL the drive, the BIOS's own areas filled. */
    public LoadPlan load() throws ImageException {
        if (!isBootSector(image)) {
            throw image.fault(SIGNATURE, "boot sector signature 55 aa", "none");
        }
        var sector = image.slice(0, DriveGeometry.SECTOR, "boot sector");
        var segments = new ArrayList<>(BiosArea.segments(drive(), DriveGeometry.of(size / DriveGeometry.SECTOR)));
        segments.add(Segment.ram(LOAD_ADDRESS, sector, DriveGeometry.SECTOR, "boot sector"));
        var state = EntryState.real(LOAD_ADDRESS,
            Map.of(GeneralRegister.RDX, (long) drive(), GeneralRegister.RSP, (long) LOAD_ADDRESS));
        return new LoadPlan("boot sector", segments, state, LoadPlan.Slide.NONE, OptionalInt.of(drive()), List.of());
    }
}
