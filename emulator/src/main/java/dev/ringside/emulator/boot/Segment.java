package dev.ringside.emulator.boot;

/**
 * A run of guest physical memory that a loader fills.
 *
 * @param physicalAddress where it begins
 * @param source          array that holds its contents; shared, nobody may write to it
 * @param offset          index of the first byte in {@code source}
 * @param count           bytes taken from {@code source}
 * @param length          bytes of the run; those after the first {@code count} are zero
 * @param backing         RAM to fill, or a ROM to put there
 * @param what            what it is, for people
 */
public record Segment(long physicalAddress, byte[] source, int offset, int count, long length, Backing backing, String what) {
    private static final byte[] NOTHING = {};

    /** What stands behind a run of addresses. */
    public enum Backing {
        /** Memory the guest may write. */
        RAM,
        /** Memory the guest cannot write, beside RAM and not part of it. */
        ROM
    }

    /** Checks the ranges. */
    public Segment {
        if (offset < 0 || count < 0 || count > source.length - offset || length < count || physicalAddress < 0) {
            throw new IllegalArgumentException("segment outside its source");
        }
    }

    /** RAM that holds the whole of {@code bytes}. */
    public static Segment ram(long physicalAddress, byte[] bytes, String what) {
        return new Segment(physicalAddress, bytes, 0, bytes.length, bytes.length, Backing.RAM, what);
    }

    /** RAM that holds a part of a file, followed by zeros up to {@code length}. */
    public static Segment ram(long physicalAddress, ImageBytes bytes, long length, String what) {
        return new Segment(physicalAddress, bytes.array(), bytes.arrayOffset(), bytes.length(), length, Backing.RAM, what);
    }

    /** RAM that holds zeros. */
    public static Segment zero(long physicalAddress, long length, String what) {
        return new Segment(physicalAddress, NOTHING, 0, 0, length, Backing.RAM, what);
    }

    /** A ROM that holds a part of {@code bytes}. */
    public static Segment rom(long physicalAddress, byte[] bytes, int offset, int count, String what) {
        return new Segment(physicalAddress, bytes, offset, count, count, Backing.ROM, what);
    }

    /** Physical address of the first byte after the run. */
    public long end() {
        return physicalAddress + length;
    }
}
