package dev.ringside.emulator.boot;

import java.util.OptionalLong;

/** Who unpacks the payload of a bzImage. */
public sealed interface Unpack {
    /**
     * The loader unpacks it and enters the kernel proper.
     *
     * @param kaslrSeed chooses the place the kernel is moved to; empty leaves it where it was linked
     * @param store     keeps what was unpacked
     */
    record ByHost(OptionalLong kaslrSeed, PayloadStore store) implements Unpack {
        /** The same, with nothing kept. */
        public ByHost(OptionalLong kaslrSeed) {
            this(kaslrSeed, PayloadStore.NONE);
        }
    }

    /**
     * The guest's own decompressor does.
     *
     * @param entry where it is entered
     */
    record ByGuest(Entry entry) implements Unpack {
    }

    /** The two ways into a guest's decompressor. */
    enum Entry {
        /** The 32-bit boot protocol: protected mode, paging off. */
        PROTECTED_32,
        /** The 64-bit boot protocol: long mode, identity mapping. */
        LONG_64
    }

    /** The default: unpacked by the loader, not moved. */
    static Unpack byHost() {
        return new ByHost(OptionalLong.empty());
    }
}
