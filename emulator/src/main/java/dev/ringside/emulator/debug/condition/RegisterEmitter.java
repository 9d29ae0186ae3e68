package dev.ringside.emulator.debug.condition;

import static dev.ringside.emulator.debug.condition.MethodWriter.CPU;
import static dev.ringside.emulator.debug.condition.MethodWriter.INT;
import static dev.ringside.emulator.debug.condition.MethodWriter.LONG;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.InterruptSource;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.VectorState;
import dev.ringside.emulator.cpu.x87.X87State;
import dev.ringside.emulator.debug.NamedMsr;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.IntegerType;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes registers: from the very field where the processor keeps them. The names are those of the debugger's table, which has the last word
 * on what each one is; one without a row here is read by the table's getter.
 */
final class RegisterEmitter {
    private static final ClassDesc FLAGS = ClassDesc.of(Flags.class.getName()), SEGMENTS = ClassDesc.of(SegmentRegisters.class.getName()),
        VECTOR = ClassDesc.of(VectorState.class.getName()), X87 = ClassDesc.of(X87State.class.getName()),
        INTERRUPTS = ClassDesc.of(InterruptSource.class.getName()), REGISTER = ClassDesc.of(Register.class.getName()),
        REGISTERS = ClassDesc.of(RegisterEmitter.class.getName()), LONGS = LONG.arrayType(), INTS = INT.arrayType();
    private static final MethodTypeDesc TO_INT = MethodTypeDesc.of(INT), TO_BOOLEAN = MethodTypeDesc.of(ConstantDescs.CD_boolean),
        INT_TO_INT = MethodTypeDesc.of(INT, INT);

    private static final String[] GENERAL = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi"};
    private static final String[] SEGMENT_NAMES = {"es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr"};
    private static final Map<String, Place> PLACES = places();

    private RegisterEmitter() {}

    /** Pushes 64 bits of a register. */
    @FunctionalInterface
    private interface Place {
        /** Pushes word 0, the low one, or word 1. */
        void push(MethodWriter w, int word);
    }

    /** Whether a processor may not have the register. */
    static boolean mayMiss(Node.RegisterPart part) {
        String name = part.row().register();
        return NamedMsr.named(name).isPresent() || !PLACES.containsKey(name) && tableRow(name).isEmpty();
    }

    /** Pushes some bits of a register. */
    static void push(MethodWriter w, Node.RegisterPart part) {
        int first = part.row().firstBit() + part.firstBit();
        int bits = ((IntegerType) part.type()).bits();
        if (bits == 1 && part.row().register().equals("eflags")) {
            flag(w, first);
        } else {
            word(w, part.row().register(), first / 64);
            w.shiftDown(first % 64);
            if (first % 64 + bits > 64) {
                word(w, part.row().register(), first / 64 + 1);
                w.code.loadConstant(64 - first % 64).lshl().lor();
            }
        }
        w.canonical(part.type());
    }

    private static void flag(MethodWriter w, int bit) {
        String method = switch (1 << bit) {
            case Flags.CF -> "cf";
            case Flags.PF -> "pf";
            case Flags.AF -> "af";
            case Flags.ZF -> "zf";
            case Flags.SF -> "sf";
            case Flags.OF -> "of";
            default -> "";
        };
        w.pushCpu();
        w.code.getfield(CPU, "flags", FLAGS);
        if (method.isEmpty()) {
            w.code.invokevirtual(FLAGS, "others", TO_INT).i2l();
            w.shiftDown(bit);
        } else {
            w.code.invokevirtual(FLAGS, method, TO_BOOLEAN).i2l();
        }
    }

    private static void word(MethodWriter w, String name, int word) {
        Place place = PLACES.get(name);
        Optional<NamedMsr> msr = NamedMsr.named(name);
        if (place != null) {
            place.push(w, word);
        } else if (msr.isPresent()) {
            w.code.loadConstant(msr.get().number() & 0xFFFFFFFFL);
            w.pushCpu();
            w.read("msr", LONG, CPU);
        } else if (tableRow(name).isPresent()) {
            w.push(tableRow(name).get(), Register.class);
            w.pushCpu();
            w.code.loadConstant(word).invokestatic(REGISTERS, "fromTable", MethodTypeDesc.of(LONG, REGISTER, CPU, INT));
        } else {
            w.miss();
        }
    }

