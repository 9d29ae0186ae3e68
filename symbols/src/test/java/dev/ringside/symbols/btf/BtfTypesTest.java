package dev.ringside.symbols.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.EnumConstant;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.FunctionType;
import dev.ringside.symbols.types.IntegerType;
import dev.ringside.symbols.types.Layout;
import dev.ringside.symbols.types.Member;
import dev.ringside.symbols.types.PointerType;
import dev.ringside.symbols.types.TypeKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each kind of BTF type becomes what C means by it; damaged data are refused with the place of the fault. */
class BtfTypesTest {
    private static final int SIGNED = 1;

    private final BtfEncoder btf = new BtfEncoder();
    private final int integer = btf.integer("int", 4, SIGNED);

    private BtfTypes read() {
        return BtfTypes.read(btf.section());
    }

    private static String fault(BtfEncoder data, int id) {
        var types = BtfTypes.read(data.section());
        return assertThrows(SectionException.class, () -> types.type(id)).getMessage();
    }

    @Test
    void theSizeOfPointersIsThatOfLong() {
        int pointer = btf.to(BtfKind.PTR, "", integer);
        assertEquals(OptionalLong.of(8), read().type(pointer).size());
        btf.integer("long unsigned int", 4, 0);
        assertEquals(OptionalLong.of(4), read().type(pointer).size());
    }

    @Test
    void bitFieldsComeFromTheFlagOrFromTheInteger() {
        int three = btf.add(BtfKind.INT, "unsigned int", 0, false, 4, 5 << 16 | 3);
        int flagged = btf.add(BtfKind.STRUCT, "flagged", 2, true, 8, btf.string("a"), integer, 7 << 24 | 9, btf.string("b"), integer, 32);
        int plain = btf.add(BtfKind.STRUCT, "plain", 2, false, 8, btf.string("a"), three, 32, btf.string("b"), integer, 0);
        List<Member> members = assertInstanceOf(CompositeType.class, read().type(flagged)).members();
        assertEquals(List.of(9L, 32L), members.stream().map(Member::bitOffset).toList());
        assertEquals(List.of(7, 0), members.stream().map(Member::bitFieldSize).toList());
        members = assertInstanceOf(CompositeType.class, read().type(plain)).members();
        assertEquals(List.of(37L, 0L), members.stream().map(Member::bitOffset).toList());
        assertEquals(List.of(3, 0), members.stream().map(Member::bitFieldSize).toList());
    }

    @Test
    void enumeratorsAreExtendedByTheirSign() {
        int signed = btf.add(BtfKind.ENUM, "s", 1, true, 4, btf.string("M"), -1);
        int unsigned = btf.add(BtfKind.ENUM, "u", 1, false, 4, btf.string("M"), -1);
        int wide = btf.add(BtfKind.ENUM64, "w", 1, false, 8, btf.string("M"), 0x89abcdef, 0x01234567);
        var types = read();
        assertEquals(-1, ((EnumType) types.type(signed)).enumerators().getFirst().value());
        assertEquals(0xFFFF_FFFFL, ((EnumType) types.type(unsigned)).enumerators().getFirst().value());
        assertEquals(0x0123_4567_89AB_CDEFL, ((EnumType) types.type(wide)).enumerators().getFirst().value());
    }

    @Test
    void valuesOfEnumsAreFoundByNameInEnumsWithAndWithoutATag() {
        btf.add(BtfKind.ENUM, "", 2, true, 4, btf.string("FIRST"), 3, btf.string("LAST"), -1);
        int wide = btf.add(BtfKind.ENUM64, "w", 1, false, 8, btf.string("WIDE"), 0x89abcdef, 0x01234567);
        btf.add(BtfKind.ENUM, "again", 1, false, 4, btf.string("FIRST"), 9);
        var types = read();
        assertEquals(3, types.enumerator("FIRST").orElseThrow().value());
        assertEquals(-1, types.enumerator("LAST").orElseThrow().value());
        assertEquals(new EnumConstant(types.reference(wide), 0x0123_4567_89AB_CDEFL), types.enumerator("WIDE").orElseThrow());
        assertEquals(Optional.empty(), types.enumerator("w"));
    }

