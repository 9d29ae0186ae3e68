package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.lang.constant.ConstantDescs;

/**
 * Operands of vector instructions in line: halves of XMM registers, which stay in the processor's array, and memory, which is fetched
 * into temporaries first. Temporaries 0 and 1 hold the halves of a memory source, 2 and 4 are free, 3 has the address.
 */
final class VectorOperands {
    private static final int LOW = 0, HIGH = 1, UPPER_ADDRESS = 2, ADDRESS = 3;

    private VectorOperands() {}

    /** Bytes of the memory operand. */
    static int bytes(Instruction insn) {
        for (Operand o : insn.row.operands()) {
            if (o.canBeMemory()) {
                return o.size() / 8;
            }
        }
        throw new IllegalStateException("no memory operand: " + insn.row);
    }

    /** Brings a source in memory into temporaries: up to 8 bytes, zero-extended, or both halves. A register source needs nothing. */
    static void fetch(UnitWriter w, Instruction insn) {
        if (!insn.memory) {
            return;
        }
        int bytes = bytes(insn);
        address(w, insn, bytes, false);
        w.memory.load(w.temporary(ADDRESS), Math.min(8, bytes) * 8);
        if (bytes < 8) {
            w.words.toUnsignedLong();
        }
        w.code().lstore(w.temporary(LOW));
        if (bytes == 16) {
            upperAddress(w);
            w.memory.load(w.temporary(UPPER_ADDRESS), 64);
            w.code().lstore(w.temporary(HIGH));
        }
    }

    /** Stores halves of register {@code reg}, from half {@code first} on. */
    static void store(UnitWriter w, Instruction insn, int first) {
        int bytes = bytes(insn);
        address(w, insn, bytes, true);
        if (bytes < 8) {
            pushHalf(w, insn.reg, first);
            w.words.fromLong();
            w.words.store(w.temporary(LOW));
            w.memory.store(w.temporary(ADDRESS), 8 * bytes, w.temporary(LOW));
            return;
        }
        pushHalf(w, insn.reg, first);
        w.code().lstore(w.temporary(LOW));
        w.memory.store(w.temporary(ADDRESS), 64, w.temporary(LOW));
        if (bytes == 16) {
            pushHalf(w, insn.reg, 1);
            w.code().lstore(w.temporary(HIGH));
            upperAddress(w);
            w.memory.store(w.temporary(UPPER_ADDRESS), 64, w.temporary(HIGH));
        }
    }

    // Nothing is stored of 16 bytes in two pages, one of which may turn out not to be plain.
    private static void address(UnitWriter w, Instruction insn, int bytes, boolean write) {
        w.memory.pushLinear(insn, bytes, write);
        if (bytes == 16) {
            String check = insn.row.is(Row.Attribute.ALIGNED) ? "aligned" : write ? "withinPage" : "canonicalThroughout";
            w.runtime(check, ConstantDescs.CD_long, ConstantDescs.CD_long);
        }
        w.code().lstore(w.temporary(ADDRESS));
    }

    private static void upperAddress(UnitWriter w) {
        w.code().lload(w.temporary(ADDRESS)).loadConstant(8L).ladd();
        if (!w.words.wide) {
            w.code().loadConstant(0xFFFFFFFFL).land();
        }
        w.code().lstore(w.temporary(UPPER_ADDRESS));
    }

    /** Pushes a half of the source that was fetched; a register's is read where it is. */
    static void pushSource(UnitWriter w, Instruction insn, int half) {
        if (insn.memory) {
            w.code().lload(w.temporary(half == 0 ? LOW : HIGH));
        } else {
            pushHalf(w, insn.rm, half);
        }
    }

    /** Pushes a half of an XMM register. */
    static void pushHalf(UnitWriter w, int register, int half) {
        begin(w, register, half);
        w.code().laload();
    }

    /** Pushes where a half of an XMM register is, for {@code lastore} when the value has been pushed, too. */
    static void begin(UnitWriter w, int register, int half) {
        w.pushXmm();
        w.code().loadConstant(2 * register + half);
    }

    /** The register that the row's first operand names. */
    static int destination(Instruction insn) {
        OperandKind kind = insn.row.operands().getFirst().kind();
        return kind == OperandKind.XMM_RM || kind == OperandKind.XMM_RM_REG ? insn.rm : insn.reg;
    }
}
