package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.engine.translator.Emitters.Register;
import dev.ringside.emulator.isa.Conditions;
import dev.ringside.emulator.isa.Instruction;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;

/** Moves, extensions, exchanges, LEA, conditional moves and sets, flag bits, hints. */
final class DataEmitter {
    private DataEmitter() {}

    static void register(Map<String, Emitter> table) {
        table.put("MOV", DataEmitter::move);
        table.put("MOVNTI", DataEmitter::move);
        table.put("MOVZX", DataEmitter::move);
        table.put("MOVSX", DataEmitter::moveSigned);
        table.put("MOVSXD", DataEmitter::moveSigned);
        table.put("XCHG", DataEmitter::exchange);
        table.put("LEA", (w, insn) -> {
            w.memory.pushOffset(insn);
            pop(w, insn, 0);
        });
        table.put("BSWAP", DataEmitter::swapBytes);
        table.put("CBW", (w, insn) -> extend(w, Cpu.RAX, 8, Cpu.RAX, 16, false));
        table.put("CWDE", (w, insn) -> extend(w, Cpu.RAX, 16, Cpu.RAX, 32, false));
        table.put("CDQE", (w, insn) -> extend(w, Cpu.RAX, 32, Cpu.RAX, 64, false));
        table.put("CWD", (w, insn) -> extend(w, Cpu.RAX, 16, Cpu.RDX, 16, true));
        table.put("CDQ", (w, insn) -> extend(w, Cpu.RAX, 32, Cpu.RDX, 32, true));
        table.put("CQO", (w, insn) -> extend(w, Cpu.RAX, 64, Cpu.RDX, 64, true));
        Conditions.forEach((suffix, code) -> {
            table.put("SET" + suffix, (w, insn) -> set(w, insn, code));
            table.put("CMOV" + suffix, (w, insn) -> conditionalMove(w, insn, code));
        });
        for (String hint : List.of("NOP", "PAUSE", "ENDBR32", "ENDBR64", "LFENCE", "MFENCE", "SFENCE")) {
            table.put(hint, (w, insn) -> { });
        }
    }

    /** Pushes operand {@code k}: garbage above its width unless it comes from memory. Memory goes through temporary 3 for its address. */
    static void push(UnitWriter w, Instruction insn, int k) {
        int width = Emitters.width(insn, k);
        Register register = Emitters.register(insn, k);
        if (register != null) {
            w.registers.push(register.number(), width, register.high());
        } else if (Emitters.memory(insn, k)) {
            w.mayThrow(insn);
            w.memory.pushLinear(insn, width / 8, false);
            w.code().lstore(w.temporary(3));
            w.memory.load(w.temporary(3), width);
        } else {
            w.words.constant(Emitters.immediate(insn));
        }
    }

    /** Pops a word into the register operand {@code k}. */
    static void pop(UnitWriter w, Instruction insn, int k) {
        Register register = Emitters.register(insn, k);
        w.registers.pop(register.number(), Emitters.width(insn, k), register.high());
    }

    /** Pops a word into operand {@code k}, memory included; its address goes through temporary 3, the value through 2. */
    private static void popAnywhere(UnitWriter w, Instruction insn, int k) {
        if (!Emitters.memory(insn, k)) {
            pop(w, insn, k);
            return;
        }
        int width = Emitters.width(insn, k);
        w.words.store(w.temporary(2));
        w.mayThrow(insn);
        w.memory.pushLinear(insn, width / 8, true);
        w.code().lstore(w.temporary(3));
        w.memory.store(w.temporary(3), width, w.temporary(2));
    }

    private static void move(UnitWriter w, Instruction insn) {
        push(w, insn, 1);
        if (Emitters.register(insn, 1) != null) {
            w.words.zeroExtend(Emitters.width(insn, 1));
        }
        popAnywhere(w, insn, 0);
    }

    private static void moveSigned(UnitWriter w, Instruction insn) {
        push(w, insn, 1);
        w.words.signExtend(Emitters.width(insn, 1));
        popAnywhere(w, insn, 0);
    }

    private static void exchange(UnitWriter w, Instruction insn) {
        int width = Emitters.width(insn, 0);
        if (Emitters.memory(insn, 0)) {
            w.mayThrow(insn);
            w.memory.pushLinear(insn, width / 8, true);
            w.code().lstore(w.temporary(3));
            w.memory.loadForUpdate(w.temporary(3), width);
            w.words.store(w.temporary(0));
            push(w, insn, 1);
            w.words.store(w.temporary(1));
            w.memory.store(w.temporary(3), width, w.temporary(1));
            w.words.load(w.temporary(0));
        } else {
            push(w, insn, 0);
            push(w, insn, 1);
            pop(w, insn, 0);
        }
        pop(w, insn, 1);
    }

    private static void swapBytes(UnitWriter w, Instruction insn) {
        int width = Emitters.width(insn, 0);
        if (width == 16) {
            w.words.constant(0);
        } else {
            push(w, insn, 0);
            if (width == 32) {
                w.words.toInt();
                w.code().invokestatic(ConstantDescs.CD_Integer, "reverseBytes",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int));
                w.words.fromInt();
            } else {
                w.code().invokestatic(ConstantDescs.CD_Long, "reverseBytes",
                        MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long));
            }
        }
        pop(w, insn, 0);
    }

    /** The sign-extended low part of a register into another; {@code signOnly}: nothing but the sign. */
    private static void extend(UnitWriter w, int from, int fromWidth, int to, int toWidth, boolean signOnly) {
        w.registers.push(from, fromWidth, false);
        w.words.signExtend(fromWidth);
        if (signOnly) {
            w.code().loadConstant(w.words.bits() - 1);
            w.words.shiftRight();
        }
        w.registers.pop(to, toWidth, false);
    }

    private static void set(UnitWriter w, Instruction insn, int condition) {
        BranchEmitter.pushCondition(w, condition);
        w.words.fromInt();
        popAnywhere(w, insn, 0);
    }

    // The source is read (and may fault) whatever the condition; a 32-bit destination loses its upper half in any case.
    private static void conditionalMove(UnitWriter w, Instruction insn, int condition) {
        Label taken = w.code().newLabel();
        push(w, insn, 1);
        w.words.store(w.temporary(0));
        BranchEmitter.jumpIf(w, condition, taken);
        push(w, insn, 0);
        w.words.store(w.temporary(0));
        w.code().labelBinding(taken);
        w.words.load(w.temporary(0));
        pop(w, insn, 0);
    }
}
