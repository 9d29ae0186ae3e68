package dev.ringside.symbols.unwind.cfi;

import dev.ringside.symbols.sections.Section;

/**
 * A section of call frame information and what its numbers are relative to.
 *
 * @param bytes       its bytes
 * @param kind        which of the two formats it has
 * @param addressSize bytes of an address: 4 or 8
 * @param address     where the section is in memory
 * @param text        where {@code .text} is in memory
 * @param data        where {@code .got} is in memory
 */
record FrameSection(Section bytes, Kind kind, int addressSize, long address, long text, long data) {
    /** The formats. */
    enum Kind {
        /** {@code .eh_frame}. */
        EH_FRAME(".eh_frame"),
        /** {@code .debug_frame}. */
        DEBUG_FRAME(".debug_frame");

        final String section;

        Kind(String section) {
            this.section = section;
        }
    }

    boolean isEh() {
        return kind == Kind.EH_FRAME;
    }

    /** An address as wide as those of the section. */
    long truncated(long address) {
        return addressSize == 8 ? address : address & 0xFFFF_FFFFL;
    }
}
