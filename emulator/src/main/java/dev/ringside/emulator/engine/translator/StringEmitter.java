package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Row;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/**
 * MOVS, STOS, LODS, CMPS, SCAS without a repeat prefix, through segments that need no check. Operands go through temporaries 0 and 1,
 * a difference through 2, addresses through 3.
 */
final class StringEmitter {
    private StringEmitter() {}

    static void register(Map<String, Emitter> table) {
        table.put("MOVS", (w, insn) -> {
            int width = Emitters.width(insn, 0);
            load(w, insn, Cpu.RSI, w.temporary(0));
            pushAddress(w, insn, Cpu.RDI);
            w.memory.store(w.temporary(3), width, w.temporary(0));
            advance(w, Cpu.RSI, width / 8);
            advance(w, Cpu.RDI, width / 8);
        });
        table.put("STOS", (w, insn) -> {
            int width = Emitters.width(insn, 0);
            w.registers.push(Cpu.RAX, width, false);
            w.words.store(w.temporary(0));
            w.mayThrow(insn);
            pushAddress(w, insn, Cpu.RDI);
            w.memory.store(w.temporary(3), width, w.temporary(0));
            advance(w, Cpu.RDI, width / 8);
        });
        table.put("LODS", (w, insn) -> {
            int width = Emitters.width(insn, 0);
            load(w, insn, Cpu.RSI, w.temporary(0));
            w.words.load(w.temporary(0));
            w.registers.pop(Cpu.RAX, width, false);
            advance(w, Cpu.RSI, width / 8);
        });
        table.put("CMPS", (w, insn) -> {
            int width = Emitters.width(insn, 0);
            // When both addresses fault, it is the destination's that is reported.
            load(w, insn, Cpu.RDI, w.temporary(1));
            load(w, insn, Cpu.RSI, w.temporary(0));
            compare(w, width);
            advance(w, Cpu.RSI, width / 8);
            advance(w, Cpu.RDI, width / 8);
        });
        table.put("SCAS", (w, insn) -> {
            int width = Emitters.width(insn, 0);
            load(w, insn, Cpu.RDI, w.temporary(1));
            w.registers.push(Cpu.RAX, width, false);
            w.words.store(w.temporary(0));
            compare(w, width);
            advance(w, Cpu.RDI, width / 8);
        });
    }

    /** Repeated ones end a block, and others than those with addresses of the code's own width are rare. */
    static boolean knows(Instruction insn) {
        return !string(insn.row)
                || (insn.prefixes & (Instruction.REP | Instruction.REPNE)) == 0 && insn.addressSize == (insn.mode == 64 ? 64 : 32);
    }

    /** Whether {@code insn}, if it is one of these, can be put in line in this context. */
    static boolean plain(UnitContext context, Instruction insn) {
        return !string(insn.row) || context.plain(Instruction.ES) && context.plain(insn.segment);
    }

    private static boolean string(Row row) {
        return row.is(Row.Attribute.REP) || row.is(Row.Attribute.REPZ);
    }

    /** General registers that they use without naming them, as a mask. */
    static int implied(String mnemonic) {
        return switch (mnemonic) {
            case "MOVS", "CMPS" -> 1 << Cpu.RSI | 1 << Cpu.RDI;
            case "LODS" -> 1 << Cpu.RSI;
            default -> 1 << Cpu.RDI;
        };
    }

    private static void pushAddress(UnitWriter w, Instruction insn, int register) {
        w.memory.pushLinear(register, register == Cpu.RSI ? insn.segment : Instruction.ES);
        w.code().lstore(w.temporary(3));
    }

    private static void load(UnitWriter w, Instruction insn, int register, int into) {
        w.mayThrow(insn);
        pushAddress(w, insn, register);
        w.memory.load(w.temporary(3), Emitters.width(insn, 0));
        w.words.store(into);
    }

    private static void compare(UnitWriter w, int width) {
        if (w.flagsLive()) {
            w.words.load(w.temporary(0));
            w.words.load(w.temporary(1));
            w.words.subtract();
            w.words.store(w.temporary(2));
            w.flags.set(LazyFlags.SUB, width, w.temporary(0), w.temporary(1), w.temporary(2));
        }
    }

    // DF is never kept lazily: the step is 1 minus twice DF, in elements.
    private static void advance(UnitWriter w, int register, int bytes) {
        w.registers.push(register, w.words.bits(), false);
        w.words.constant(bytes);
        w.words.add();
        w.flags.push();
        w.code().loadConstant(Flags.DF).invokevirtual(FlagWriter.flagsType(), "has",
                MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int));
        w.words.fromInt();
        w.words.shiftLeft(Integer.numberOfTrailingZeros(2 * bytes));
        w.words.subtract();
        w.registers.pop(register, w.words.bits(), false);
    }
}