    @Test
    void charactersAndTruthValuesAreToldFromNumbers() {
        int character = btf.integer("char", 1, SIGNED);
        int unsigned = btf.integer("unsigned char", 1, 0);
        int truth = btf.integer("_Bool", 1, 4);
        var types = read();
        assertEquals(IntegerType.Encoding.SIGNED_CHARACTER, ((IntegerType) types.type(character)).encoding());
        assertEquals(IntegerType.Encoding.UNSIGNED_CHARACTER, ((IntegerType) types.type(unsigned)).encoding());
        assertEquals(IntegerType.Encoding.BOOLEAN, ((IntegerType) types.type(truth)).encoding());
        assertEquals(IntegerType.Encoding.SIGNED, ((IntegerType) types.type(integer)).encoding());
    }

    @Test
    void functionsVariablesSectionsAndTagsAreFound() {
        int prototype = btf.add(BtfKind.FUNC_PROTO, "", 2, false, integer, btf.string("format"), integer, 0, 0);
        int user = btf.to(BtfKind.TYPE_TAG, "user", integer);
        int pointer = btf.to(BtfKind.PTR, "", user);
        int function = btf.add(BtfKind.FUNC, "printk", 1, false, prototype);
        int variable = btf.add(BtfKind.VAR, "cpu_number", 0, false, pointer, 0);
        btf.add(BtfKind.DATASEC, ".data..percpu", 1, false, 100, variable, 40, 8);
        btf.add(BtfKind.DECL_TAG, "kfunc", 0, false, function, -1);
        var types = read();
        assertEquals("int printk(int format, ...)", types.functions("printk").getFirst().declaration());
        assertTrue(types.functions("printk").getFirst().external());
        assertTrue(((FunctionType) types.functions("printk").getFirst().type().type()).variadic());
        assertEquals("__user int *cpu_number", types.variables("cpu_number").getFirst().declaration());
        assertFalse(types.variables("cpu_number").getFirst().external());
        BtfDataSection section = types.dataSections().getFirst();
        assertEquals(".data..percpu", section.name());
        assertEquals(new BtfDataSection.Placed(types.variable(variable), 40, 8), section.variables().getFirst());
        assertEquals(List.of(new BtfDeclarationTag("kfunc", function, -1)), types.declarationTags());
        assertFalse(types.isType(variable));
        assertTrue(fault(btf, variable).contains("expected a type (type 6), found VAR"), fault(btf, variable));
    }

    @Test
    void aDefinitionIsFoundBeforeAForwardDeclaration() {
        btf.add(BtfKind.FWD, "file", 0, false, 0);
        btf.add(BtfKind.FWD, "alone", 0, true, 0);
        int definition = btf.add(BtfKind.STRUCT, "file", 0, false, 16);
        var types = read();
        assertEquals(types.reference(definition), types.find("struct file").orElseThrow());
        assertEquals(new ForwardType(TypeKind.UNION, "alone"), types.find("union alone").orElseThrow().type());
        assertTrue(types.find("union file").isEmpty());
        assertEquals(types.type(definition), types.complete(new ForwardType(TypeKind.STRUCT, "file")));
        List<String> names = new ArrayList<>();
        types.forEachName(TypeKind.STRUCT, names::add);
        assertEquals(List.of("file"), names);
    }

    @Test
    void splitDataGoOnWhereTheirBaseEnds() {
        int list = btf.add(BtfKind.STRUCT, "list", 0, false, 16);
        var base = read();
        var module = new BtfEncoder(base.end(), btf.stringsLength());
        int pointer = module.to(BtfKind.PTR, "", list);
        module.add(BtfKind.STRUCT, "device", 1, false, 8, module.string("list"), pointer, 0);
        var types = BtfTypes.readSplit(module.section(), base);
        assertEquals(List.of("struct device {", "    struct list *list;", "};    /* size: 8 */"),
            Layout.of(types.find("struct device").orElseThrow()).stream().map(l -> l.replaceFirst(" *\\/\\* +0 +8 \\*/", "")).toList());
        assertEquals(base.reference(list).type(), types.find("struct list").orElseThrow().type());
        assertEquals(16, ((PointerType) types.type(pointer)).target().type().size().orElseThrow());
    }

