package dev.ringside.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Tool;
import dev.ringside.symbols.btf.BtfTypes;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.sections.ElfSections;
import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.FloatType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.IntegerType;
import dev.ringside.symbols.types.Layout;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypedefType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole files of C read as other tools read them. System property: {@code ringside.dwarf.files}, comma-separated ELF files with DWARF. The
 * types are compared with the BTF that {@code pahole -J} makes of the same DWARF (whose reader is compared with bpftool), the lines with
 * {@code objdump --dwarf=decodedline}.
 */
@EnabledIfSystemProperty(named = "ringside.dwarf.files", matches = ".+", disabledReason = "no files given")
class DwarfComparisonTest {
    private static final String[] FILES = System.getProperty("ringside.dwarf.files", "").split(",");

    private static final Pattern INNER_TYPE = Pattern.compile(" <[2-9a-f]><.*\\(DW_TAG_(structure_type|union_type|enumeration_type|typedef)\\)");
    private static final Map<String, TypeKind> KINDS = Map.of("structure_type", TypeKind.STRUCT, "union_type", TypeKind.UNION,
        "enumeration_type", TypeKind.ENUM, "typedef", TypeKind.TYPEDEF);
    private static final Pattern DIMENSIONS = Pattern.compile("\\[(\\d+)]\\[(\\d+)]");

    @TempDir
    private Path folder;

    private static ElfSections sections(String file) throws Exception {
        return new ElfSections(ElfFile.read(ByteSource.of(file, Files.readAllBytes(Path.of(file)))));
    }

    @Test
    void everyLineReadsAsInObjdump() throws Exception {
        for (String file : FILES) {
            List<String> expected = ObjdumpLines.expected(Path.of(file));
            List<String> found = ObjdumpLines.found(sections(file));
            assertTrue(expected.size() > 1, "objdump printed lines");
            for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
                assertEquals(expected.get(i), found.get(i), "row " + (i + 1));
            }
            assertEquals(expected.size(), found.size());
            System.out.println(file + ": " + found.size() + " rows of line tables compared with objdump, all equal");
        }
    }

    @Test
    void everyNamedTypeReadsAsInPahole() throws Exception {
        for (String file : FILES) {
            compareTypes(file);
        }
    }

    private void compareTypes(String file) throws Exception {
        Path made = folder.resolve("types.btf");
        Tool.lines("pahole", "-J", "--btf_encode_detached=" + made, file);
        boolean is64 = ElfFile.read(ByteSource.of(file, Files.readAllBytes(Path.of(file)))).header().is64();
        Map<String, Set<String>> expected = pahole(made, is64 ? 8 : 4);
        var types = DwarfTypes.read(sections(file));
        // What pahole writes for a number it cannot describe in BTF.
        expected.remove(TypeKind.BASE + " __SANITIZED_FAKE_INT__");
        var missing = new TreeSet<>(expected.keySet());
        List<String> different = new ArrayList<>();
        for (TypeKind kind : TypeKind.values()) {
            types.forEachName(kind, name -> {
                String key = kind + " " + name;
                TypeReference reference = types.find(kind, name).orElseThrow();
                if (missing.remove(key) && !expected.get(key).contains(text(reference))) {
                    different.add(text(reference) + "\nand not\n" + expected.get(key));
                }
            });
        }
        assertEquals(List.of(), different);
        missing.removeAll(localTypes(file));
        assertEquals(Set.of(), missing);
        System.out.println(file + ": " + expected.size() + " named types compared with pahole, all equal");
    }

    /** Types inside functions, as readelf shows them: those are not looked for by name. */
    private static Set<String> localTypes(String file) throws Exception {
        Set<String> local = new HashSet<>();
        String kind = "";
        for (String line : Tool.lines("readelf", "--debug-dump=info", file)) {
            Matcher entry = INNER_TYPE.matcher(line);
            if (line.startsWith(" <")) {
                kind = entry.matches() ? entry.group(1) : "";
            } else if (!kind.isEmpty() && line.contains("DW_AT_name ")) {
                local.add(KINDS.get(kind) + " " + line.substring(line.lastIndexOf(": ") + 2).strip());
            }
        }
        return local;
    }

    /** The texts of all definitions of each name. */
    private static Map<String, Set<String>> pahole(Path file, int pointerSize) throws Exception {
        var btf = BtfTypes.read(Section.of(".BTF", ByteBuffer.wrap(Files.readAllBytes(file))), pointerSize);
        Map<String, Set<String>> texts = new HashMap<>();
        for (int id = 1; id < btf.end(); id++) {
            if (btf.isType(id)) {
                Type type = btf.type(id);
                TypeReference reference = btf.reference(id);
                kind(type).filter(_ -> !type.name().isEmpty())
                    .ifPresent(kind -> texts.computeIfAbsent(kind + " " + type.name(), _ -> new HashSet<>()).add(text(reference)));
            }
        }
        return texts;
    }

    private static Optional<TypeKind> kind(Type type) {
        return switch (type) {
            case IntegerType _, FloatType _ -> Optional.of(TypeKind.BASE);
            case CompositeType t -> Optional.of(t.kind() == CompositeType.Kind.STRUCT ? TypeKind.STRUCT : TypeKind.UNION);
            case EnumType _ -> Optional.of(TypeKind.ENUM);
            case TypedefType _ -> Optional.of(TypeKind.TYPEDEF);
            case ForwardType _ -> Optional.empty();
            default -> Optional.empty();
        };
    }

    /** BTF has no word for some of what DWARF says: unknown lengths, missing prototypes, _Atomic, floats of 12 bytes. pahole makes one dimension of several. */
    private static String text(TypeReference reference) {
        String text = String.join("\n", Layout.of(reference)).replace("[]", "[0]").replaceAll(" +/\\*", " /*").replace("    ?", "    0")
            .replace("_Atomic ", "").replaceAll("\\)\\(\\)", ")(void)")
            .replaceAll("(?:__SANITIZED_FAKE_INT__|long double) ([^;]*); /\\*( +\\d+) +\\d+ \\*/", "long double $1; /*$2 */");
        Matcher dimensions = DIMENSIONS.matcher(text);
        while (dimensions.find()) {
            long count = Long.parseLong(dimensions.group(1)) * Long.parseLong(dimensions.group(2));
            text = dimensions.replaceFirst("[" + count + "]");
            dimensions = DIMENSIONS.matcher(text);
        }
        return text;
    }
}
