package dev.ringside.emulator.boot.bios;

import java.util.List;
import java.util.Optional;

/**
 * How a BIOS numbers the sectors of a drive.
 *
 * @param cylinders number of cylinders
 * @param heads     number of heads
 * @param sectors   sectors on a track, numbered from 1
 */
public record DriveGeometry(int cylinders, int heads, int sectors) {
    /** Bytes in a sector. */
    public static final int SECTOR = 512;

    private static final int MOST_CYLINDERS = 1024;
    private static final int SECTORS_PER_TRACK = 63;
    private static final int SMALL_HEADS = 16;
    private static final int LARGE_HEADS = 255;

    private static final List<Floppy> FLOPPIES = List.of(
        new Floppy(1, 40, 1, 8), new Floppy(1, 40, 1, 9), new Floppy(1, 40, 2, 8), new Floppy(1, 40, 2, 9),
        new Floppy(3, 80, 1, 8), new Floppy(3, 80, 2, 8), new Floppy(3, 80, 2, 9), new Floppy(2, 80, 2, 15),
        new Floppy(4, 80, 2, 18), new Floppy(4, 80, 2, 21), new Floppy(6, 80, 2, 36));

    /**
     * A floppy format.
     *
     * @param type drive type as INT 13h AH=08h reports it
     */
    private record Floppy(int type, DriveGeometry geometry) {
        Floppy(int type, int cylinders, int heads, int sectors) {
            this(type, new DriveGeometry(cylinders, heads, sectors));
        }
    }

    private static Optional<Floppy> floppy(long totalSectors) {
        return FLOPPIES.stream().filter(f -> f.geometry().total() == totalSectors).findFirst();
    }

    /** Whether a drive of this many sectors is a floppy. */
    public static boolean isFloppy(long totalSectors) {
        return floppy(totalSectors).isPresent();
    }

    /** Type of floppy drive as INT 13h AH=08h reports it; 0 for a hard disk. */
    static int floppyType(long totalSectors) {
        return floppy(totalSectors).map(Floppy::type).orElse(0);
    }

    /** The geometry of a drive of this many sectors: a floppy's own, else 63 sectors and 16 heads, or 255 when 1024 cylinders do not do. */
    public static DriveGeometry of(long totalSectors) {
        return floppy(totalSectors).map(Floppy::geometry).orElseGet(() -> {
            boolean small = totalSectors <= (long) MOST_CYLINDERS * SMALL_HEADS * SECTORS_PER_TRACK;
            int heads = small ? SMALL_HEADS : LARGE_HEADS;
            long cylinders = Math.clamp(totalSectors / ((long) heads * SECTORS_PER_TRACK), 1, MOST_CYLINDERS);
            return new DriveGeometry((int) cylinders, heads, SECTORS_PER_TRACK);
        });
    }

    /** Number of sectors that can be addressed by cylinder, head and sector. */
    long total() {
        return (long) cylinders * heads * sectors;
    }

    /** Number of a sector counted from 0; -1 when there is none such. */
    long sector(int cylinder, int head, int sector) {
        boolean exists = cylinder < cylinders && head < heads && sector >= 1 && sector <= sectors;
        return exists ? ((long) cylinder * heads + head) * sectors + sector - 1 : -1;
    }
}
