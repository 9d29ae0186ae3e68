package dev.ringside.emulator.engine.translator;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.QUADWORD;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;
import static dev.ringside.emulator.engine.translator.VectorOperands.begin;
import static dev.ringside.emulator.engine.translator.VectorOperands.fetch;
import static dev.ringside.emulator.engine.translator.VectorOperands.pushHalf;
import static dev.ringside.emulator.engine.translator.VectorOperands.pushSource;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.ringside.emulator.cpu.simd.Lane;
import dev.ringside.emulator.cpu.simd.PackAndUnpack;
import dev.ringside.emulator.cpu.simd.PackedInteger;
import dev.ringside.emulator.cpu.simd.PackedMultiply;
import dev.ringside.emulator.cpu.simd.PackedShift;
import dev.ringside.emulator.cpu.simd.Shuffle;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Integer arithmetic, logic, shifts and rearrangement of XMM registers: two longs at a time, by the methods of the semantics. */
final class VectorIntegerEmitter {
    private static final ClassDesc LANE = Types.of(Lane.class);

    /** Pushes half {@code half} of the result; the source has been fetched. */
    @FunctionalInterface
    private interface Half {
        void push(UnitWriter w, Instruction insn, int half);
    }

    private VectorIntegerEmitter() {}

    static void register(Map<String, Emitter> table) {
        logic(table);
        arithmetic(table);
        shifts(table);
        rearrangement(table);
    }

    // ---- shapes ----

    /** Each half of the result from the same halves of the operands: the code takes them off the Java stack, destination below. */
    private static Emitter halves(Consumer<UnitWriter> operation) {
        return (w, insn) -> {
            fetch(w, insn);
            for (int half = 0; half < 2; half++) {
                begin(w, insn.reg, half);
                pushHalf(w, insn.reg, half);
                pushSource(w, insn, half);
                operation.accept(w);
                w.code().lastore();
            }
        };
    }

    /** Both halves of the result from both halves of the operands. */
    private static Emitter whole(Half f) {
        return (w, insn) -> {
            fetch(w, insn);
            write(w, insn, VectorOperands.destination(insn), f);
        };
    }

    private static void write(UnitWriter w, Instruction insn, int register, Half f) {
        f.push(w, insn, 0);
        w.code().lstore(w.temporary(4));
        begin(w, register, 1);
        f.push(w, insn, 1);
        w.code().lastore();
        begin(w, register, 0);
        w.code().lload(w.temporary(4)).lastore();
    }

    private static void call(UnitWriter w, Class<?> owner, String method, int longs) {
        ClassDesc[] parameters = new ClassDesc[longs];
        Arrays.fill(parameters, CD_long);
        VectorEmitter.call(w, owner, method, parameters);
    }

    private static void callWithLane(UnitWriter w, Class<?> owner, String method, Lane lane) {
        VectorEmitter.pushEnum(w.code(), lane);
        VectorEmitter.call(w, owner, method, CD_long, CD_long, LANE);
    }

    private static int immediate(Instruction insn) {
        return (int) insn.immediate & 0xFF;
    }

    // ---- logic and arithmetic ----

    private static void logic(Map<String, Emitter> table) {
        for (String name : List.of("PAND", "ANDPS", "ANDPD")) {
            table.put(name, halves(w -> w.code().land()));
        }
        for (String name : List.of("POR", "ORPS", "ORPD")) {
            table.put(name, halves(w -> w.code().lor()));
        }
        for (String name : List.of("PXOR", "XORPS", "XORPD")) {
            table.put(name, halves(w -> w.code().lxor()));
        }
        // ~a & b is ~(a | ~b)
        for (String name : List.of("PANDN", "ANDNPS", "ANDNPD")) {
            table.put(name, halves(w -> invert(invert(w.code()).lor())));
        }
    }

    private static CodeBuilder invert(CodeBuilder code) {
        return code.loadConstant(-1L).lxor();
    }

