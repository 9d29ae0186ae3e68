package dev.ringside.symbols.elf;

import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** Reads an area of notes. Their words are 32 bits wide in files of both widths, as all Linux tools have them. */
final class Notes {
    private static final int LONGEST_OWNER = 256;
    private static final int HEADER = 12;

    private Notes() {}

    /**
     * Reads all notes of an area.
     *
     * @param alignment 8 where the segment or section says so, else 4
     */
    static List<ElfNote> read(ByteWindow area, long alignment) throws FormatException {
        long align = alignment == 8 ? 8 : 4;
        var notes = new ArrayList<ElfNote>();
        long at = 0;
        while (area.length() - at >= HEADER) {
            long ownerSize = area.u32(at, "note owner size");
            long size = area.u32(at + 4, "note size");
            long type = area.u32(at + 8, "note type");
            String owner = ownerSize == 0 ? "" : area.slice(at + HEADER, ownerSize, "note owner").text(0, LONGEST_OWNER, "note owner");
            long description = roundUp(at + HEADER + ownerSize, align);
            notes.add(new ElfNote(owner, type, area.slice(description, size, "note contents")));
            at = roundUp(description + size, align);
        }
        return notes;
    }

    private static long roundUp(long value, long align) {
        return value + align - 1 & -align;
    }
}
