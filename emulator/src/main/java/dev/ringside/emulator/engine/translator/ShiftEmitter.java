package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/** Shifts and rotates. The value goes through temporary 0, the count (an int) through 1, the result through 2, an address through 3. */
final class ShiftEmitter {
    private static final Map<String, String> ROTATES =
            Map.of("ROL", "rotateLeft", "ROR", "rotateRight", "RCL", "rotateCarryLeft", "RCR", "rotateCarryRight");

    private ShiftEmitter() {}

    static void register(Map<String, Emitter> table) {
        table.put("SHL", (w, insn) -> shift(w, insn, LazyFlags.SHL));
        table.put("SHR", (w, insn) -> shift(w, insn, LazyFlags.SHR));
        table.put("SAR", (w, insn) -> shift(w, insn, LazyFlags.SAR));
        ROTATES.forEach((name, method) -> table.put(name, (w, insn) -> rotate(w, insn, method)));
        table.put("SHLD", (w, insn) -> doubleShift(w, insn, "doubleLeft"));
        table.put("SHRD", (w, insn) -> doubleShift(w, insn, "doubleRight"));
    }


    /** Whether {@code insn} shifts by a count that is known and not 0, so that it writes all flags. */
    static boolean fixedCount(Instruction insn) {
        return fixed(insn) && count(insn) != 0;
    }

    private static boolean fixed(Instruction insn) {
        OperandKind kind = insn.row.operands().getLast().kind();
        return kind == OperandKind.IMM || kind == OperandKind.ONE;
    }

    private static int countMask(Instruction insn) {
        return Emitters.width(insn, 0) == 64 ? 63 : 31;
    }

    private static int count(Instruction insn) {
        return (int) Emitters.immediate(insn) & countMask(insn);
    }

    private static void pushCount(UnitWriter w, Instruction insn) {
        if (fixed(insn)) {
            w.code().loadConstant(count(insn));
            return;
        }
        w.registers.push(Cpu.RCX, 8, false);
        w.words.toInt();
        w.code().loadConstant(countMask(insn)).iand();
    }

    private static void operands(UnitWriter w, Instruction insn) {
        ArithmeticEmitter.first(w, insn, Emitters.width(insn, 0), true);
        w.words.store(w.temporary(0));
        pushCount(w, insn);
        w.code().istore(w.temporary(1));
    }

    private static void finish(UnitWriter w, Instruction insn) {
        if (Emitters.memory(insn, 0)) {
            w.memory.store(w.temporary(3), Emitters.width(insn, 0), w.temporary(2));
        } else {
            w.words.load(w.temporary(2));
            DataEmitter.pop(w, insn, 0);
        }
    }

    private static void shift(UnitWriter w, Instruction insn, int kind) {
        int width = Emitters.width(insn, 0);
        operands(w, insn);
        w.words.load(w.temporary(0));
        if (kind == LazyFlags.SAR) {
            w.words.signExtend(width);
        } else if (kind == LazyFlags.SHR) {
            w.words.zeroExtend(width);
        }
        w.code().iload(w.temporary(1));
        switch (kind) {
            case LazyFlags.SHL -> w.words.shiftLeft();
            case LazyFlags.SHR -> w.words.shiftRightUnsigned();
            default -> w.words.shiftRight();
        }
        w.words.store(w.temporary(2));
        if (w.flagsLive() && !(fixed(insn) && count(insn) == 0)) {
            shiftFlags(w, insn, kind, width);
        }
        finish(w, insn);
    }

    // A count of 0 leaves all flags as they were.
    private static void shiftFlags(UnitWriter w, Instruction insn, int kind, int width) {
        Label nothing = w.code().newLabel();
        if (!fixed(insn)) {
            w.code().iload(w.temporary(1)).ifeq(nothing);
        }
        w.code().iload(w.temporary(1));
        w.words.fromInt();
        w.words.store(w.temporary(3 + 1));
        w.flags.set(kind, width, w.temporary(0), w.temporary(3 + 1), w.temporary(2));
        w.code().labelBinding(nothing);
        if (!fixed(insn)) {
            w.flags.forget();
        }
    }

    private static void rotate(UnitWriter w, Instruction insn, String method) {
        int width = Emitters.width(insn, 0);
        operands(w, insn);
        boolean plain = method.equals("rotateLeft") || method.equals("rotateRight");
        if (plain && !w.flagsLive() && width >= 32) {
            w.words.load(w.temporary(0));
            if (width == 32) {
                w.words.toInt();
            }
            w.code().iload(w.temporary(1));
            ClassDesc type = width == 32 ? ConstantDescs.CD_int : ConstantDescs.CD_long;
            w.code().invokestatic(width == 32 ? ConstantDescs.CD_Integer : ConstantDescs.CD_Long, method,
                    MethodTypeDesc.of(type, type, ConstantDescs.CD_int));
            if (width == 32) {
                w.words.fromInt();
            }
        } else {
            w.flags.settle();
            w.flags.push();
            w.words.load(w.temporary(0));
            w.words.zeroExtend(width);
            w.words.toUnsignedLong();
            w.code().iload(w.temporary(1)).loadConstant(width);
            w.runtime(method, ConstantDescs.CD_long, FlagWriter.flagsType(), ConstantDescs.CD_long, ConstantDescs.CD_int, ConstantDescs.CD_int);
            w.words.fromLong();
        }
        w.words.store(w.temporary(2));
        finish(w, insn);
    }

    private static void doubleShift(UnitWriter w, Instruction insn, String method) {
        int width = Emitters.width(insn, 0);
        operands(w, insn);
        w.flags.settle();
        w.flags.push();
        w.words.load(w.temporary(0));
        w.words.zeroExtend(width);
        w.words.toUnsignedLong();
        DataEmitter.push(w, insn, 1);
        w.words.zeroExtend(width);
        w.words.toUnsignedLong();
        w.code().iload(w.temporary(1)).loadConstant(width);
        w.runtime(method, ConstantDescs.CD_long, FlagWriter.flagsType(), ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_int,
                ConstantDescs.CD_int);
        w.words.fromLong();
        w.words.store(w.temporary(2));
        finish(w, insn);
    }
}
