package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionBytes;

/** The sections of DWARF that are read here; missing ones are empty. */
record Sections(Section info, Section types, Section abbreviations, Section strings, Section lineStrings, Section stringOffsets,
        Section addresses, Section rangeLists, Section ranges, Section lines) {
    static Sections of(SectionBytes bytes) {
        return new Sections(bytes.section(".debug_info"), bytes.section(".debug_types"), bytes.section(".debug_abbrev"),
            bytes.section(".debug_str"), bytes.section(".debug_line_str"), bytes.section(".debug_str_offsets"),
            bytes.section(".debug_addr"), bytes.section(".debug_rnglists"), bytes.section(".debug_ranges"), bytes.section(".debug_line"));
    }
}
