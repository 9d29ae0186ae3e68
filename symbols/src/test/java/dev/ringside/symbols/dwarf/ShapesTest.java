package dev.ringside.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.elf.ElfSymbol;
import dev.ringside.symbols.types.AddressRange;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.Function;
import dev.ringside.symbols.types.Layout;
import dev.ringside.symbols.types.Member;
import dev.ringside.symbols.types.MemberPath;
import dev.ringside.symbols.types.PointerType;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is read of a compiled program is what its compiler, linker and objdump say. */
class ShapesTest {
    private static final String[] VARIANTS = Shapes.VARIANTS;
    /** The members whose offsets stand in {@code facts} behind the size, in its order. */
    private static final List<String> FACTS = List.of("color", "list", "list.prev", "registers", "callback", "x", "y", "raw", "grid",
        "grid[1][2].bytes[3]", "bits", "bits.rest", "forward", "self", "visible", "area", "precise", "any", "tail");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void sizesAndOffsetsAreTheCompilers(String variant) throws Exception {
        var shapes = Shapes.link(folder, variant);
        TypeReference shape = DwarfTypes.read(shapes.sections()).find("struct shape").orElseThrow();
        ByteBuffer facts = shapes.bytes("facts");
        assertEquals(facts.getInt(), shape.type().size().orElseThrow());
        for (String path : FACTS) {
            assertEquals(facts.getInt(), MemberPath.resolve(shape, path).byteOffset(), path);
        }
        assertFalse(facts.hasRemaining());
    }

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void bitFieldsAreWhereTheCompilerPutsThem(String variant) throws Exception {
        var shapes = Shapes.link(folder, variant);
        var bits = (CompositeType) DwarfTypes.read(shapes.sections()).find("struct bits").orElseThrow().type();
        ByteBuffer marks = shapes.bytes("marks");
        assertEquals(5, bits.members().size());
        for (int i = 0; i < 5; i++) {
            Member member = bits.members().get(i);
            long width = member.isBitField() ? member.bitFieldSize() : 8 * member.type().type().size().orElseThrow();
            for (int bit = 0; bit < 8 * bits.byteSize(); bit++) {
                boolean set = (marks.get((int) (i * bits.byteSize()) + bit / 8) >> bit % 8 & 1) != 0;
                assertEquals(set, bit >= member.bitOffset() && bit < member.bitOffset() + width, member.name() + " bit " + bit);
            }
        }
        assertEquals(List.of(3, 7, 33, 1, 0), bits.members().stream().map(Member::bitFieldSize).toList());
    }

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void aStructReadsAsItWasWritten(String variant) throws Exception {
        var shapes = Shapes.link(folder, variant);
        var types = DwarfTypes.read(shapes.sections());
        List<String> lines = Layout.of(types.find("struct shape").orElseThrow()).stream().map(l -> l.replaceFirst(" */\\*.*", "")).toList();
        assertEquals("""
            struct shape {
                char name[16];
                enum color color;
                struct list_head list;
                const volatile u32 *registers;
                callback_t callback;
                union {
                    struct {
                        short int x;
                        short int y;
                    };
                    u64 raw;
                };
                union word grid[2][3];
                struct bits bits;
                struct forward *forward;
                struct shape *const self;
                _Bool visible;
                double area;
                long double precise;
                void *restrict any;
                unsigned char tail[];
            };""".replace("const volatile", lines.get(4).contains("volatile const") ? "volatile const" : "const volatile"), String.join("\n", lines));
        assertEquals("typedef int (*callback_t)(const char *, ...);",
            Layout.of(types.find("callback_t").orElseThrow()).getFirst().replaceFirst(" */\\*.*", ""));
        assertEquals(new EnumType("color", 4, true, List.of(new EnumType.Enumerator("RED", 0), new EnumType.Enumerator("GREEN", 5),
            new EnumType.Enumerator("BLUE", -7))), types.find("enum color").orElseThrow().type());
        assertEquals(-7, types.enumerator("BLUE").orElseThrow().value());
        assertEquals("enum color", types.enumerator("GREEN").orElseThrow().type().type().declaration());
        assertTrue(types.enumerator("color").isEmpty());
        var forward = ((CompositeType) types.find("struct shape").orElseThrow().type()).find("forward").orElseThrow().type().type();
        assertEquals(new ForwardType(TypeKind.STRUCT, "forward"), ((PointerType) forward).target().type());
        assertTrue(types.find("struct forward").isEmpty());
        assertTrue(types.find("unsigned long long").isPresent());
        List<String> structs = new ArrayList<>();
        types.forEachName(TypeKind.STRUCT, structs::add);
        assertEquals(List.of("list_head", "bits", "shape"), structs);
    }

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void functionsAndVariablesAreWhereTheLinkerPutThem(String variant) throws Exception {
        var shapes = Shapes.link(folder, variant);
        var types = DwarfTypes.read(shapes.sections());
        Function measure = types.functions("measure").getFirst();
        assertEquals("u64 measure(struct shape *shape, u32 scale, ...)", measure.declaration());
        assertEquals("int count(int step, const char *why)", types.functions("count").getFirst().declaration());
        assertEquals("int twice(int value)", types.functions("twice").getFirst().declaration());
        assertEquals("void _start(void)", types.functions("_start").getFirst().declaration());
        assertTrue(measure.external());
        assertFalse(types.functions("count").getFirst().external());
        for (String name : List.of("measure", "_start")) {
            ElfSymbol symbol = shapes.symbol(name);
            assertEquals(List.of(new AddressRange(symbol.value(), symbol.value() + symbol.size())), types.functions(name).getFirst().ranges());
            assertEquals(name, types.functionAt(symbol.value()).orElseThrow().name());
            assertEquals(name, types.functionAt(symbol.value() + symbol.size() - 1).orElseThrow().name());
        }
        assertTrue(types.functionAt(1).isEmpty());
        for (String name : List.of("the_shape", "counter", "shared", "facts", "marks")) {
            assertEquals(OptionalLong.of(shapes.symbol(name).value()), types.variables(name).getFirst().address(), name);
        }
        assertFalse(types.variables("counter").getFirst().external());
        assertTrue(types.variables("the_shape").getFirst().external());
        assertEquals("volatile long long int shared[4]", types.variables("shared").getFirst().declaration());
    }

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void linesAreThoseOfObjdump(String variant) throws Exception {
        var shapes = Shapes.link(folder, variant);
        assertEquals(ObjdumpLines.expected(shapes.path()), ObjdumpLines.found(shapes.sections()));
    }

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void addressesHaveLinesAndLinesHaveAddresses(String variant) throws Exception {
        var shapes = Shapes.link(folder, variant);
        var lines = SourceLines.read(shapes.sections());
        long start = shapes.symbol("measure").value();
        SourceLine first = lines.at(start).orElseThrow();
        assertEquals("/src/shapes.c", first.file());
        // Of the rows of one address gdb takes the last that is a statement; optimised code comes to the loop at once.
        assertEquals(variant.endsWith("-2") ? 86 : 83, first.line());
        assertEquals(start, first.address());
        assertTrue(lines.addresses("shapes.c", 83).contains(start));
        assertEquals(lines.addresses("shapes.c", 83), lines.addresses("/src/shapes.c", 83));
        assertEquals(List.of(), lines.addresses("shapes.c", 1));
        assertEquals(List.of(), lines.addresses("apes.c", 83));
        assertTrue(lines.at(0x1000).isEmpty());
        lines.forEach(row -> assertTrue(lines.at(row.address()).isPresent()));
    }
}
