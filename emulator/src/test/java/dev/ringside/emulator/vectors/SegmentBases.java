package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.List;
import java.util.Random;

/** Bases of FS and GS in 64-bit code: 0, unless an instruction addresses through one of them or is about them. */
final class SegmentBases {
    private static final List<String> ABOUT = List.of("RDFSBASE", "RDGSBASE", "WRFSBASE", "WRGSBASE", "LFS", "LGS");
    private static final int LARGEST_DISTANCE = 1 << 20, UPPER_BITS = 16;

    private final Random random;
    private final MachineState state;
    private final boolean exist;

    SegmentBases(Random random, MachineState state, int mode) {
        this.random = random;
        this.state = state;
        this.exist = mode == 64;
    }

    /** Sets both for a case. */
    void choose(Instruction insn) {
        choose(insn, Instruction.FS);
        choose(insn, Instruction.GS);
    }

    private void choose(Instruction insn, int segment) {
        if (!exist || !insn.memory && !about(insn.row)) {
            state.base(segment, 0);
        } else if (insn.memory && insn.segment == segment) {
            // Below 0, so that the windows lie above it and a 32-bit offset reaches them.
            state.base(segment, -random.nextInt(LARGEST_DISTANCE));
        } else {
            state.base(segment, about(insn.row) ? random.nextLong() << UPPER_BITS >> UPPER_BITS : 0);
        }
    }

    private static boolean about(Row row) {
        return ABOUT.contains(row.mnemonic()) || row.operands().stream().anyMatch(operand -> operand.kind() == OperandKind.SEGMENT);
    }

    /** The base of any segment. */
    long of(int segment) {
        return exist && segment >= Instruction.FS ? state.base(segment) : 0;
    }
}
