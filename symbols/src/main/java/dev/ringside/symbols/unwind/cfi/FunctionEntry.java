package dev.ringside.symbols.unwind.cfi;

import dev.ringside.symbols.sections.SectionCursor;

/**
 * An FDE: how to unwind a range of code.
 *
 * @param offset  where it begins in the section
 * @param common  what it shares with others
 * @param start   first address of the code, as linked
 * @param size    bytes of code
 * @param program where its instructions begin
 * @param end     where they end
 */
record FunctionEntry(long offset, CommonEntry common, long start, long size, long program, long end) {
    /** Reads the rest of the entry, after its length and the reference to its CIE. */
    static FunctionEntry read(FrameSection section, SectionCursor cursor, long offset, CommonEntry common) {
        long start;
        long size;
        if (section.isEh()) {
            start = EncodedPointer.read(cursor, common.codeEncoding(), section, "start of a function");
            size = section.truncated(EncodedPointer.number(cursor, common.codeEncoding(), section, "size of a function"));
        } else {
            start = cursor.unsigned(common.addressSize(), "start of a function");
            size = cursor.unsigned(common.addressSize(), "size of a function");
        }
        if (common.sized()) {
            cursor.skip(cursor.uleb("length of augmentation data"), "augmentation data");
        }
        return new FunctionEntry(offset, common, start, size, cursor.offset(), cursor.end());
    }

    boolean contains(long address) {
        return Long.compareUnsigned(address - start, size) < 0;
    }
}
