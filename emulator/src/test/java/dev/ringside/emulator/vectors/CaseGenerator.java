package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;
import dev.ringside.emulator.isa.RowSampler;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/**
 * Makes cases: random instructions of a row in a random state, with memory operands that land where they can be recorded.
 * The same seed and order of rows give the same cases.
 */
final class CaseGenerator {
    private static final int LONGEST = 15, STATE_AREA = 512;
    private static final long STATE_ALIGNMENT = 64;
    private static final byte[] SEGMENT_PREFIXES = {0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65};

    private final int mode;
    private final Random random;
    private final RowSampler sampler;
    private final Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));
    private final StateMutator mutator;
    private final MachineState state;
    private final AddressSolver solver;
    private final SpecialOperands special;
    private final OperandBytes bytes;
    private final SegmentBases bases;
    private final List<MemoryPatch> patches = new ArrayList<>();

    /**
     * @param mode 32 or 64
     * @param selectors what the recorder's segment registers hold
     */
    CaseGenerator(int mode, int[] selectors, long seed) {
        this.mode = mode;
        random = new Random(seed);
        sampler = new RowSampler(random.nextLong());
        mutator = new StateMutator(random, mode, selectors);
        state = mutator.state();
        solver = new AddressSolver(random, mode);
        special = new SpecialOperands(random, mutator, solver);
        bytes = new OperandBytes(random, new SpecialValues(random));
        bases = new SegmentBases(random, state, mode);
        state.rip(MemoryWindows.CODE + 0x10);
    }

    /** A case of the row, which exists in this mode. */
    TestCase next(Row row) {
        while (true) {
            byte[] code = sampler.sample(row, mode);
            int displacementAt = sampler.displacementAt();
            int displacementSize = sampler.displacementSize();
            special.adjustCode(row, code);
            if (code.length < LONGEST && random.nextInt(24) == 0) {
                code = withSegment(code);
                displacementAt++;
            }
            Instruction insn = decoder.decode(code, 0, code.length, place(code.length, row), mode);
            if (insn == null || insn.row != row || insn.length != code.length || special.uncontrollable(insn)
) {
                continue;
            }
            mutator.next(insn);
            special.adjustRegisters(insn);
            bases.choose(insn);
            patches.clear();
            if (insn.memory && !row.mnemonic().equals("LEA")) {
                if (!AddressSolver.usesRegisters(insn) && displacementSize == 0) {
                    continue;
                }
                placeOperand(insn, code, displacementAt, displacementSize);
            }
            if (inUse(state.register(Cpu.RSP))) {
                mutator.stackPointer();
                continue;
            }
            special.implicitMemory(insn, patches);
            return new TestCase(code, RowSelection.endsAnywhere(row), state.copy(), withoutOverlap());
        }
    }

    // A stack pointer that an operand's address was made from may be anything.
    private static boolean inUse(long stackPointer) {
        return stackPointer >= MemoryWindows.SYSTEM && stackPointer <= MemoryWindows.SYSTEM_END + STATE_AREA
                || stackPointer >= MemoryWindows.RECORDER && stackPointer <= MemoryWindows.RECORDER_END;
    }

    /** Mostly where it was; sometimes across the two code pages, and sometimes into what lies behind them. */
    private long place(int length, Row row) {
        int choice = random.nextInt(96);
        if (length > 1 && choice == 0) {
            state.rip(MemoryWindows.CODE + 0x1000 - 1 - random.nextInt(length - 1));
        } else if (length > 1 && choice == 1 && !row.is(Attribute.BRANCH)) {
            state.rip(MemoryWindows.CODE_END - 1 - random.nextInt(length - 1));
        } else if (choice < 6 || state.rip() > MemoryWindows.CODE + 0xF00) {
            state.rip(MemoryWindows.CODE + 0x10 + random.nextInt(0xE00));
        }
        return state.rip();
    }

    private byte[] withSegment(byte[] code) {
        byte[] longer = new byte[code.length + 1];
        longer[0] = SEGMENT_PREFIXES[random.nextInt(SEGMENT_PREFIXES.length)];
        System.arraycopy(code, 0, longer, 1, code.length);
        return longer;
    }

    private void placeOperand(Instruction insn, byte[] code, int displacementAt, int displacementSize) {
        Operand operand = memoryOperand(insn.row);
        int length = OperandLength.of(insn, operand);
        long base = bases.of(insn.segment);
        boolean wide = length >= STATE_AREA && random.nextInt(4) != 0;
        long wanted = (target(length, insn.addressSize) & (wide ? -STATE_ALIGNMENT : -1L)) - base;
        long reached;
        if (AddressSolver.usesRegisters(insn)) {
            reached = solver.solve(insn, state, wanted);
        } else {
            reached = (wanted & ~reachable(displacementSize)) == 0 ? wanted : beyondWindows(length);
            long displacement = insn.has(Instruction.RIP_RELATIVE) ? reached - insn.nextRip() : reached;
            for (int i = 0; i < displacementSize; i++) {
                code[displacementAt + i] = (byte) (displacement >>> 8 * i);
            }
        }
        byte[] content = special.content(insn, length);
        special.memoryAt(insn, patch(reached + base, content != null ? content : bytes.memory(insn.row, operand, length)));
    }

    /** The addresses, as a mask, that a displacement alone reaches. */
    private static long reachable(int displacementSize) {
        return displacementSize == 8 ? -1L : (1L << 8 * displacementSize) - 1 & Integer.MAX_VALUE;
    }

    /** Not any address: the recorder's own memory lies somewhere. */
    private long beyondWindows(int length) {
        return MemoryWindows.READ_ONLY_END - random.nextInt(length + 1);
    }

    private static Operand memoryOperand(Row row) {
        for (Operand operand : row.operands()) {
            if (operand.canBeMemory()) {
                return operand;
            }
        }
        throw new IllegalStateException(row + " has no memory operand");
    }

    /** Puts bytes at an address as far as they lie in a window. */
    private MemoryPatch patch(long address, byte[] content) {
        MemoryPatch patch = Windowed.patch(address, content);
        if (patch != null) {
            patches.add(patch);
        }
        return patch;
    }

    /** Where a memory operand goes: mostly into the data window, aligned or not, across pages, or into a fault. */
    private long target(int length, int addressSize) {
        int inside = MemoryWindows.DATA_END - MemoryWindows.DATA - length;
        int choice = random.nextInt(100);
        if (choice < 70) {
            return MemoryWindows.DATA + (random.nextInt(inside) & ~15);
        } else if (choice < 84) {
            return MemoryWindows.DATA + random.nextInt(inside);
        } else if (choice < 89) {
            return MemoryWindows.DATA + 0x1000 - 1 - random.nextInt(length);
        } else if (choice < 91) {
            return MemoryWindows.DATA_END - random.nextInt(length + 1);
        } else if (choice < 93) {
            return MemoryWindows.DATA - random.nextInt(length + 1);
        } else if (choice < 94) {
            return MemoryWindows.DATA_END + 0x800 + random.nextInt(0x400);
        } else if (choice < 97) {
            return MemoryWindows.READ_ONLY + random.nextInt(0x1000);
        } else if (choice < 98) {
            return MemoryWindows.READ_ONLY - random.nextInt(length + 1);
        } else if (addressSize == 64 && choice < 99) {
            return 0x800000000000L - random.nextInt(length + 1);
        }
        return addressSize == 64 ? random.nextLong() >>> 2 | 1L << 61 : beyondWindows(length);
    }

    /** Later patches win; the recorder puts bytes back patch by patch and wants each byte once. */
    private List<MemoryPatch> withoutOverlap() {
        List<MemoryPatch> kept = new ArrayList<>();
        for (MemoryPatch patch : patches.reversed()) {
            boolean free = kept.stream().allMatch(k -> patch.end() <= k.address() || k.end() <= patch.address());
            if (free) {
                kept.add(patch);
            }
        }
        return kept.reversed();
    }
}
