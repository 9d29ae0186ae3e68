package dev.ringside.emulator.boot.rom;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.Segment;
import java.util.List;
import java.util.Map;

/**
 * A disk or floppy image whose first sector is a boot sector. It needs BIOS services to do anything.
 *
 * @param image the disk
 */
public record BootSector(ImageBytes image) {
    private static final int SECTOR = 512;
    private static final int SIGNATURE = 510;
    private static final int LOAD_ADDRESS = 0x7C00;
    private static final int FIRST_FLOPPY = 0x00;
    private static final int FIRST_DISK = 0x80;
    /** Capacities of PC floppies in KiB. */
    private static final List<Integer> FLOPPY_SIZES = List.of(160, 180, 320, 360, 640, 720, 1200, 1440, 1680, 2880);

    /** Whether the first sector carries a boot sector's signature. */
    public static boolean isBootSector(ImageBytes image) {
        return image.has(SIGNATURE, 0x55, 0xAA);
    }

    /** The BIOS's number for the drive: 0 when the image is as large as a floppy, else 0x80. */
    public int drive() {
        return image.length() % 1024 == 0 && FLOPPY_SIZES.contains(image.length() / 1024) ? FIRST_FLOPPY : FIRST_DISK;
    }

    /** Plans the start as a BIOS would: the sector at 0000:7C00, DL the drive. */
    public LoadPlan load() throws ImageException {
        if (!isBootSector(image)) {
            throw image.fault(SIGNATURE, "boot sector signature 55 aa", "none");
        }
        var sector = image.slice(0, SECTOR, "boot sector");
        var state = EntryState.real(LOAD_ADDRESS,
            Map.of(GeneralRegister.RDX, (long) drive(), GeneralRegister.RSP, (long) LOAD_ADDRESS));
        return LoadPlan.of("boot sector", List.of(Segment.ram(LOAD_ADDRESS, sector, SECTOR, "boot sector")), state);
    }
}
