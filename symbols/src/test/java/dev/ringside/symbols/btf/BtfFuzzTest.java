package dev.ringside.symbols.btf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.Layout;
import dev.ringside.symbols.types.TypeKind;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, reading them ends in types or in a fault of a section. */
class BtfFuzzTest {
    private static final int ROUNDS = 3_000;

    @Test
    void mutatedDataEndInTypesOrAFault() {
        byte[] original = sample();
        var random = new Random(1);
        int faults = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = original.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) random.nextInt(8);
            }
            faults += look(bytes);
        }
        assertTrue(faults > ROUNDS / 10 && faults < 100 * ROUNDS, "some of the damage is found: " + faults);
    }

    private static int look(byte[] bytes) {
        BtfTypes types;
        try {
            types = BtfTypes.read(BtfEncoder.section(bytes));
        } catch (SectionException _) {
            return 1;
        }
        int faults = 0;
        for (int id = 0; id < types.end(); id++) {
            faults += looked(types, id);
        }
        try {
            for (TypeKind kind : TypeKind.values()) {
                types.forEachName(kind, name -> types.find(kind, name));
            }
            types.dataSections();
            types.declarationTags();
            types.functions("f");
            types.variables("v");
        } catch (SectionException _) {
            faults++;
        }
        return faults;
    }

    private static int looked(BtfTypes types, int id) {
        try {
            var type = types.type(id);
            type.size();
            type.declaration();
            Layout.of(types.reference(id));
            if (type instanceof CompositeType composite) {
                composite.find("no such member");
            }
            return 0;
        } catch (SectionException _) {
            return 1;
        }
    }

    private static byte[] sample() {
        var btf = new BtfEncoder();
        int integer = btf.integer("int", 4, 1);
        int pointer = btf.to(BtfKind.PTR, "", integer + 2);
        int struct = btf.add(BtfKind.STRUCT, "list", 2, false, 16, btf.string("next"), pointer, 0, 0, pointer + 2, 64);
        int union = btf.add(BtfKind.UNION, "", 2, true, 8, btf.string("a"), integer, 3 << 24, btf.string("b"), struct + 2, 0);
        int array = btf.add(BtfKind.ARRAY, "", 0, false, 0, integer, integer, 3);
        btf.to(BtfKind.TYPEDEF, "t", array);
        btf.add(BtfKind.ENUM, "e", 2, true, 4, btf.string("A"), -1, btf.string("B"), 2);
        btf.add(BtfKind.ENUM64, "e64", 1, false, 8, btf.string("C"), -1, 2);
        int prototype = btf.add(BtfKind.FUNC_PROTO, "", 3, false, pointer, btf.string("x"), union, 0, pointer, 0, 0);
        btf.add(BtfKind.FUNC, "f", 0, false, prototype);
        int variable = btf.add(BtfKind.VAR, "v", 0, false, struct, 1);
        btf.add(BtfKind.DATASEC, ".data", 1, false, 16, variable, 0, 16);
        btf.add(BtfKind.FWD, "file", 0, false, 0);
        btf.to(BtfKind.CONST, "", btf.to(BtfKind.VOLATILE, "", btf.to(BtfKind.RESTRICT, "", pointer)));
        btf.to(BtfKind.TYPE_TAG, "rcu", btf.add(BtfKind.FLOAT, "double", 0, false, 8));
        btf.add(BtfKind.DECL_TAG, "d", 0, false, struct, 1);
        return btf.bytes();
    }
}