    @Test
    void damagedDataAreRefusedWithTheirPlace() {
        int missing = btf.to(BtfKind.PTR, "", 1000);
        var types = read();
        assertTrue(assertThrows(SectionException.class, () -> ((PointerType) types.type(missing)).target().type()).getMessage()
            .contains("expected a type numbered 0 to 2, found type 1000"));
        var badName = new BtfEncoder();
        badName.addRaw(5000, BtfKind.TYPEDEF.ordinal() << 24, 0);
        assertTrue(fault(badName, 1).contains("expected a string within the 1 bytes of strings, found offset 5000"), fault(badName, 1));
        for (int info : new int[] {0, 20 << 24, 31 << 24, BtfKind.STRUCT.ordinal() << 24 | 0xFFFF}) {
            var bad = new BtfEncoder();
            bad.addRaw(0, info, 4);
            assertThrows(SectionException.class, () -> BtfTypes.read(bad.section()));
        }
        byte[] bytes = btf.bytes();
        bytes[12] += 4;
        assertThrows(SectionException.class, () -> BtfTypes.read(BtfEncoder.section(bytes)));
        assertThrows(SectionException.class, () -> BtfTypes.read(BtfEncoder.section(new byte[0])));
        bytes[0] ^= (byte) 0x9F ^ (byte) 0xEB;
        bytes[1] ^= (byte) 0x9F ^ (byte) 0xEB;
        assertTrue(assertThrows(SectionException.class, () -> BtfTypes.read(BtfEncoder.section(bytes))).getMessage().contains("big-endian"));
    }

    @Test
    void circlesThatNoCompilerMakesEndInAFault() {
        int typedef = btf.to(BtfKind.TYPEDEF, "t", 2);
        int pointer = btf.to(BtfKind.PTR, "", 3);
        int array = btf.add(BtfKind.ARRAY, "", 0, false, 0, 4, 1, 2);
        int struct = btf.add(BtfKind.STRUCT, "", 2, false, 4, 0, 5, 0, 0, 5, 0);
        int function = btf.add(BtfKind.FUNC_PROTO, "", 2, false, 6, 0, 6, 0, 6);
        var types = read();
        assertThrows(SectionException.class, () -> types.type(typedef).stripped());
        assertThrows(SectionException.class, () -> types.type(typedef).size());
        assertThrows(SectionException.class, () -> types.type(pointer).declaration());
        assertThrows(SectionException.class, () -> types.type(array).size());
        assertThrows(SectionException.class, () -> types.type(function).declaration());
        assertThrows(SectionException.class, () -> Layout.of(types.reference(struct)));
        assertTrue(((CompositeType) types.type(struct)).find("x").isEmpty());
    }

    @Test
    void dataAreFoundInAnImageBehindOthersThatOnlyLookLikeIt() {
        btf.add(BtfKind.STRUCT, "here", 0, false, 16);
        byte[] good = btf.bytes();
        byte[] bad = good.clone();
        bad[BtfHeader.LENGTH + 7] = 31;
        var image = ByteBuffer.allocate(4096);
        image.put(100, bad).put(1000, new byte[] {(byte) 0x9F, (byte) 0xEB, 1, 0}).put(2000, good);
        assertTrue(BtfScan.find(image).orElseThrow().find("struct here").isPresent());
        assertTrue(BtfScan.find(image.slice(0, 2000 + good.length - 1)).isEmpty());
        assertTrue(BtfScan.find(ByteBuffer.allocate(10)).isEmpty());
    }
}
