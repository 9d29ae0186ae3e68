package dev.ringside.symbols.unwind.cfi;

import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfSection;
import dev.ringside.symbols.sections.ElfSections;
import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionBytes;
import dev.ringside.symbols.sections.SectionCursor;
import dev.ringside.symbols.sections.SectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A section of call frame information, {@code .eh_frame} or {@code .debug_frame}. Opening finds where the functions are; their
 * instructions are executed when somebody asks. Addresses are those that the file is linked for.
 */
public final class CallFrameInfo {
    private static final long LONG_FORMAT = 0xFFFF_FFFFL;
    // Functions do not overlap; damaged or odd files may have a few that do.
    private static final int MOST_STEPS_BACK = 8;

    private final FrameSection section;
    private final List<FunctionEntry> functions;

    private CallFrameInfo(FrameSection section, List<FunctionEntry> functions) {
        this.section = section;
        this.functions = functions;
    }

    /**
     * The sections that a file has, {@code .debug_frame} first; a file without any gives none.
     *
     * @throws SectionException when one is damaged
     */
    public static List<CallFrameInfo> of(ElfFile file) {
        return of(file, new ElfSections(file));
    }

    /** As {@link #of(ElfFile)}, with the bytes of its sections taken from elsewhere. */
    static List<CallFrameInfo> of(ElfFile file, SectionBytes bytes) {
        List<CallFrameInfo> found = new ArrayList<>();
        for (FrameSection.Kind kind : List.of(FrameSection.Kind.DEBUG_FRAME, FrameSection.Kind.EH_FRAME)) {
            Section section = bytes.section(kind.section);
            if (!section.isEmpty()) {
                found.add(read(new FrameSection(section, kind, file.header().is64() ? 8 : 4, address(file, kind.section), address(file, ".text"),
                    address(file, ".got"))));
            }
        }
        return found;
    }

    private static long address(ElfFile file, String section) {
        return file.section(section).map(ElfSection::address).orElse(0L);
    }

    static CallFrameInfo read(FrameSection section) {
        List<FunctionEntry> functions = new ArrayList<>();
        Map<Long, CommonEntry> common = new HashMap<>();
        long offset = 0;
        while (offset < section.bytes().length()) {
            Extent extent = extent(section, offset);
            if (extent.length() > 0 && !extent.isCommon(section)) {
                CommonEntry shared = common.computeIfAbsent(extent.commonAt(section), at -> common(section, at));
                FunctionEntry function = FunctionEntry.read(section, extent.body(section), offset, shared);
                if (function.size() != 0) {
                    functions.add(function);
                }
            }
            offset = extent.end();
        }
        functions.sort((a, b) -> Long.compareUnsigned(a.start(), b.start()));
        return new CallFrameInfo(section, List.copyOf(functions));
    }

    /** Where an entry lies, and the number that says whose it is: 0 or all ones for a CIE. */
    private record Extent(long offset, long numberAt, int numberSize, long number, long length, long end) {
        boolean isCommon(FrameSection section) {
            return number == (section.isEh() ? 0 : numberSize == 4 ? LONG_FORMAT : -1);
        }

        long commonAt(FrameSection section) {
            long at = section.isEh() ? numberAt - number : number;
            if (at < 0 || at >= section.bytes().length()) {
                throw section.bytes().fault(numberAt, "a CIE in the section", "one at 0x" + Long.toHexString(at));
            }
            return at;
        }

        SectionCursor body(FrameSection section) {
            return new SectionCursor(section.bytes(), numberAt + numberSize, end);
        }
    }

    private static Extent extent(FrameSection section, long offset) {
        var cursor = new SectionCursor(section.bytes(), offset, section.bytes().length());
        long length = cursor.u32("length of an entry");
        int size = 4;
        if (length == LONG_FORMAT) {
            length = cursor.u64("length of an entry");
            size = 8;
        }
        if (length == 0) {
            return new Extent(offset, cursor.offset(), size, 0, 0, cursor.offset());
        }
        long numberAt = cursor.skip(length, "entry");
        var inside = new SectionCursor(section.bytes(), numberAt, cursor.offset());
        return new Extent(offset, numberAt, size, inside.unsigned(size, "CIE of an entry"), length, cursor.offset());
    }

    private static CommonEntry common(FrameSection section, long offset) {
        Extent extent = extent(section, offset);
        if (extent.length() == 0 || !extent.isCommon(section)) {
            throw section.bytes().fault(offset, "a CIE", "another entry");
        }
        return CommonEntry.read(section, extent.body(section), offset);
    }

    /** Bits of an address in the code: 32 or 64. */
    public int width() {
        return 8 * section.addressSize();
    }

    /** How many functions the section describes. */
    public int size() {
        return functions.size();
    }

    FrameSection section() {
        return section;
    }

    List<FunctionEntry> functions() {
        return functions;
    }

    /** The function whose code is at an address. */
    Optional<FunctionEntry> functionAt(long address) {
        int low = 0;
        int high = functions.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(functions.get(middle).start(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= Math.max(0, low - MOST_STEPS_BACK); i--) {
            if (functions.get(i).contains(address)) {
                return Optional.of(functions.get(i));
            }
        }
        return Optional.empty();
    }

    /** The rules at an address inside a function. */
    FrameRow rowAt(FunctionEntry function, long address) {
        FrameRow[] found = new FrameRow[1];
        FrameProgram.run(section, function, (_, to, row) -> {
            found[0] = row;
            return Long.compareUnsigned(to, address) <= 0;
        });
        return found[0];
    }
}