    private static Optional<Register> tableRow(String name) {
        return RegisterWidth.BITS_64.rows().stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Called by generated code: a register as the debugger's table reads it. */
    static long fromTable(Register row, Cpu cpu, int word) {
        RegisterValue value = row.getter().apply(cpu);
        return word == 0 ? value.low() : value.high();
    }

    // ---- places ----

    private static Map<String, Place> places() {
        var places = new HashMap<String, Place>();
        for (int i = 0; i < 16; i++) {
            places.put(i < GENERAL.length ? GENERAL[i] : "r" + i, elementOf("r", i));
        }
        places.put("rip", longField("rip"));
        places.put("eflags", (w, _) -> {
            w.pushCpu();
            w.code.getfield(CPU, "flags", FLAGS).invokevirtual(FLAGS, "value", TO_INT);
            unsigned(w);
        });
        segments(places);
        system(places);
        floatingPoint(places);
        return places;
    }

    private static void segments(Map<String, Place> places) {
        for (int i = 0; i < SEGMENT_NAMES.length; i++) {
            int number = i;
            places.put(SEGMENT_NAMES[i], (w, _) -> ofSegment(w, "selector", number, false));
            places.put(SEGMENT_NAMES[i] + "_base", (w, _) -> ofSegment(w, "base", number, true));
            places.put(SEGMENT_NAMES[i] + "_limit", (w, _) -> {
                ofSegment(w, "limit", number, true);
                w.code.loadConstant(0xFFFFFFFFL).land();
            });
            places.put(SEGMENT_NAMES[i] + "_attr", (w, _) -> ofSegment(w, "access", number, false));
        }
        places.put("gdtr_base", longField("gdtBase"));
        places.put("gdtr_limit", intField("gdtLimit"));
        places.put("idtr_base", longField("idtBase"));
        places.put("idtr_limit", intField("idtLimit"));
    }

    private static void system(Map<String, Place> places) {
        for (String name : new String[] {"cr0", "cr2", "cr3", "cr4", "efer", "xcr0"}) {
            places.put(name, longField(name));
        }
        places.put("cr8", (w, _) -> {
            w.pushCpu();
            w.code.getfield(CPU, "interrupts", INTERRUPTS).invokeinterface(INTERRUPTS, "taskPriority", TO_INT).i2l();
        });
        for (int number : new int[] {0, 1, 2, 3, 6, 7}) {
            places.put("dr" + number, elementOf("dr", number));
        }
        places.put("cpl", intField("cpl"));
    }

    private static void floatingPoint(Map<String, Place> places) {
        for (int i = 0; i < 8; i++) {
            int number = i;
            places.put("st" + i, (w, word) -> stackRegister(w, number, word));
        }
        places.put("fctrl", ofX87("controlWord"));
        places.put("fstat", ofX87("statusWord"));
        places.put("ftag", ofX87("tagWord"));
        for (int i = 0; i < 16; i++) {
            int low = 2 * i;
            places.put("xmm" + i, (w, word) -> {
                w.pushCpu();
                w.code.getfield(CPU, "vector", VECTOR).getfield(VECTOR, "xmm", LONGS).loadConstant(low + word).laload();
            });
        }
        places.put("mxcsr", (w, _) -> {
            w.pushCpu();
            w.code.getfield(CPU, "vector", VECTOR).getfield(VECTOR, "mxcsr", INT);
            unsigned(w);
        });
    }

    private static void unsigned(MethodWriter w) {
        w.code.i2l().loadConstant(0xFFFFFFFFL).land();
    }

    private static Place longField(String field) {
        return (w, _) -> {
            w.pushCpu();
            w.code.getfield(CPU, field, LONG);
        };
    }

    private static Place intField(String field) {
        return (w, _) -> {
            w.pushCpu();
            w.code.getfield(CPU, field, INT);
            unsigned(w);
        };
    }

    private static Place elementOf(String field, int index) {
        return (w, _) -> {
            w.pushCpu();
            w.code.getfield(CPU, field, LONGS).loadConstant(index).laload();
        };
    }

    private static void ofSegment(MethodWriter w, String field, int number, boolean wide) {
        w.pushCpu();
        w.code.getfield(CPU, "segments", SEGMENTS).getfield(SEGMENTS, field, wide ? LONGS : INTS).loadConstant(number);
        if (wide) {
            w.code.laload();
        } else {
            w.code.iaload();
            unsigned(w);
        }
    }

    private static Place ofX87(String method) {
        return (w, _) -> {
            w.pushCpu();
            w.code.getfield(CPU, "x87", X87).invokevirtual(X87, method, TO_INT);
            unsigned(w);
        };
    }

    /** ST(i): 64 bits of significand; then sign and exponent. */
    private static void stackRegister(MethodWriter w, int number, int word) {
        w.pushCpu();
        w.code.getfield(CPU, "x87", X87).getfield(X87, word == 0 ? "mantissa" : "signExponent", word == 0 ? LONGS : INTS);
        w.pushCpu();
        w.code.getfield(CPU, "x87", X87).loadConstant(number).invokevirtual(X87, "physical", INT_TO_INT);
        if (word == 0) {
            w.code.laload();
        } else {
            w.code.iaload().i2l().loadConstant(0xFFFFL).land();
        }
    }
}
