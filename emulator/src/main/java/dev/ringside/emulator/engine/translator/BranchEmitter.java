package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.engine.translator.Region.End;
import dev.ringside.emulator.isa.Conditions;
import dev.ringside.emulator.isa.Instruction;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;

/**
 * Conditions and near branches. Where it is known what the flags stand for, a condition becomes a comparison of the operands; otherwise
 * the flags' own rules are asked.
 */
final class BranchEmitter {
    /** Condition codes without their lowest bit, which inverts. */
    private static final int B = 2, E = 4, BE = 6, S = 8, P = 10, L = 12, LE = 14;

    private BranchEmitter() {}

    /** Jumps to {@code taken} when the conditional branch {@code insn} is taken; counters are counted. */
    static void condition(UnitWriter w, Instruction insn, Label taken) {
        int condition = Conditions.ofJump(insn.row.mnemonic());
        if (condition >= 0) {
            jumpIf(w, condition, taken);
            return;
        }
        switch (insn.row.mnemonic()) {
            case "LOOP" -> loop(w, insn, taken, -1);
            case "LOOPE" -> loop(w, insn, taken, E);
            case "LOOPNE" -> loop(w, insn, taken, E + 1);
            default -> {
                pushCounter(w, insn, 0);
                jumpIfZero(w, taken);
            }
        }
    }

    private static void pushCounter(UnitWriter w, Instruction insn, int minus) {
        w.registers.push(Cpu.RCX, insn.addressSize, false);
        w.words.constant(minus);
        w.words.subtract();
        w.words.zeroExtend(insn.addressSize);
    }

    private static void loop(UnitWriter w, Instruction insn, Label taken, int condition) {
        Label over = w.code().newLabel();
        pushCounter(w, insn, 1);
        w.words.store(w.temporary(0));
        w.words.load(w.temporary(0));
        w.registers.pop(Cpu.RCX, insn.addressSize, false);
        w.words.load(w.temporary(0));
        jumpIfZero(w, over);
        if (condition >= 0) {
            jumpIf(w, condition, taken);
        } else {
            w.code().goto_(taken);
        }
        w.code().labelBinding(over);
    }

    private static void jumpIfZero(UnitWriter w, Label target) {
        if (w.words.wide) {
            w.code().lconst_0().lcmp();
        }
        w.code().ifeq(target);
    }

    // ---- conditions ----

    /** Pushes a condition as an int, 0 or 1. */
    static void pushCondition(UnitWriter w, int condition) {
        if (!known(w, condition)) {
            w.flags.pushCondition(condition);
            return;
        }
        Label holds = w.code().newLabel();
        Label done = w.code().newLabel();
        jumpIf(w, condition, holds);
        w.code().loadConstant(0).goto_(done).labelBinding(holds).loadConstant(1).labelBinding(done);
    }

    /** Jumps to {@code target} when the condition (low opcode nibble of Jcc) holds. */
    static void jumpIf(UnitWriter w, int condition, Label target) {
        if (!known(w, condition)) {
            w.flags.pushCondition(condition);
            w.code().ifne(target);
        } else if (w.flags.kind() == LazyFlags.BITS) {
            testBits(w, condition, target);
        } else if (w.flags.kind() == LazyFlags.SUB) {
            compare(w, condition, target);
        } else {
            test(w, condition, target);
        }
    }

    /** Whether the condition can be read off the operands. */
    private static boolean known(UnitWriter w, int condition) {
        int c = condition & ~1;
        return switch (w.flags.kind()) {
            case LazyFlags.SUB -> !w.flags.carriedIn() && (c == B || c == E || c == BE || c == L || c == LE) || c == E || c == S;
            case LazyFlags.BITS -> c == B || c == E || c == BE || c == P;
            case LazyFlags.LOGIC -> c == E || c == S || c == L || c == LE;
            case LazyFlags.ADD, LazyFlags.INC, LazyFlags.DEC, LazyFlags.SHL, LazyFlags.SHR, LazyFlags.SAR -> c == E || c == S;
            default -> false;
        };
    }

    /** Jumps by flags that are there as in EFLAGS. */
    private static void testBits(UnitWriter w, int condition, Label target) {
        w.flags.pushA();
        w.words.toInt();
        w.code().loadConstant(switch (condition & ~1) {
            case B -> Flags.CF;
            case E -> Flags.ZF;
            case BE -> Flags.CF | Flags.ZF;
            default -> Flags.PF;
        }).iand();
        if ((condition & 1) == 0) {
            w.code().ifne(target);
        } else {
            w.code().ifeq(target);
        }
    }

