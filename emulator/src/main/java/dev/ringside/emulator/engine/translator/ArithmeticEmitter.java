package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import java.lang.classfile.Label;
import java.util.Map;

/**
 * Two-operand and one-operand arithmetic and logic. Operands go through temporaries 0 and 1, the result through 2, a memory operand's
 * address through 3, a carry through 4.
 */
final class ArithmeticEmitter {
    private enum Operation { ADD, ADC, SUB, SBB, CMP, AND, OR, XOR, TEST, INC, DEC, NEG, NOT, XADD }

    private ArithmeticEmitter() {}

    static void register(Map<String, Emitter> table) {
        for (Operation o : Operation.values()) {
            table.put(o.name(), (w, insn) -> emit(w, insn, o));
        }
        table.put("CMPXCHG", ArithmeticEmitter::compareExchange);
    }

    private static void emit(UnitWriter w, Instruction insn, Operation o) {
        int width = Emitters.width(insn, 0);
        boolean memory = Emitters.memory(insn, 0);
        boolean writes = o != Operation.CMP && o != Operation.TEST;
        if (insn.row.operands().size() > 1) {
            DataEmitter.push(w, insn, 1);
            w.words.store(w.temporary(1));
        }
        first(w, insn, width, writes);
        w.words.store(w.temporary(0));
        compute(w, o, width);
        if (writes && memory) {
            w.memory.store(w.temporary(3), width, w.temporary(2));
        } else if (writes) {
            if (o == Operation.XADD) {
                w.words.load(w.temporary(0));
                DataEmitter.pop(w, insn, 1);
            }
            w.words.load(w.temporary(2));
            DataEmitter.pop(w, insn, 0);
        }
        if (o == Operation.XADD && memory) {
            w.words.load(w.temporary(0));
            DataEmitter.pop(w, insn, 1);
        }
    }

    /** Pushes operand 0, whose address, when it is memory, stays in temporary 3. */
    static void first(UnitWriter w, Instruction insn, int width, boolean writes) {
        if (!Emitters.memory(insn, 0)) {
            DataEmitter.push(w, insn, 0);
            return;
        }
        w.mayThrow(insn);
        w.memory.pushLinear(insn, width / 8, writes);
        w.code().lstore(w.temporary(3));
        if (writes) {
            w.memory.loadForUpdate(w.temporary(3), width);
        } else {
            w.memory.load(w.temporary(3), width);
        }
    }

    /** From temporaries 0 and 1 to 2, and the flags. */
    private static void compute(UnitWriter w, Operation o, int width) {
        int a = w.temporary(0);
        int b = w.temporary(1);
        int result = w.temporary(2);
        switch (o) {
            case ADD, XADD -> {
                two(w, a, b);
                w.words.add();
                finish(w, LazyFlags.ADD, width, a, b, result);
            }
            case ADC -> {
                carry(w);
                two(w, a, b);
                w.words.add();
                w.words.load(w.temporary(4));
                w.words.add();
                finishCarried(w, LazyFlags.ADD, width, a, b, result);
            }
            case SUB, CMP -> {
                two(w, a, b);
                w.words.subtract();
                finish(w, LazyFlags.SUB, width, a, b, result);
            }
            case SBB -> {
                carry(w);
                two(w, a, b);
                w.words.subtract();
                w.words.load(w.temporary(4));
                w.words.subtract();
                finishCarried(w, LazyFlags.SUB, width, a, b, result);
            }
            case AND, TEST -> {
                two(w, a, b);
                w.words.and();
                finish(w, LazyFlags.LOGIC, width, -1, -1, result);
            }
            case OR -> {
                two(w, a, b);
                w.words.or();
                finish(w, LazyFlags.LOGIC, width, -1, -1, result);
            }
            case XOR -> {
                two(w, a, b);
                w.words.xor();
                finish(w, LazyFlags.LOGIC, width, -1, -1, result);
            }
            case INC -> step(w, LazyFlags.INC, 1, width, a, result);
            case DEC -> step(w, LazyFlags.DEC, -1, width, a, result);
            case NEG -> {
                w.words.constant(0);
                w.words.store(b);
                two(w, b, a);
                w.words.subtract();
                finish(w, LazyFlags.SUB, width, b, a, result);
            }
            case NOT -> {
                w.words.load(a);
                w.words.invert();
                w.words.store(result);
            }
        }
    }

    private static void two(UnitWriter w, int a, int b) {
        w.words.load(a);
        w.words.load(b);
    }

    private static void finish(UnitWriter w, int kind, int width, int a, int b, int result) {
        w.words.store(result);
        if (w.flagsLive()) {
            w.flags.set(kind, width, a, b, result);
        }
    }

    private static void finishCarried(UnitWriter w, int kind, int width, int a, int b, int result) {
        w.words.store(result);
        if (w.flagsLive()) {
            w.flags.setCarriedIn(kind, width, a, b, result, w.temporary(4));
        }
    }

    private static void step(UnitWriter w, int kind, int delta, int width, int a, int result) {
        w.words.load(a);
        w.words.constant(delta);
        w.words.add();
        w.words.store(result);
        if (w.otherFlagsLive()) {
            w.flags.setStep(kind, width, a, result, w.carryLive());
        }
    }

    /** The carry flag goes to temporary 4, a word. */
    private static void carry(UnitWriter w) {
        w.flags.pushCarry();
        w.words.fromInt();
        w.words.store(w.temporary(4));
    }

    // The destination is always written, with its old value when they differ; then the accumulator gets that value.
    private static void compareExchange(UnitWriter w, Instruction insn) {
        int width = Emitters.width(insn, 0);
        int old = w.temporary(1);
        first(w, insn, width, true);
        w.words.store(old);
        w.registers.push(0, width, false);
        w.words.store(w.temporary(0));
        Label different = w.code().newLabel();
        Label done = w.code().newLabel();
        w.words.load(w.temporary(0));
        w.words.load(old);
        w.words.subtract();
        finish(w, LazyFlags.SUB, width, w.temporary(0), old, w.temporary(2));
        w.words.load(w.temporary(2));
        w.words.toTop(width);
        jumpIfNotZero(w, width, different);
        DataEmitter.push(w, insn, 1);
        w.words.store(w.temporary(2));
        putBack(w, insn, width);
        w.code().goto_(done);
        w.code().labelBinding(different);
        if (Emitters.memory(insn, 0)) {
            w.memory.store(w.temporary(3), width, old);
        }
        w.words.load(old);
        w.registers.pop(0, width, false);
        w.code().labelBinding(done);
    }

    private static void putBack(UnitWriter w, Instruction insn, int width) {
        if (Emitters.memory(insn, 0)) {
            w.memory.store(w.temporary(3), width, w.temporary(2));
        } else {
            w.words.load(w.temporary(2));
            DataEmitter.pop(w, insn, 0);
        }
    }

    private static void jumpIfNotZero(UnitWriter w, int width, Label target) {
        if (width == 64) {
            w.code().lconst_0().lcmp();
        }
        w.code().ifne(target);
    }
}
