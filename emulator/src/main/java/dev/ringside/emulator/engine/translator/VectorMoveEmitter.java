package dev.ringside.emulator.engine.translator;

import static dev.ringside.emulator.engine.translator.VectorOperands.begin;
import static dev.ringside.emulator.engine.translator.VectorOperands.fetch;
import static dev.ringside.emulator.engine.translator.VectorOperands.pushHalf;
import static dev.ringside.emulator.engine.translator.VectorOperands.pushSource;

import dev.ringside.emulator.cpu.simd.Lane;
import dev.ringside.emulator.cpu.simd.MaskMoves;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;

/** Moves of XMM registers, of their halves, and between them and general registers. */
final class VectorMoveEmitter {
    private static final long SINGLE = 0xFFFFFFFFL;

    private VectorMoveEmitter() {}

    static void register(Map<String, Emitter> table) {
        for (String whole : List.of("MOVAPS", "MOVUPS", "MOVAPD", "MOVUPD", "MOVDQA", "MOVDQU", "LDDQU", "MOVNTDQA", "MOVNTPS", "MOVNTPD", "MOVNTDQ")) {
            table.put(whole, VectorMoveEmitter::whole);
        }
        for (String letter : List.of("S", "D")) {
            table.put("MOVLP" + letter, (w, insn) -> half(w, insn, 0));
            table.put("MOVHP" + letter, (w, insn) -> half(w, insn, 1));
        }
        table.put("MOVHLPS", (w, insn) -> copy(w, insn.reg, 0, insn.rm, 1));
        table.put("MOVLHPS", (w, insn) -> copy(w, insn.reg, 1, insn.rm, 0));
        table.put("MOVSS", VectorMoveEmitter::scalar);
        table.put("MOVSD", VectorMoveEmitter::scalar);
        table.put("MOVD", VectorMoveEmitter::general);
        table.put("MOVQ", VectorMoveEmitter::quadword);
        table.put("MOVDDUP", VectorMoveEmitter::duplicate);
        table.put("PMOVMSKB", (w, insn) -> signs(w, insn, Lane.BYTE));
        table.put("MOVMSKPS", (w, insn) -> signs(w, insn, Lane.DOUBLEWORD));
        table.put("MOVMSKPD", (w, insn) -> signs(w, insn, Lane.QUADWORD));
    }

    private static boolean loads(Row row) {
        return row.operands().getFirst().kind() == OperandKind.XMM;
    }

    private static void copy(UnitWriter w, int to, int toHalf, int from, int fromHalf) {
        begin(w, to, toHalf);
        pushHalf(w, from, fromHalf);
        w.code().lastore();
    }

    private static void whole(UnitWriter w, Instruction insn) {
        if (loads(insn.row)) {
            fetch(w, insn);
            for (int half = 0; half < 2; half++) {
                begin(w, insn.reg, half);
                pushSource(w, insn, half);
                w.code().lastore();
            }
        } else if (insn.memory) {
            VectorOperands.store(w, insn, 0);
        } else {
            copy(w, insn.rm, 0, insn.reg, 0);
            copy(w, insn.rm, 1, insn.reg, 1);
        }
    }

    private static void half(UnitWriter w, Instruction insn, int half) {
        if (loads(insn.row)) {
            fetch(w, insn);
            begin(w, insn.reg, half);
            pushSource(w, insn, 0);
            w.code().lastore();
        } else {
            VectorOperands.store(w, insn, half);
        }
    }

    // A load clears the rest of the register, a move between registers leaves it.
    private static void scalar(UnitWriter w, Instruction insn) {
        boolean loads = loads(insn.row);
        if (insn.memory && !loads) {
            VectorOperands.store(w, insn, 0);
        } else if (insn.memory) {
            fetch(w, insn);
            writeLow(w, insn);
        } else {
            int to = loads ? insn.reg : insn.rm;
            int from = loads ? insn.rm : insn.reg;
            if (insn.row.mnemonic().equals("MOVSD")) {
                copy(w, to, 0, from, 0);
                return;
            }
            begin(w, to, 0);
            pushHalf(w, to, 0);
            w.code().loadConstant(~SINGLE).land();
            pushHalf(w, from, 0);
            w.code().loadConstant(SINGLE).land().lor().lastore();
        }
    }

    /** Writes the fetched low half and clears the high one. */
    private static void writeLow(UnitWriter w, Instruction insn) {
        begin(w, insn.reg, 0);
        pushSource(w, insn, 0);
        w.code().lastore();
        clearHigh(w, insn.reg);
    }

    private static void clearHigh(UnitWriter w, int register) {
        begin(w, register, 1);
        w.code().lconst_0().lastore();
    }

    // MOVD and MOVQ with r/m32 or r/m64.
    private static void general(UnitWriter w, Instruction insn) {
        if (loads(insn.row)) {
            DataEmitter.push(w, insn, 1);
            w.words.zeroExtend(Emitters.width(insn, 1));
            w.words.toUnsignedLong();
            w.code().lstore(w.temporary(0));
            begin(w, insn.reg, 0);
            w.code().lload(w.temporary(0)).lastore();
            clearHigh(w, insn.reg);
        } else if (insn.memory) {
            VectorOperands.store(w, insn, 0);
        } else {
            pushHalf(w, insn.reg, 0);
            w.words.fromLong();
            DataEmitter.pop(w, insn, 0);
        }
    }

    private static void quadword(UnitWriter w, Instruction insn) {
        if (insn.row.operands().stream().anyMatch(o -> o.kind() == OperandKind.RM)) {
            general(w, insn);
        } else if (loads(insn.row)) {
            fetch(w, insn);
            writeLow(w, insn);
        } else if (insn.memory) {
            VectorOperands.store(w, insn, 0);
        } else {
            copy(w, insn.rm, 0, insn.reg, 0);
            clearHigh(w, insn.rm);
        }
    }

    private static void duplicate(UnitWriter w, Instruction insn) {
        fetch(w, insn);
        for (int half = 1; half >= 0; half--) {
            begin(w, insn.reg, half);
            pushSource(w, insn, 0);
            w.code().lastore();
        }
    }

    private static void signs(UnitWriter w, Instruction insn, Lane lane) {
        for (int half = 0; half < 2; half++) {
            pushHalf(w, insn.rm, half);
            VectorEmitter.pushEnum(w.code(), lane);
            w.code().invokestatic(Types.of(MaskMoves.class), "signMask",
                    MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long, Types.of(Lane.class)));
        }
        w.code().loadConstant(64 / lane.width).ishl().ior();
        w.words.fromInt();
        w.registers.pop(insn.reg, 32, false);
    }
}