    private static void compare(UnitWriter w, int condition, Label target) {
        int width = w.flags.width();
        int c = condition & ~1;
        if (c == S || c == E && w.flags.carriedIn()) {
            test(w, condition, target);
            return;
        }
        w.flags.pushA();
        w.words.toTop(width);
        w.flags.pushB();
        w.words.toTop(width);
        if (c == B || c == BE) {
            w.words.compareUnsigned(width);
        } else if (width == 64) {
            w.code().lcmp();
        } else {
            compareInts(w.code(), condition, target);
            return;
        }
        jump(w.code(), condition, target);
    }

    private static void compareInts(CodeBuilder code, int condition, Label target) {
        switch (condition) {
            case E -> code.if_icmpeq(target);
            case E + 1 -> code.if_icmpne(target);
            case L -> code.if_icmplt(target);
            case L + 1 -> code.if_icmpge(target);
            case LE -> code.if_icmple(target);
            default -> code.if_icmpgt(target);
        }
    }

    /** Jumps by the sign of the int on the stack, the outcome of a comparison. */
    private static void jump(CodeBuilder code, int condition, Label target) {
        switch (condition) {
            case B, L, S -> code.iflt(target);
            case B + 1, L + 1, S + 1 -> code.ifge(target);
            case E -> code.ifeq(target);
            case E + 1 -> code.ifne(target);
            case BE, LE -> code.ifle(target);
            default -> code.ifgt(target);
        }
    }

    /** E and S of any result; L and LE where OF is clear. */
    private static void test(UnitWriter w, int condition, Label target) {
        int width = w.flags.width();
        w.flags.pushResult();
        w.words.toTop(width);
        if (width == 64) {
            w.code().lconst_0().lcmp();
        }
        jump(w.code(), condition, target);
    }

    // ---- leaving ----

    /** Writes the near call, or the branch with a computed target, that ends a block. */
    static void leave(UnitWriter w, BasicBlock b) {
        Instruction insn = b.insns().getLast();
        if (Emitters.usesStack(insn.row) && !StackEmitter.knows(insn)) {
            w.far(b);
            return;
        }
        if (b.end() == End.CALL) {
            pushReturn(w, insn);
            w.progress.retire(b.insns().size());
            w.code().loadConstant(b.target());
            leaveByCall(w, b);
            return;
        }
        w.mayThrow(insn);
        if (insn.row.mnemonic().equals("RET")) {
            int more = insn.row.operands().isEmpty() ? 0 : (int) insn.immediate & 0xFFFF;
            StackEmitter.top(w, insn);
            pushTarget(w, w.temporary(0));
            w.code().lstore(w.temporary(4));
            StackEmitter.release(w, more);
        } else {
            DataEmitter.push(w, insn, 0);
            w.words.store(w.temporary(0));
            pushTarget(w, w.temporary(0));
            w.code().lstore(w.temporary(4));
            if (insn.row.mnemonic().equals("CALL")) {
                pushReturn(w, insn);
            }
        }
        w.progress.retire(b.insns().size());
        w.code().lload(w.temporary(4));
        if (insn.row.mnemonic().equals("CALL")) {
            leaveByCall(w, b);
        } else {
            w.leave();
        }
    }

    private static void leaveByCall(UnitWriter w, BasicBlock b) {
        if (b.next() >= 0) {
            w.call(b);
        } else {
            w.leave();
        }
    }

    private static void pushTarget(UnitWriter w, int slot) {
        w.words.load(slot);
        if (w.words.wide) {
            w.runtime("canonical", ConstantDescs.CD_long, ConstantDescs.CD_long);
            return;
        }
        w.words.zeroExtend(w.context.codeSize());
        w.words.toUnsignedLong();
        if (!w.context.openCode()) {
            w.pushCpu();
            w.runtime("withinCode", ConstantDescs.CD_long, ConstantDescs.CD_long, Types.CPU);
        }
    }

    private static void pushReturn(UnitWriter w, Instruction insn) {
        w.words.constant(insn.nextRip());
        w.words.store(w.temporary(0));
        StackEmitter.push(w, insn, w.temporary(0));
    }
}
