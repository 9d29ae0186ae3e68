package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import java.util.Map;

/** PUSH, POP, LEAVE of the code's own width on a stack that needs no check. Values go through temporary 0, rSP through 1. */
final class StackEmitter {
    private StackEmitter() {}

    static void register(Map<String, Emitter> table) {
        table.put("PUSH", (w, insn) -> {
            DataEmitter.push(w, insn, 0);
            w.words.store(w.temporary(0));
            push(w, insn, w.temporary(0));
        });
        table.put("POP", (w, insn) -> {
            pop(w, insn, 0);
            w.words.load(w.temporary(0));
            w.popRegister(Emitters.register(insn, 0).number(), w.words.bits(), false);
        });
        table.put("LEAVE", (w, insn) -> {
            w.pushRegister(Cpu.RBP, w.words.bits(), false);
            w.words.store(w.temporary(1));
            load(w, insn);
            release(w, 0);
            w.words.load(w.temporary(0));
            w.popRegister(Cpu.RBP, w.words.bits(), false);
        });
    }

    /** POP into memory is left out of line: its address uses the new stack pointer. */
    static boolean knows(Instruction insn) {
        if (!Emitters.usesStack(insn.row)) {
            return true;
        }
        return insn.operandSize == (insn.mode == 64 ? 64 : 32) && !(insn.row.mnemonic().equals("POP") && insn.memory)
                && insn.row.operands().stream().noneMatch(o -> o.kind() == OperandKind.SEGMENT);
    }

    /** Whether {@code insn}, which uses the stack, can be put in line in this context. */
    static boolean plain(UnitContext context, Instruction insn) {
        return context.plainStack() && insn.operandSize == (context.wide() ? 64 : 32);
    }

    /** Pushes the word in local {@code value}. */
    static void push(UnitWriter w, Instruction insn, int value) {
        w.mayThrow(insn);
        w.pushRegister(Cpu.RSP, w.words.bits(), false);
        w.words.constant(w.words.bits() / 8);
        w.words.subtract();
        w.words.store(w.temporary(1));
        w.words.load(w.temporary(1));
        w.words.toUnsignedLong();
        w.code().lstore(w.temporary(3));
        w.store(w.temporary(3), w.words.bits(), value);
        w.words.load(w.temporary(1));
        w.popRegister(Cpu.RSP, w.words.bits(), false);
    }

    /** Takes a word off the stack into temporary 0, and {@code more} bytes with it. */
    static void pop(UnitWriter w, Instruction insn, int more) {
        top(w, insn);
        release(w, more);
    }

    /** Loads the word at the top of the stack into temporary 0; rSP goes to temporary 1 and stays as it is. */
    static void top(UnitWriter w, Instruction insn) {
        w.pushRegister(Cpu.RSP, w.words.bits(), false);
        w.words.store(w.temporary(1));
        load(w, insn);
    }

    private static void load(UnitWriter w, Instruction insn) {
        w.mayThrow(insn);
        w.words.load(w.temporary(1));
        w.words.toUnsignedLong();
        w.code().lstore(w.temporary(3));
        w.load(w.temporary(3), w.words.bits());
        w.words.store(w.temporary(0));
    }

    /** rSP becomes what temporary 1 holds, a word and {@code more} bytes further. */
    static void release(UnitWriter w, int more) {
        w.words.load(w.temporary(1));
        w.words.constant(w.words.bits() / 8 + more);
        w.words.add();
        w.popRegister(Cpu.RSP, w.words.bits(), false);
    }
}
