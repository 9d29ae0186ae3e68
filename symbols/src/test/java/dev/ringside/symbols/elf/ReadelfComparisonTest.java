package dev.ringside.symbols.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Tool;
import dev.ringside.symbols.bytes.FileBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is in an ELF file is what readelf says. */
class ReadelfComparisonTest {
    private static final Map<String, Integer> TYPES = Map.of("NOTYPE", 0, "OBJECT", 1, "FUNC", 2, "SECTION", 3, "FILE", 4, "COMMON", 5,
        "TLS", 6, "IFUNC", 10);
    private static final Map<String, Integer> BINDINGS = Map.of("LOCAL", 0, "GLOBAL", 1, "WEAK", 2, "UNIQUE", 10);
    private static final Map<String, Integer> VISIBILITIES = Map.of("DEFAULT", 0, "INTERNAL", 1, "HIDDEN", 2, "PROTECTED", 3);
    private static final Map<String, Integer> SECTIONS =
        Map.of("UND", ElfSymbol.UNDEFINED, "ABS", ElfSymbol.ABSOLUTE, "COM", ElfSymbol.COMMON);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> symbolsAreThoseThatReadelfPrints() throws Exception {
        return ElfSamples.all(folder).stream().map(path -> DynamicTest.dynamicTest(path.toString(), () -> {
            try (var bytes = FileBytes.open(path)) {
                var elf = ElfFile.read(bytes);
                var ours = new ArrayList<>(elf.dynamicSymbols());
                ours.addAll(elf.symbols());
                List<String> printed = Tool.lines("readelf", "-sW", path.toString()).stream()
                    .filter(line -> line.matches(" *\\d+: .*") && !line.matches(" *0: .*")).toList();
                assertEquals(printed.size(), ours.size());
                assertTrue(ours.size() > 0);
                for (int i = 0; i < ours.size(); i++) {
                    assertEquals(symbol(printed.get(i), ours.get(i), elf), ours.get(i), printed.get(i));
                }
            }
        }));
    }

    /** {@code ours} gives the name where readelf prints that of the section, as for a symbol without one. */
    private static ElfSymbol symbol(String line, ElfSymbol ours, ElfFile elf) {
        String[] words = line.strip().split("\\s+");
        int type = TYPES.get(words[3]);
        String name = words.length < 8 ? "" : words[7].replaceFirst("@.*", "");
        if (type == ElfSymbol.SECTION) {
            assertEquals(elf.sections().get(ours.section()).name(), name);
            name = "";
        }
        Integer reserved = SECTIONS.get(words[6]);
        return new ElfSymbol(name, Long.parseUnsignedLong(words[1], 16), Long.decode(words[2]), BINDINGS.get(words[4]), type,
            VISIBILITIES.get(words[5]), reserved == null ? Integer.parseInt(words[6]) : reserved);
    }

    @TestFactory
    Stream<DynamicTest> sectionsAndSegmentsAreThoseThatReadelfPrints() throws Exception {
        return ElfSamples.all(folder).stream().map(path -> DynamicTest.dynamicTest(path.toString(), () -> {
            try (var bytes = FileBytes.open(path)) {
                var elf = ElfFile.read(bytes);
                List<String> sections = Tool.lines("readelf", "-SW", path.toString()).stream()
                    .filter(l -> l.matches(" *\\[ *[1-9]\\d*\\].*")).toList();
                assertEquals(sections.size(), elf.sections().size() - 1);
                for (var section : elf.sections().subList(1, elf.sections().size())) {
                    String[] words = sections.get(section.index() - 1).replaceFirst(".*\\] *", "").split("\\s+");
                    assertEquals(List.of(section.name(), section.address(), section.offset(), section.size(), section.entrySize()),
                        List.of(words[0], hex(words[2]), hex(words[3]), hex(words[4]), hex(words[5])));
                }
                List<String> segments = Tool.lines("readelf", "-lW", path.toString()).stream()
                    .filter(l -> l.matches("  [A-Z_]+ +0x.* 0x.*")).toList();
                assertEquals(segments.size(), elf.segments().size());
                for (int i = 0; i < segments.size(); i++) {
                    String[] words = segments.get(i).strip().split("\\s+");
                    var segment = elf.segments().get(i);
                    assertEquals(
                        List.of(hex(words[1]), hex(words[2]), hex(words[3]), hex(words[4]), hex(words[5]), hex(words[words.length - 1])),
                        List.of(segment.offset(), segment.virtualAddress(), segment.physicalAddress(), segment.fileSize(),
                            segment.memorySize(), segment.alignment()));
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> notesAreThoseThatReadelfPrints() throws Exception {
        return ElfSamples.all(folder).stream().map(path -> DynamicTest.dynamicTest(path.toString(), () -> {
            try (var bytes = FileBytes.open(path)) {
                List<String> printed = Tool.lines("readelf", "-nW", path.toString()).stream()
                    .filter(l -> l.matches("  \\S+ +0x[0-9a-f]{8}\t.*")).map(String::strip)
                    .map(l -> l.split("\\s+")[0] + " " + hex(l.split("\\s+")[1])).toList();
                var notes = new ArrayList<>(ElfFile.read(bytes).notes());
                assertEquals(printed.stream().distinct().toList(), notes.stream()
                    .map(n -> (n.owner().isEmpty() ? "(NONE)" : n.owner()) + " " + n.description().length()).distinct().toList());
            }
        }));
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits.replaceFirst("^0x", ""), 16);
    }
}
