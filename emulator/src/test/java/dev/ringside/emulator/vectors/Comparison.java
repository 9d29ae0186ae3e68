package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Undefined;
import java.util.ArrayList;
import java.util.List;

/** Compares what a target made of a case with what the real processor did. Found differences come as lines of text. */
final class Comparison {
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
        MachineState expected = vector.result();
        MachineState found = target.state();
        for (int i = 0; i < 16; i++) {
            long mask = i == allowed.register ? ~allowed.registerBits : -1L;
            number(REGISTERS[i], expected.register(i), found.register(i), mask);
        }
        number("rip", expected.rip(), found.rip(), -1L);
        number("eflags", expected.flags(), found.flags(), ~allowed.flags & 0xFFFFFFFFL);
        for (int i = 0; i < 6; i++) {
            number(SEGMENTS[i], expected.selector(i), found.selector(i), -1L);
        }
        compareX87(expected, found);
        number("mxcsr", expected.mxcsr(), found.mxcsr(), -1L);
        for (int i = 0; i < 32; i++) {
            if (!Approximation.singlesAgree(insn.row, expected.xmm(i / 2, i & 1), found.xmm(i / 2, i & 1))) {
                number("xmm" + i / 2 + ((i & 1) == 0 ? " low" : " high"), expected.xmm(i / 2, i & 1), found.xmm(i / 2, i & 1), -1L);
            }
        }
        compareMemory(target);
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
        byte[] expected = new byte[MemoryWindows.READ_ONLY_END - MemoryWindows.DATA];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = MemoryWindows.pattern(MemoryWindows.DATA + i);
        }
        lay(vector.test().memory(), expected);
        lay(vector.changed(), expected);
        int reported = 0;
        for (int i = 0; i < expected.length && reported < 4; i++) {
            int address = MemoryWindows.DATA + i;
            if (expected[i] != target.memory(address) && MemoryWindows.holds(address, 1) && !allowed.memory.get(address)) {
                differences.add(String.format("byte at %x: expected %02x, found %02x", address, expected[i], target.memory(address)));
                reported++;
            }
        }
    }

    private static void lay(List<MemoryPatch> patches, byte[] bytes) {
        for (MemoryPatch patch : patches) {
            System.arraycopy(patch.bytes(), 0, bytes, patch.address() - MemoryWindows.DATA, patch.bytes().length);
        }
    }

    /** Whether the row leaves its result open in a way that cannot be compared. */
    static boolean incomparable(Instruction insn) {
        return insn.row.undefined().contains(Undefined.HOST_DEPENDENT);
    }
}
