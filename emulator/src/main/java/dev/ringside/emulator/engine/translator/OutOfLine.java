package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Transfer;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;

/** Writes instructions that are not put in line: calls of their semantics, after which the processor may ask for attention or be elsewhere. */
final class OutOfLine {
    private final UnitWriter w;
    private final CodeBuilder code;
    private final SemanticsTable semantics;

    OutOfLine(UnitWriter w, SemanticsTable semantics) {
        this.w = w;
        this.code = w.code();
        this.semantics = semantics;
    }

    /** Writes an instruction inside a block. */
    void write(Instruction insn) {
        if (Emitters.apart(insn)) {
            w.mayThrow(insn);
            w.registers.store(Emitters.addressRegisters(insn));
            call(insn, "executeApart");
            Label calm = code.newLabel();
            code.aload(Slots.CPU).getfield(Types.CPU, "attention", ConstantDescs.CD_int).ifeq(calm);
            w.progress.retire(w.position() + 1);
            w.leaveFor(insn.nextRip());
            code.labelBinding(calm);
            return;
        }
        execute(insn);
        Label calm = code.newLabel();
        code.aload(Slots.CPU).getfield(Types.CPU, "attention", ConstantDescs.CD_int).ifeq(calm);
        w.progress.retire(w.position() + 1);
        leaveForRip();
        code.labelBinding(calm);
    }

    /** Writes the instruction that ends a block as one that may go anywhere. */
    void far(BasicBlock b) {
        if (Transfer.of(b.insns().getLast()) == Transfer.REPEATED) {
            iterate(b);
        } else {
            execute(b.insns().getLast());
            w.progress.retire(b.insns().size());
        }
        leaveForRip();
    }

    // All iterations but the last have been counted where the processor counts.
    private void iterate(BasicBlock b) {
        execute(b.insns().getLast());
        code.loadConstant(UnitCode.MOST);
        w.progress.takeLeft();
        w.progress.retire(1);
    }

    /** Writes the repeated string instruction that ends a block. */
    void repeated(BasicBlock b) {
        Label over = code.newLabel();
        Label interrupted = code.newLabel();
        iterate(b);
        code.aload(Slots.CPU).getfield(Types.CPU, "attention", ConstantDescs.CD_int).ifne(interrupted);
        code.aload(Slots.CPU).getfield(Types.CPU, "rip", ConstantDescs.CD_long).loadConstant(w.wrapped(b.nextRip())).lcmp().ifeq(over);
        code.labelBinding(interrupted);
        leaveForRip();
        code.labelBinding(over);
        if (b.next() >= 0) {
            w.progress.nearLimit(w.head(b.next()));
        }
        w.leaveFor(b.nextRip());
    }

    /** Calls the semantics with everything real, and takes the registers back. */
    private void execute(Instruction insn) {
        w.registers.store();
        w.flags.settleToLeave();
        code.loadConstant(-1).istore(Slots.PLACE);
        call(insn, "execute");
        w.registers.load();
        w.flags.areSettled();
        w.vectorsMayHaveGone();
    }

    private void call(Instruction insn, String method) {
        code.aload(Slots.CPU);
        w.pushInstruction(insn);
        w.pushObject(semantics.executing(insn), Types.SEMANTICS);
        w.progress.pushRetired();
        code.loadConstant((long) w.position()).ladd();
        Types.runtime(code, method, ConstantDescs.CD_void, Types.CPU, Types.INSTRUCTION, Types.SEMANTICS, ConstantDescs.CD_long);
    }

    private void leaveForRip() {
        code.aload(Slots.CPU).getfield(Types.CPU, "rip", ConstantDescs.CD_long);
        w.leave();
    }
}
