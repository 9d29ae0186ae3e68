package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Row;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;

/**
 * MUL, IMUL, DIV, IDIV of 32 and 64 bits, IMUL with a truncated product of 16 bits too. Operands go through temporaries 0 and 1, the low
 * result through 2, the high one through 4; an address through 3.
 */
final class MultiplyEmitter {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final MethodTypeDesc OF_LONGS = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);

    private MultiplyEmitter() {}

    static void register(Map<String, Emitter> table) {
        table.put("IMUL", (w, insn) -> {
            if (insn.row.operands().size() == 1) {
                full(w, insn, true);
            } else {
                truncated(w, insn);
            }
        });
        table.put("MUL", (w, insn) -> full(w, insn, false));
        table.put("DIV", (w, insn) -> divide(w, insn, false));
        table.put("IDIV", (w, insn) -> divide(w, insn, true));
    }

    /** One-operand forms of 8 and 16 bits are left out of line. */
    static boolean knows(Row row) {
        return !List.of("MUL", "IMUL", "DIV", "IDIV").contains(row.mnemonic()) || row.operands().size() > 1 || row.operands().getFirst().size() >= 32;
    }

    private static void truncated(UnitWriter w, Instruction insn) {
        int width = Emitters.width(insn, 0);
        int operands = insn.row.operands().size();
        DataEmitter.push(w, insn, operands - 1);
        w.words.store(w.temporary(1));
        DataEmitter.push(w, insn, operands - 2);
        w.words.store(w.temporary(0));
        if (width == 64) {
            w.code().lload(w.temporary(0)).lload(w.temporary(1)).lmul().lstore(w.temporary(2));
            lost64(w);
        } else {
            pushSigned(w, w.temporary(0), width);
            pushSigned(w, w.temporary(1), width);
            w.code().lmul().lstore(w.temporary(4));
            w.code().lload(w.temporary(4));
            w.words.fromLong();
            w.words.store(w.temporary(2));
            lost(w, width);
        }
        w.words.load(w.temporary(2));
        DataEmitter.pop(w, insn, 0);
    }

    /** Pushes a word as a long, sign-extended from {@code width}. */
    private static void pushSigned(UnitWriter w, int slot, int width) {
        w.words.load(slot);
        w.words.signExtend(width);
        w.words.toLong();
    }

    private static void pushUnsigned(UnitWriter w, int slot, int width) {
        w.words.load(slot);
        w.words.zeroExtend(width);
        w.words.toUnsignedLong();
    }

    /** Flags of a product in temporary 4 that should fit {@code width} bits, signed. */
    private static void lost(UnitWriter w, int width) {
        if (!w.flagsLive()) {
            return;
        }
        w.code().lload(w.temporary(4)).loadConstant(64 - width).lshl().loadConstant(64 - width).lshr().lload(w.temporary(4)).lcmp();
        lostFlags(w, width);
    }

    private static void lost64(UnitWriter w) {
        if (!w.flagsLive()) {
            return;
        }
        w.code().lload(w.temporary(0)).lload(w.temporary(1)).invokestatic(MATH, "multiplyHigh", OF_LONGS);
        w.code().lload(w.temporary(2)).loadConstant(63).lshr().lcmp();
        lostFlags(w, 64);
    }

    /** Pops an int that is not 0 when the upper half matters: CF and OF. */
    private static void lostFlags(UnitWriter w, int width) {
        Label fits = w.code().newLabel();
        Label done = w.code().newLabel();
        w.code().ifeq(fits);
        w.words.constant(1);
        w.words.store(w.temporary(1));
        w.code().goto_(done);
        w.code().labelBinding(fits);
        w.words.constant(0);
        w.words.store(w.temporary(1));
        w.code().labelBinding(done);
        w.flags.set(LazyFlags.RESULT, width, -1, w.temporary(1), w.temporary(2));
    }

    private static void full(UnitWriter w, Instruction insn, boolean signed) {
        int width = Emitters.width(insn, 0);
        DataEmitter.push(w, insn, 0);
        w.words.store(w.temporary(1));
        w.registers.push(Cpu.RAX, width, false);
        w.words.store(w.temporary(0));
        if (width == 64) {
            full64(w, signed);
        } else {
            full32(w, signed);
        }
        w.words.load(w.temporary(2));
        w.registers.pop(Cpu.RAX, width, false);
    }

    private static void full64(UnitWriter w, boolean signed) {
        w.code().lload(w.temporary(0)).lload(w.temporary(1)).lmul().lstore(w.temporary(2));
        w.code().lload(w.temporary(0)).lload(w.temporary(1)).invokestatic(MATH, signed ? "multiplyHigh" : "unsignedMultiplyHigh", OF_LONGS)
                .lstore(w.temporary(4));
        if (w.flagsLive()) {
            w.code().lload(w.temporary(4));
            if (signed) {
                w.code().lload(w.temporary(2)).loadConstant(63).lshr();
            } else {
                w.code().lconst_0();
            }
            w.code().lcmp();
            lostFlags(w, 64);
        }
        w.code().lload(w.temporary(4));
        w.registers.pop(Cpu.RDX, 64, false);
    }

    private static void full32(UnitWriter w, boolean signed) {
        if (signed) {
            pushSigned(w, w.temporary(0), 32);
            pushSigned(w, w.temporary(1), 32);
        } else {
            pushUnsigned(w, w.temporary(0), 32);
            pushUnsigned(w, w.temporary(1), 32);
        }
        w.code().lmul().lstore(w.temporary(4));
        w.code().lload(w.temporary(4));
        w.words.fromLong();
        w.words.store(w.temporary(2));
        if (signed) {
            lost(w, 32);
        } else if (w.flagsLive()) {
            w.code().lload(w.temporary(4)).loadConstant(32).lushr().lconst_0().lcmp();
            lostFlags(w, 32);
        }
        w.code().lload(w.temporary(4)).loadConstant(32).lushr();
        w.words.fromLong();
        w.registers.pop(Cpu.RDX, 32, false);
    }

    private static void divide(UnitWriter w, Instruction insn, boolean signed) {
        int width = Emitters.width(insn, 0);
        w.mayThrow(insn);
        DataEmitter.push(w, insn, 0);
        w.words.store(w.temporary(1));
        w.registers.push(Cpu.RDX, width, false);
        toPart(w, width);
        w.registers.push(Cpu.RAX, width, false);
        toPart(w, width);
        w.words.load(w.temporary(1));
        toPart(w, width);
        ClassDesc part = width == 64 ? ConstantDescs.CD_long : ConstantDescs.CD_int;
        w.runtime((signed ? "signedDivide" : "divide") + width, ConstantDescs.CD_long, part, part, part);
        w.code().lstore(w.temporary(4));
        if (width == 64) {
            w.registers.push(Cpu.RAX, 64, false);
            w.code().lload(w.temporary(4)).lload(w.temporary(1)).lmul().lsub();
        } else {
            w.code().lload(w.temporary(4)).loadConstant(32).lushr();
            w.words.fromLong();
        }
        w.registers.pop(Cpu.RDX, width, false);
        w.code().lload(w.temporary(4));
        w.words.fromLong();
        w.registers.pop(Cpu.RAX, width, false);
    }

    private static void toPart(UnitWriter w, int width) {
        if (width == 32) {
            w.words.toInt();
        }
    }
}
