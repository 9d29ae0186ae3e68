package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import java.util.Map;

/** PUSH, POP, LEAVE of the code's own width. Values go through temporary 0, rSP through 1, linear addresses through 3. */
final class StackEmitter {
    private StackEmitter() {}

    static void register(Map<String, Emitter> table) {
        table.put("PUSH", (w, insn) -> {
            DataEmitter.push(w, insn, 0);
            w.words.store(w.temporary(0));
            push(w, insn, w.temporary(0));
        });
        table.put("POP", (w, insn) -> {
            top(w, insn);
            release(w, 0);
            w.words.load(w.temporary(0));
            w.registers.pop(Emitters.register(insn, 0).number(), w.context.codeSize(), false);
        });
        table.put("LEAVE", (w, insn) -> {
            topAt(w, insn, Cpu.RBP);
            release(w, 0);
            w.words.load(w.temporary(0));
            w.registers.pop(Cpu.RBP, w.context.codeSize(), false);
        });
    }

    /** Whether {@code insn} may be put in line as far as the stack goes. POP into memory may not: its address uses the new stack pointer. */
    static boolean knows(Instruction insn) {
        if (!Emitters.usesStack(insn.row)) {
            return true;
        }
        return insn.operandSize == insn.mode && !(insn.row.mnemonic().equals("POP") && insn.memory)
                && insn.row.operands().stream().noneMatch(o -> o.kind() == OperandKind.SEGMENT);
    }

    /** Pushes the word in local {@code value}. */
    static void push(UnitWriter w, Instruction insn, int value) {
        w.mayThrow(insn);
        w.registers.push(Cpu.RSP, w.context.stackWidth(), false);
        w.words.constant(w.context.codeSize() / 8);
        w.words.subtract();
        keepPointer(w);
        address(w, true);
        w.memory.store(w.temporary(3), w.context.codeSize(), value);
        w.words.load(w.temporary(1));
        w.registers.pop(Cpu.RSP, w.context.stackWidth(), false);
    }

    /** Loads the word at the top of the stack into temporary 0; rSP goes to temporary 1 and stays as it is. */
    static void top(UnitWriter w, Instruction insn) {
        topAt(w, insn, Cpu.RSP);
    }

    private static void topAt(UnitWriter w, Instruction insn, int pointer) {
        w.mayThrow(insn);
        w.registers.push(pointer, w.context.stackWidth(), false);
        keepPointer(w);
        address(w, false);
        w.memory.load(w.temporary(3), w.context.codeSize());
        w.words.store(w.temporary(0));
    }

    private static void keepPointer(UnitWriter w) {
        w.words.zeroExtend(w.context.stackWidth());
        w.words.store(w.temporary(1));
    }

    /** The linear address of what temporary 1 points to. */
    private static void address(UnitWriter w, boolean write) {
        w.words.load(w.temporary(1));
        if (w.context.plainStack()) {
            w.words.toUnsignedLong();
        } else {
            w.memory.checkedLinear(Instruction.SS, w.context.codeSize() / 8, write);
        }
        w.code().lstore(w.temporary(3));
    }

    /** rSP becomes what temporary 1 holds, a word and {@code more} bytes further. */
    static void release(UnitWriter w, int more) {
        w.words.load(w.temporary(1));
        w.words.constant(w.context.codeSize() / 8 + more);
        w.words.add();
        w.registers.pop(Cpu.RSP, w.context.stackWidth(), false);
    }
}
