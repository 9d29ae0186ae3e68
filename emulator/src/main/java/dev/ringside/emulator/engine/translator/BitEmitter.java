package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/** Bit tests, scans and counts, and the instructions that set one flag. */
final class BitEmitter {
    private BitEmitter() {}

    static void register(Map<String, Emitter> table) {
        for (String name : new String[] {"BT", "BTS", "BTR", "BTC"}) {
            table.put(name, BitEmitter::test);
        }
        table.put("BSF", (w, insn) -> scan(w, insn, true));
        table.put("BSR", (w, insn) -> scan(w, insn, false));
        table.put("POPCNT", BitEmitter::count);
        table.put("CLC", (w, insn) -> setFlag(w, "setCf", false));
        table.put("STC", (w, insn) -> setFlag(w, "setCf", true));
        table.put("SAHF", (w, insn) -> fromAh(w));
        table.put("CLD", (w, insn) -> setFlag(w, "setDf", false));
        table.put("STD", (w, insn) -> setFlag(w, "setDf", true));
    }

    /** A bit string in memory, numbered by a register, reaches beyond the operand: left out of line. */
    static boolean knows(Instruction insn) {
        return !insn.row.mnemonic().startsWith("BT") || !insn.memory || insn.row.operands().get(1).kind() == OperandKind.IMM;
    }

    private static void test(UnitWriter w, Instruction insn) {
        int width = Emitters.width(insn, 0);
        String name = insn.row.mnemonic();
        int number = w.temporary(1);
        if (name.equals("BT")) {
            DataEmitter.push(w, insn, 0);
        } else {
            ArithmeticEmitter.first(w, insn, width, true);
        }
        w.words.store(w.temporary(0));
        DataEmitter.push(w, insn, 1);
        w.words.toInt();
        w.code().loadConstant(width - 1).iand().istore(number);
        if (w.flagsLive()) {
            w.flags.settle();
            w.flags.push();
            w.words.load(w.temporary(0));
            w.words.toLong();
            w.code().iload(number);
            w.runtime("bitToCarry", ConstantDescs.CD_void, FlagWriter.flagsType(), ConstantDescs.CD_long, ConstantDescs.CD_int);
        }
        if (!name.equals("BT")) {
            change(w, insn, name, number);
        }
    }

    private static void change(UnitWriter w, Instruction insn, String name, int number) {
        w.words.load(w.temporary(0));
        w.words.constant(1);
        w.code().iload(number);
        w.words.shiftLeft();
        switch (name) {
            case "BTS" -> w.words.or();
            case "BTR" -> {
                w.words.invert();
                w.words.and();
            }
            default -> w.words.xor();
        }
        w.words.store(w.temporary(2));
        if (Emitters.memory(insn, 0)) {
            w.memory.store(w.temporary(3), Emitters.width(insn, 0), w.temporary(2));
        } else {
            w.words.load(w.temporary(2));
            DataEmitter.pop(w, insn, 0);
        }
    }

    // A source of 0 leaves the whole destination as it was.
    private static void scan(UnitWriter w, Instruction insn, boolean forward) {
        int width = Emitters.width(insn, 1);
        Label nothing = w.code().newLabel();
        DataEmitter.push(w, insn, 1);
        w.words.zeroExtend(width);
        w.words.store(w.temporary(0));
        if (w.flagsLive()) {
            w.words.constant(0);
            w.words.store(w.temporary(1));
            w.flags.set(LazyFlags.RESULT, width, -1, w.temporary(1), w.temporary(0));
        }
        pushSource(w);
        w.code().lconst_0().lcmp().ifeq(nothing);
        if (!forward) {
            w.code().loadConstant(63);
        }
        pushSource(w);
        w.code().invokestatic(ConstantDescs.CD_Long, forward ? "numberOfTrailingZeros" : "numberOfLeadingZeros",
                MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long));
        if (!forward) {
            w.code().isub();
        }
        w.words.fromInt();
        DataEmitter.pop(w, insn, 0);
        w.code().labelBinding(nothing);
    }

    private static void pushSource(UnitWriter w) {
        w.words.load(w.temporary(0));
        w.words.toUnsignedLong();
    }

    private static void count(UnitWriter w, Instruction insn) {
        DataEmitter.push(w, insn, 1);
        w.words.zeroExtend(Emitters.width(insn, 1));
        w.words.store(w.temporary(0));
        if (w.flagsLive()) {
            Label some = w.code().newLabel();
            Label done = w.code().newLabel();
            pushSource(w);
            w.code().lconst_0().lcmp().ifne(some).loadConstant(Flags.ZF).istore(w.temporary(1)).goto_(done).labelBinding(some).loadConstant(0)
                    .istore(w.temporary(1)).labelBinding(done);
            w.flags.settle();
            w.flags.push();
            w.code().iload(w.temporary(1)).invokevirtual(FlagWriter.flagsType(), "setArithmetic",
                    MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
        }
        pushSource(w);
        w.code().invokestatic(ConstantDescs.CD_Long, "bitCount", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long));
        w.words.fromInt();
        DataEmitter.pop(w, insn, 0);
    }

    /** Five flags from AH; OF stays. */
    private static void fromAh(UnitWriter w) {
        if (w.flagsLive()) {
            BranchEmitter.pushCondition(w, 0);
            w.code().loadConstant(Integer.numberOfTrailingZeros(Flags.OF)).ishl();
            w.registers.push(Cpu.RAX + 4, 8, true);
            w.words.toInt();
            w.code().loadConstant(Flags.SF | Flags.ZF | Flags.AF | Flags.PF | Flags.CF).iand().ior();
            w.popFlags();
        }
    }

    private static void setFlag(UnitWriter w, String method, boolean value) {
        if (method.equals("setCf")) {
            w.flags.settle();
        }
        w.flags.push();
        w.code().loadConstant(value ? 1 : 0).invokevirtual(FlagWriter.flagsType(), method,
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_boolean));
    }
}
