package dev.ringside.emulator.debug.condition;

import static dev.ringside.emulator.debug.condition.MethodWriter.CPU;
import static dev.ringside.emulator.debug.condition.MethodWriter.INT;
import static dev.ringside.emulator.debug.condition.MethodWriter.LONG;

import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Writes what has a place in memory: its address, what lies there, and texts. */
final class PlaceEmitter {
    private static final ClassDesc SPACE = ClassDesc.of(Space.class.getName()), TEXT = ClassDesc.of(TextBuffer.class.getName());

    private PlaceEmitter() {}

    /** Pushes what lies in a place: a scalar, or the address of what is none. */
    static void pushValue(MethodWriter w, Node node) {
        pushAddress(w, node);
        if (node.type().scalar()) {
            load(w, node.type(), space(node), node instanceof Node.Field field ? (int) (field.member().bitOffset() & 7) : 0);
        }
    }

    /** Pushes the address of a place. */
    static void pushAddress(MethodWriter w, Node node) {
        switch (node) {
            case Node.Memory n -> NumberEmitter.push(w, n.address());
            case Node.Field n -> {
                pushPlace(w, n.object());
                long offset = n.member().bitOffset() >> 3;
                if (offset != 0) {
                    w.code.loadConstant(offset).ladd();
                }
            }
            case Node.Element n -> {
                pushPlace(w, n.array());
                if (w.around.outline().mayMiss(n.index())) {
                    int array = w.keep();
                    NumberEmitter.push(w, n.index());
                    int index = w.keep();
                    w.code.lload(array).lload(index);
                } else {
                    NumberEmitter.push(w, n.index());
                }
                w.code.loadConstant(n.type().bytes()).lmul().ladd();
            }
            default -> throw new IllegalArgumentException("not in memory: " + node);
        }
    }

    /** Pushes the address of a struct or array. It is no scalar, so its value is its address, should it stand apart. */
    private static void pushPlace(MethodWriter w, Node node) {
        if (w.around.outline().apart(node)) {
            w.call(node);
        } else {
            pushAddress(w, node);
        }
    }

    private static Space space(Node node) {
        return switch (node) {
            case Node.Memory n -> n.space();
            case Node.Field n -> space(n.object());
            case Node.Element n -> space(n.array());
            default -> throw new IllegalArgumentException("not in memory: " + node);
        };
    }

    /** Turns the address on the stack into what lies there. */
    private static void load(MethodWriter w, Type type, Space space, int firstBit) {
        int bits = switch (type) {
            case IntegerType integer -> integer.bits();
            case PointerType pointer -> (int) pointer.bytes() * 8;
            default -> 8;
        };
        int bytes = (firstBit + bits + 7) / 8;
        if (bytes == 9) {
            loadNine(w, space, firstBit);
        } else {
            read(w, space, bytes);
            w.shiftDown(firstBit);
        }
        boolean exact = firstBit == 0 && bytes * 8 == bits && (type instanceof PointerType || type instanceof IntegerType integer && !integer.signed());
        if (!exact) {
            w.canonical(type);
        }
    }

    private static void loadNine(MethodWriter w, Space space, int firstBit) {
        int address = w.keep();
        w.code.lload(address);
        read(w, space, 8);
        int low = w.keep();
        w.code.lload(address).loadConstant(8L).ladd();
        read(w, space, 1);
        w.code.loadConstant(64 - firstBit).lshl().lload(low).loadConstant(firstBit).lushr().lor();
    }

    private static void read(MethodWriter w, Space space, int bytes) {
        w.pushCpu();
        w.code.loadConstant(bytes);
        if (Integer.bitCount(bytes) != 1) {
            w.code.getstatic(SPACE, space.name(), SPACE);
            w.read("odd", LONG, CPU, INT, SPACE);
            return;
        }
        switch (space) {
            case LINEAR -> w.read("linear", LONG, CPU, INT);
            case PHYSICAL -> w.read("physical", LONG, CPU, INT);
            case ES, CS, SS, DS, FS, GS -> {
                w.code.loadConstant(Reads.segment(space));
                w.read("segmented", LONG, CPU, INT, INT);
            }
        }
    }

    /** Reads a text of the guest into its place; one that was written stands there already. */
    static void fillText(MethodWriter w, Node node) {
        if (!(node instanceof Node.GuestText text)) {
            return;
        }
        boolean array = text.address().type() instanceof ArrayType;
        if (array) {
            pushPlace(w, text.address());
        } else {
            NumberEmitter.push(w, text.address());
        }
        w.pushCpu();
        w.code.loadConstant(text.limit()).getstatic(SPACE, (array ? space(text.address()) : Space.LINEAR).name(), SPACE);
        w.push(w.around.text(text), TextBuffer.class);
        w.code.invokestatic(MethodWriter.READS, "text", MethodTypeDesc.of(MethodWriter.BOOLEAN, LONG, CPU, INT, SPACE, TEXT));
        w.missUnless();
    }
}
