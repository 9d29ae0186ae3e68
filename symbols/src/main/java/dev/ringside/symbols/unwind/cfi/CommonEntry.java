package dev.ringside.symbols.unwind.cfi;

import dev.ringside.symbols.sections.SectionCursor;

/**
 * A CIE: what the entries of several functions share.
 *
 * @param offset        where it begins in the section
 * @param addressSize   bytes of an address in its entries
 * @param codeFactor    unit of advances, in bytes
 * @param dataFactor    unit of offsets, in bytes
 * @param returnColumn  DWARF's number for the return address
 * @param sized         whether the entries have augmentation data of a given length
 * @param codeEncoding  how the entries write addresses of code
 * @param signalHandler whether the entries are for frames that the operating system has made to call a signal handler
 * @param program       where the instructions begin that each entry starts with
 * @param end           where they end
 */
record CommonEntry(long offset, int addressSize, long codeFactor, long dataFactor, int returnColumn, boolean sized, int codeEncoding,
        boolean signalHandler, long program, long end) {
    private static final int HIGHEST_RETURN_COLUMN = 255;

    /** Reads the rest of the entry, after its length and mark. */
    static CommonEntry read(FrameSection section, SectionCursor cursor, long offset) {
        long versionAt = cursor.offset();
        int version = cursor.u8("version of a CIE");
        if (version != 1 && version != 3 && version != 4) {
            throw cursor.section().fault(versionAt, "version 1, 3 or 4 of a CIE", "version " + version);
        }
        long augmentationAt = cursor.offset();
        String augmentation = cursor.text("augmentation");
        int addressSize = section.addressSize();
        if (version == 4) {
            addressSize = addressSize(cursor);
        }
        if (augmentation.startsWith("eh")) {
            // A pointer that GCC 2 wrote, which nobody uses.
            cursor.skip(section.addressSize(), "exception table");
        }
        long codeFactor = cursor.uleb("code alignment factor");
        long dataFactor = cursor.sleb("data alignment factor");
        long columnAt = cursor.offset();
        long column = version == 1 ? cursor.u8("return address column") : cursor.uleb("return address column");
        if (column < 0 || column > HIGHEST_RETURN_COLUMN) {
            throw cursor.section().fault(columnAt, "a return address column of at most " + HIGHEST_RETURN_COLUMN, Long.toUnsignedString(column));
        }
        boolean sized = augmentation.startsWith("z");
        int encoding = EncodedPointer.ABSOLUTE;
        if (sized) {
            long length = cursor.uleb("length of augmentation data");
            long data = cursor.skip(length, "augmentation data");
            encoding = codeEncoding(section, new SectionCursor(cursor.section(), data, data + length), augmentation, augmentationAt);
        } else if (!augmentation.isEmpty() && !augmentation.equals("eh") && !augmentation.equals("S")) {
            throw cursor.section().fault(augmentationAt, "an augmentation that is empty, \"eh\", \"S\", or begins with z",
                "\"" + augmentation + "\"");
        }
        return new CommonEntry(offset, addressSize, codeFactor, dataFactor, (int) column, sized, encoding, augmentation.indexOf('S') >= 0,
            cursor.offset(), cursor.end());
    }

    private static int addressSize(SectionCursor cursor) {
        long at = cursor.offset();
        int size = cursor.u8("size of an address");
        int segment = cursor.u8("size of a segment selector");
        if (size != 4 && size != 8 || segment != 0) {
            throw cursor.section().fault(at, "addresses of 4 or 8 bytes without segments", size + " bytes, with segments of " + segment);
        }
        return size;
    }

    private static int codeEncoding(FrameSection section, SectionCursor data, String augmentation, long augmentationAt) {
        int encoding = EncodedPointer.ABSOLUTE;
        for (int i = 1; i < augmentation.length(); i++) {
            switch (augmentation.charAt(i)) {
                case 'R' -> encoding = data.u8("encoding of addresses of code");
                case 'L' -> data.u8("encoding of language data");
                case 'P' -> {
                    int personality = data.u8("encoding of a personality routine");
                    EncodedPointer.read(data, personality, section, "personality routine");
                }
                case 'S' -> { }
                default -> throw data.section().fault(augmentationAt, "an augmentation of the letters z, R, L, P, S", "\"" + augmentation + "\"");
            }
        }
        return encoding;
    }
}