    private static void arithmetic(Map<String, Emitter> table) {
        table.put("PADDQ", halves(w -> w.code().ladd()));
        table.put("PSUBQ", halves(w -> w.code().lsub()));
        lanes(table, "PADD", "add", BYTE, WORD, DOUBLEWORD);
        lanes(table, "PSUB", "subtract", BYTE, WORD, DOUBLEWORD);
        lanes(table, "PADDUS", "addUnsigned", BYTE, WORD);
        lanes(table, "PSUBUS", "subtractUnsigned", BYTE, WORD);
        lanes(table, "PADDS", "addSigned", BYTE, WORD);
        lanes(table, "PSUBS", "subtractSigned", BYTE, WORD);
        lanes(table, "PCMPEQ", "equal", BYTE, WORD, DOUBLEWORD, QUADWORD);
        lanes(table, "PCMPGT", "greater", BYTE, WORD, DOUBLEWORD, QUADWORD);
        lanes(table, "PMINU", "minimumUnsigned", BYTE, WORD, DOUBLEWORD);
        lanes(table, "PMAXU", "maximumUnsigned", BYTE, WORD, DOUBLEWORD);
        lanes(table, "PMINS", "minimumSigned", BYTE, WORD, DOUBLEWORD);
        lanes(table, "PMAXS", "maximumSigned", BYTE, WORD, DOUBLEWORD);
        lanes(table, "PAVG", "average", BYTE, WORD);
        lanes(table, "PABS", "absolute", BYTE, WORD, DOUBLEWORD);
        products(table, "PMULLW", "low");
        products(table, "PMULHW", "highSigned");
        products(table, "PMULHUW", "highUnsigned");
        products(table, "PMULLD", "lowDoublewords");
        products(table, "PMULUDQ", "wideUnsigned");
        products(table, "PMULDQ", "wideSigned");
        products(table, "PMADDWD", "multiplyAdd");
        products(table, "PSADBW", "sumOfDifferences");
    }

    private static void lanes(Map<String, Emitter> table, String name, String method, Lane... lanes) {
        for (Lane lane : lanes) {
            table.put(name + lane.letter, halves(w -> callWithLane(w, PackedInteger.class, method, lane)));
        }
    }

    private static void products(Map<String, Emitter> table, String name, String method) {
        table.put(name, halves(w -> call(w, PackedMultiply.class, method, 2)));
    }

    // ---- shifts ----

    private static void shifts(Map<String, Emitter> table) {
        for (Lane lane : List.of(WORD, DOUBLEWORD, QUADWORD)) {
            shift(table, "PSLL" + lane.letter, "left", lane);
            shift(table, "PSRL" + lane.letter, "right", lane);
        }
        shift(table, "PSRAW", "rightSigned", WORD);
        shift(table, "PSRAD", "rightSigned", DOUBLEWORD);
        table.put("PSLLDQ", whole((w, insn, half) -> window(w, insn.rm, true, 16 + 8 * half - Math.min(immediate(insn), 16))));
        table.put("PSRLDQ", whole((w, insn, half) -> window(w, insn.rm, false, 8 * half + Math.min(immediate(insn), 16))));
    }

    // The bits that stay are known when the count is: those that the same shift leaves of all ones.
    private static void shift(Map<String, Emitter> table, String name, String method, Lane lane) {
        table.put(name, (w, insn) -> {
            boolean constant = insn.row.operands().get(1).kind() == OperandKind.IMM;
            int register = constant ? insn.rm : insn.reg;
            long count = immediate(insn);
            if (!constant) {
                fetch(w, insn);
            }
            write(w, insn, register, (writer, i, half) -> {
                pushHalf(w, register, half);
                if (constant && method.equals("left")) {
                    w.code().loadConstant((int) count & 63).lshl().loadConstant(PackedShift.left(-1, count, lane)).land();
                } else if (constant && method.equals("right")) {
                    w.code().loadConstant((int) count & 63).lushr().loadConstant(PackedShift.right(-1, count, lane)).land();
                } else {
                    if (constant) {
                        w.code().loadConstant(count);
                    } else {
                        pushSource(w, insn, 0);
                    }
                    callWithLane(w, PackedShift.class, method, lane);
                }
            });
        });
    }

    /** Pushes eight bytes of a register with zeros below ({@code raised}) or above it, from byte {@code first} on. */
    private static void window(UnitWriter w, int register, boolean raised, int first) {
        for (int i = 0; i < 4; i++) {
            int half = raised ? i - 2 : i;
            if (half < 0 || half > 1) {
                w.code().lconst_0();
            } else {
                pushHalf(w, register, half);
            }
        }
        pushWindow(w, first);
    }

