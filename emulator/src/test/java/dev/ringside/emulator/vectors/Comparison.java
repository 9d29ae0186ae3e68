package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares what a target made of a case with what the real processor did. Found differences come as lines of text. */
final class Comparison {
    private static final int MOST_BYTES = 4, TOP = 0x3800;
    private static final byte[] PATTERNS = MemoryWindows.patterns();
    private static final String[] REGISTERS = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13",
        "r14", "r15"};
    private static final String[] SEGMENTS = {"es", "cs", "ss", "ds", "fs", "gs"};

    private final TestVector vector;
    private final Instruction insn;
    private final Allowance allowed;
    private final List<String> differences = new ArrayList<>();

    private Comparison(TestVector vector, Instruction insn, VectorHeader header) {
        this.vector = vector;
        this.insn = insn;
        this.allowed = new Allowance(vector, insn, header);
    }

    /** The differences after {@link VectorTarget#execute} has answered {@code ending}; empty when there are none. */
    static List<String> of(TestVector vector, Instruction insn, VectorHeader header, Ending ending, VectorTarget target) {
        Comparison comparison = new Comparison(vector, insn, header);
        comparison.compare(ending, target);
        return comparison.differences;
    }

    private void compare(Ending ending, VectorTarget target) {
        if (!vector.ending().equals(ending)) {
            differences.add("ending: expected " + vector.ending() + ", found " + ending);
        }
        MachineState expected = allowed.mmxState ? withOldStack() : vector.result();
        MachineState found = target.state();
        for (int i = 0; i < 16; i++) {
            number(REGISTERS[i], expected.register(i), found.register(i), ~allowed.registers[i]);
        }
        number("rip", expected.rip(), found.rip(), -1L);
        number("eflags", expected.flags(), found.flags(), ~allowed.flags & 0xFFFFFFFFL);
        for (int i = 0; i < 6; i++) {
            number(SEGMENTS[i], expected.selector(i), found.selector(i), -1L);
        }
        number("fs base", expected.base(Instruction.FS), found.base(Instruction.FS), -1L);
        number("gs base", expected.base(Instruction.GS), found.base(Instruction.GS), -1L);
        compareX87(expected, found);
        number("mxcsr", expected.mxcsr(), found.mxcsr(), -1L);
        for (int i = 0; i < 32; i++) {
            if (!Approximation.singlesAgree(insn.row, expected.xmm(i / 2, i & 1), found.xmm(i / 2, i & 1))) {
                number("xmm" + i / 2 + ((i & 1) == 0 ? " low" : " high"), expected.xmm(i / 2, i & 1), found.xmm(i / 2, i & 1), -1L);
            }
        }
        compareMemory(target);
    }

    /** The result with TOP and tags from before, and the registers where they then stand. */
    private MachineState withOldStack() {
        MachineState before = vector.test().initial();
        MachineState after = vector.result().copy();
        int turn = top(before) - top(vector.result());
        for (int i = 0; i < 8; i++) {
            after.st(i, vector.result().mantissa(i + turn & 7), vector.result().signExponent(i + turn & 7));
        }
        after.statusWord(after.statusWord() & ~TOP | before.statusWord() & TOP);
        after.tags(before.tags());
        return after;
    }

    private static int top(MachineState state) {
        return (state.statusWord() & TOP) >> 11;
    }

    private void compareX87(MachineState expected, MachineState found) {
        number("fcw", expected.controlWord(), found.controlWord(), -1L);
        number("fsw", expected.statusWord(), found.statusWord(), ~allowed.statusWord);
        number("ftw", expected.tags(), found.tags(), -1L);
        number("fop", expected.opcode(), found.opcode(), -1L);
        number("fip", expected.instructionOffset(), found.instructionOffset(), -1L);
        number("fdp", expected.dataOffset(), found.dataOffset(), allowed.dataPointer ? 0 : -1L);
        for (int i = 0; i < 8; i++) {
            if (!Approximation.extendedAgrees(insn.row, expected.mantissa(i), expected.signExponent(i), found.mantissa(i), found.signExponent(i))) {
                differences.add("st" + i + ": expected " + extended(expected, i) + ", found " + extended(found, i));
            }
        }
    }

    private static String extended(MachineState state, int i) {
        return String.format("%04x.%016x", state.signExponent(i), state.mantissa(i));
    }

    private void number(String name, long expected, long found, long mask) {
        if (((expected ^ found) & mask) != 0) {
            differences.add(name + ": expected " + Long.toHexString(expected) + ", found " + Long.toHexString(found)
                    + (mask == -1L ? "" : " (compared " + Long.toHexString(mask) + ")"));
        }
    }

    private void compareMemory(VectorTarget target) {
        byte[] expected = PATTERNS.clone();
        lay(vector.test().memory(), expected);
        lay(vector.changed(), expected);
        byte[] found = new byte[MemoryWindows.DATA_END - MemoryWindows.DATA];
        target.memory(MemoryWindows.DATA, found);
        int reported = 0;
        for (int i = mismatch(expected, found, 0); i >= 0 && reported < MOST_BYTES; i = mismatch(expected, found, i + 1)) {
            int address = MemoryWindows.DATA + i;
            if (!allowed.memory.get(address)) {
                differences.add(String.format("byte at %x: expected %02x, found %02x", address, expected[i], found[i]));
                reported++;
            }
        }
    }

    private static int mismatch(byte[] expected, byte[] found, int from) {
        int at = Arrays.mismatch(expected, from, found.length, found, from, found.length);
        return at < 0 ? -1 : from + at;
    }

    private static void lay(List<MemoryPatch> patches, byte[] bytes) {
        for (MemoryPatch patch : patches) {
            System.arraycopy(patch.bytes(), 0, bytes, patch.address() - MemoryWindows.DATA, patch.bytes().length);
        }
    }
}
