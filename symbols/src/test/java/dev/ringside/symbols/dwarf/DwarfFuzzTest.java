package dev.ringside.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.sections.SectionBytes;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.Layout;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever the bytes are, reading them ends in an answer or in a fault of a section. */
class DwarfFuzzTest {
    private static final String[] VARIANTS = Shapes.VARIANTS;
    private static final int ROUNDS = 150;
    private static final List<String> SECTIONS = List.of(".debug_info", ".debug_abbrev", ".debug_str", ".debug_line", ".debug_line_str",
        ".debug_rnglists", ".debug_ranges");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void mutatedSectionsEndInAnswersOrAFault(String variant) throws Exception {
        var sections = Shapes.link(folder, variant).sections();
        Map<String, byte[]> original = new HashMap<>();
        for (String name : SECTIONS) {
            sections.bytes(name).ifPresent(buffer -> {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(buffer.position(), bytes);
                original.put(name, bytes);
            });
        }
        List<String> names = original.keySet().stream().sorted().toList();
        var random = new Random(1);
        int faults = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, byte[]> mutated = new HashMap<>(original);
            for (int i = random.nextInt(4); i >= 0; i--) {
                mutate(mutated, names.get(random.nextInt(names.size())), random);
            }
            SectionBytes bytes = name -> Optional.ofNullable(mutated.get(name)).map(ByteBuffer::wrap);
            faults += (failsIn(() -> lookAtTypes(bytes)) ? 1 : 0) + (failsIn(() -> lookAtLines(bytes)) ? 1 : 0);
        }
        assertTrue(faults > ROUNDS / 10 && faults < 2 * ROUNDS, "some of the damage is found: " + faults);
    }

    private static void mutate(Map<String, byte[]> sections, String name, Random random) {
        byte[] bytes = sections.get(name).clone();
        if (bytes.length > 0) {
            if (random.nextInt(10) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(8));
            }
        }
        sections.put(name, bytes);
    }

    private static boolean failsIn(Runnable look) {
        try {
            look.run();
            return false;
        } catch (SectionException _) {
            return true;
        }
    }

    private static void lookAtTypes(SectionBytes bytes) {
        var types = DwarfTypes.read(bytes);
        var references = new ArrayList<TypeReference>();
        for (TypeKind kind : TypeKind.values()) {
            types.forEachName(kind, name -> types.find(kind, name).ifPresent(references::add));
        }
        for (TypeReference reference : references) {
            failsIn(() -> {
                Layout.of(reference);
                if (reference.type() instanceof CompositeType composite) {
                    composite.find("no such member");
                }
            });
        }
        failsIn(() -> types.forEachFunction(f -> types.functionAt(f.ranges().isEmpty() ? 0 : f.ranges().getFirst().low())));
        types.forEachFunction(dev.ringside.symbols.types.Function::declaration);
        types.forEachVariable(dev.ringside.symbols.types.Variable::declaration);
    }

    private static void lookAtLines(SectionBytes bytes) {
        var lines = SourceLines.read(bytes);
        var addresses = new ArrayList<Long>();
        lines.forEach(row -> addresses.add(row.address()));
        for (int i = 0; i < addresses.size(); i += 5) {
            lines.at(addresses.get(i));
        }
        lines.addresses("shapes.c", 83);
    }
}