    private static void pushWindow(UnitWriter w, int first) {
        w.code().loadConstant(first);
        VectorEmitter.call(w, Shuffle.class, "window", CD_long, CD_long, CD_long, CD_long, CD_int);
    }

    // ---- rearrangement ----

    private static void rearrangement(Map<String, Emitter> table) {
        table.put("PSHUFD", whole((w, insn, half) -> {
            pushSource(w, insn, 0);
            pushSource(w, insn, 1);
            doublewords(w, insn, half);
        }));
        table.put("SHUFPS", whole((w, insn, half) -> {
            for (int i = 0; i < 2; i++) {
                if (half == 0) {
                    pushHalf(w, insn.reg, i);
                } else {
                    pushSource(w, insn, i);
                }
            }
            doublewords(w, insn, half);
        }));
        table.put("SHUFPD", whole((w, insn, half) -> {
            int pick = immediate(insn) >> half & 1;
            if (half == 0) {
                pushHalf(w, insn.reg, pick);
            } else {
                pushSource(w, insn, pick);
            }
        }));
        table.put("PSHUFLW", whole((w, insn, half) -> words(w, insn, half, half == 0)));
        table.put("PSHUFHW", whole((w, insn, half) -> words(w, insn, half, half == 1)));
        table.put("PALIGNR", whole((w, insn, half) -> {
            pushSource(w, insn, 0);
            pushSource(w, insn, 1);
            pushHalf(w, insn.reg, 0);
            pushHalf(w, insn.reg, 1);
            pushWindow(w, immediate(insn) + 8 * half);
        }));
        interleaving(table);
        packing(table, "PACKSSWB", BYTE, Byte.MIN_VALUE);
        packing(table, "PACKSSDW", WORD, Short.MIN_VALUE);
        packing(table, "PACKUSWB", BYTE, 0);
        packing(table, "PACKUSDW", WORD, 0);
    }

    private static void doublewords(UnitWriter w, Instruction insn, int half) {
        w.code().loadConstant(immediate(insn) >> 4 * half);
        VectorEmitter.call(w, Shuffle.class, "doublewords", CD_long, CD_long, CD_int);
    }

    private static void words(UnitWriter w, Instruction insn, int half, boolean shuffled) {
        pushSource(w, insn, half);
        if (shuffled) {
            w.code().loadConstant(immediate(insn));
            VectorEmitter.call(w, Shuffle.class, "words", CD_long, CD_int);
        }
    }

    private static void interleaving(Map<String, Emitter> table) {
        unpack(table, "PUNPCK", "BW", BYTE);
        unpack(table, "PUNPCK", "WD", WORD);
        unpack(table, "PUNPCK", "DQ", DOUBLEWORD);
        unpack(table, "PUNPCK", "QDQ", QUADWORD);
        unpack(table, "UNPCK", "PS", DOUBLEWORD);
        unpack(table, "UNPCK", "PD", QUADWORD);
    }

    private static void unpack(Map<String, Emitter> table, String name, String letters, Lane lane) {
        for (int from = 0; from < 2; from++) {
            int operandHalf = from;
            table.put(name + (from == 0 ? "L" : "H") + letters, whole((w, insn, half) -> {
                pushHalf(w, insn.reg, operandHalf);
                pushSource(w, insn, operandHalf);
                callWithLane(w, PackAndUnpack.class, half == 0 ? "interleaveLow" : "interleaveHigh", lane);
            }));
        }
    }

    private static void packing(Map<String, Emitter> table, String name, Lane narrow, long least) {
        table.put(name, whole((w, insn, half) -> {
            for (int i = 0; i < 2; i++) {
                if (half == 0) {
                    pushHalf(w, insn.reg, i);
                } else {
                    pushSource(w, insn, i);
                }
            }
            VectorEmitter.pushEnum(w.code(), narrow);
            w.code().loadConstant(least);
            VectorEmitter.call(w, PackAndUnpack.class, "pack", CD_long, CD_long, LANE, CD_long);
        }));
    }
}
