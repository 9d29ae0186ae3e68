package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What random operands alone would get wrong: addresses and counts that stand in registers by the instruction's own rule, values
 * that only make sense together, and instructions that would leave the recorder.
 */
final class SpecialOperands {
    private static final int SYSTEM_CALL = 0x80;
    private static final List<Integer> SOFTWARE_VECTORS = List.of(0, 1, 3, 4, 5, 6, 8, 10, 13, 14, 16, 32, 0x7F, 0xF3, 0xFF);
    private static final int LARGEST_BIT_OFFSET = 0x400 * 8;

    private final Random random;
    private final StateMutator mutator;
    private final MachineState state;
    private final AddressSolver solver;
    private final SpecialValues values;
    private final int dataSelector;

    SpecialOperands(Random random, StateMutator mutator, AddressSolver solver, int dataSelector) {
        this.random = random;
        this.mutator = mutator;
        this.state = mutator.state();
        this.solver = solver;
        this.values = new SpecialValues(random);
        this.dataSelector = dataSelector;
    }

    /** Changes immediates that would leave the process or say nothing. */
    void adjustCode(Row row, byte[] code) {
        if (row.mnemonic().equals("INT")) {
            code[code.length - 1] = SOFTWARE_VECTORS.get(random.nextInt(SOFTWARE_VECTORS.size())).byteValue();
            if ((code[code.length - 1] & 0xFF) == SYSTEM_CALL) {
                throw new IllegalStateException("a system call");
            }
        } else if (row.mnemonic().equals("ENTER")) {
            code[code.length - 2] = (byte) (random.nextInt(8) == 0 ? random.nextInt(8) : 0);
            code[code.length - 1] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(4));
        }
    }

    /** Whether the operand's address could not be chosen freely: a bit offset in the register that also forms the address. */
    boolean uncontrollable(Instruction insn) {
        return bitOffset(insn) && (insn.reg == insn.base || insn.reg == insn.index);
    }

    private static boolean bitOffset(Instruction insn) {
        return insn.memory && List.of("BT", "BTS", "BTR", "BTC").contains(insn.row.mnemonic()) && CaseGenerator.hasRegister(insn.row);
    }

    /** Registers with a meaning of their own. */
    void adjustRegisters(Instruction insn) {
        Row row = insn.row;
        switch (row.mnemonic()) {
            case "DIV", "IDIV" -> dividend(insn);
            case "PCMPESTRI", "PCMPESTRM" -> {
                mutator.register(Cpu.RAX, length());
                mutator.register(Cpu.RDX, length());
            }
            case "LOOP", "LOOPE", "LOOPNE", "JCXZ", "JECXZ", "JRCXZ" -> mutator.register(Cpu.RCX, counter());
            case "LEAVE", "ENTER" -> framePointer();
            case "XLAT" -> solver.set(state, Cpu.RBX, insn.addressSize, near(1) - (state.register(Cpu.RAX) & 0xFF));
            case "MASKMOVQ", "MASKMOVDQU" -> solver.set(state, Cpu.RDI, insn.addressSize, near(16));
            default -> {
                if (row.operands().stream().anyMatch(o -> o.kind() == OperandKind.FIXED && o.notation().equals("CL"))) {
                    mutator.register(Cpu.RCX, state.register(Cpu.RCX) & ~0xFFL | (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(34)));
                }
            }
        }
        if (bitOffset(insn)) {
            long garbage = insn.operandSize == 64 ? 0 : random.nextLong() << insn.operandSize;
            long offset = random.nextInt(2 * LARGEST_BIT_OFFSET) - LARGEST_BIT_OFFSET;
            mutator.register(insn.reg, insn.operandSize == 64 ? offset : offset & (1L << insn.operandSize) - 1 | garbage);
        }
        if (row.is(Attribute.REP) || row.is(Attribute.REPZ)) {
            string(insn);
        }
        segmentRegister(insn);
    }

    private long counter() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> random.nextLong() << 32;
            case 3 -> random.nextLong() << 16;
            default -> random.nextLong();
        };
    }

    private long length() {
        return switch (random.nextInt(4)) {
            case 0 -> values.integer();
            case 1 -> random.nextLong() << 32 | random.nextInt(20);
            default -> random.nextInt(40) - 20;
        };
    }

    /** Quotients that fit are rare among random numbers. */
    private void dividend(Instruction insn) {
        int size = insn.row.operands().get(0).size();
        boolean signed = insn.row.mnemonic().equals("IDIV");
        if (random.nextInt(3) == 0) {
            return;
        }
        long high = random.nextInt(3) == 0 ? random.nextInt(100) : 0;
        high = signed && random.nextBoolean() ? ~high : high;
        if (size == 8) {
            mutator.register(Cpu.RAX, state.register(Cpu.RAX) & ~0xFF00L | (high & 0xFF) << 8);
        } else {
            mutator.register(Cpu.RDX, high);
        }
    }

    private void framePointer() {
        long address = random.nextInt(16) == 0 ? MemoryWindows.DATA + random.nextInt(16) : MemoryWindows.DATA + 0x400 + random.nextInt(0x1000);
        mutator.register(Cpu.RBP, address);
    }

    /** An address in or at the edge of the data window. */
    private long near(int length) {
        int edge = random.nextInt(24);
        return edge == 0 ? MemoryWindows.DATA_END - random.nextInt(2 * length)
                : edge == 1 ? MemoryWindows.DATA - 1 + random.nextInt(2)
                : edge == 2 ? MemoryWindows.READ_ONLY + random.nextInt(0x100)
                : edge < 6 ? MemoryWindows.DATA + 0x1000 - random.nextInt(2 * length + 1)
                : MemoryWindows.DATA + 0x100 + random.nextInt(0x1D00);
    }

    private void string(Instruction insn) {
        solver.set(state, Cpu.RSI, insn.addressSize, near(16));
        boolean overlapping = random.nextInt(4) == 0;
        long to = overlapping ? (state.register(Cpu.RSI) & 0xFFFF) + random.nextInt(32) - 16 : near(16);
        solver.set(state, Cpu.RDI, insn.addressSize, to);
        if (insn.has(Instruction.REP) || insn.has(Instruction.REPNE)) {
            solver.set(state, Cpu.RCX, insn.addressSize, random.nextInt(4) == 0 ? 0 : random.nextInt(13));
        }
    }

    /** Loads of segment registers: null, the user data segment, and selectors of the absent local descriptor table. */
    private void segmentRegister(Instruction insn) {
        if (insn.row.operands().size() == 2 && insn.row.operands().get(0).kind() == OperandKind.SEGMENT && !insn.memory) {
            mutator.register(insn.rm, selector() | random.nextLong() << 16);
        }
    }

    private int selector() {
        return switch (random.nextInt(6)) {
            // The return to the recorder's handler clears RPL bits of a null selector in 64-bit mode (SDM vol. 2, IRET).
            case 0 -> mutator.registers() == 8 ? random.nextInt(4) : 0;
            case 1 -> dataSelector | 4;
            case 2 -> dataSelector & ~3 | random.nextInt(4);
            default -> dataSelector;
        };
    }

    /** Content that a memory operand must have for the instruction to make sense, or null when any will do. */
    byte[] content(Instruction insn, int length) {
        byte[] bytes = new byte[length];
        switch (insn.row.mnemonic()) {
            case "LDMXCSR" -> little(bytes, 0, random.nextInt(random.nextInt(16) == 0 ? Integer.MAX_VALUE : 0x10000), 4);
            case "FXRSTOR", "FXRSTOR64" -> savedState(bytes);
            case "LES", "LDS", "LSS", "LFS", "LGS" -> {
                little(bytes, 0, random.nextLong(), length - 2);
                little(bytes, length - 2, selector(), 2);
            }
            case "MOV" -> {
                if (insn.row.operands().get(0).kind() != OperandKind.SEGMENT) {
                    return null;
                }
                little(bytes, 0, selector(), 2);
            }
            case "JMP", "CALL" -> little(bytes, 0, branchTarget(), length);
            default -> {
                return null;
            }
        }
        return bytes;
    }

    private void savedState(byte[] area) {
        random.nextBytes(area);
        for (int i = 0; i < 8; i++) {
            int signExponent = values.signExponent();
            little(area, 32 + 16 * i, values.mantissa(signExponent), 8);
            little(area, 40 + 16 * i, signExponent, 2);
        }
        little(area, 24, random.nextInt(random.nextInt(16) == 0 ? Integer.MAX_VALUE : 0x10000), 4);
    }

    private long branchTarget() {
        return switch (random.nextInt(6)) {
            case 0 -> 0x800000000000L + random.nextInt(3) - 1;
            case 1 -> random.nextLong();
            case 2 -> random.nextInt() & 0xFFFFFFFFL;
            default -> MemoryWindows.CODE + random.nextInt(0x2000);
        };
    }

    /** After the operand was placed: makes comparisons succeed half of the time. */
    void memoryAt(Instruction insn, MemoryPatch patch) {
        if (patch == null || random.nextBoolean()) {
            return;
        }
        int length = patch.bytes().length;
        if (insn.row.mnemonic().equals("CMPXCHG") && insn.base != Cpu.RAX && insn.index != Cpu.RAX) {
            mutator.register(Cpu.RAX, number(patch.bytes(), 0, length));
        } else if (insn.row.mnemonic().startsWith("CMPXCHG") && insn.row.mnemonic().endsWith("B")
                && insn.base != Cpu.RAX && insn.index != Cpu.RAX && insn.base != Cpu.RDX && insn.index != Cpu.RDX) {
            mutator.register(Cpu.RAX, number(patch.bytes(), 0, length / 2));
            mutator.register(Cpu.RDX, number(patch.bytes(), length / 2, length));
        }
    }

    private static long number(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to && i < from + 8; i++) {
            value |= (bytes[i] & 0xFFL) << 8 * (i - from);
        }
        return value;
    }

    private static void little(byte[] bytes, int at, long value, int length) {
        for (int i = 0; i < length && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> 8 * i);
        }
    }

    /** Content of memory that no operand names: the stack, and what strings compare. */
    void implicitMemory(Instruction insn, List<MemoryPatch> patches) {
        String name = insn.row.mnemonic();
        if (name.startsWith("POPF")) {
            byte[] image = new byte[8];
            little(image, 0, random.nextInt() & (random.nextInt(8) == 0 ? -1 : 0x40DFF), 8);
            add(patches, state.register(Cpu.RSP), image);
        } else if (name.equals("RET")) {
            byte[] target = new byte[8];
            little(target, 0, branchTarget(), 8);
            add(patches, state.register(Cpu.RSP), target);
        } else if (name.equals("POP") && insn.row.operands().get(0).kind() == OperandKind.SEGMENT) {
            byte[] image = new byte[4];
            random.nextBytes(image);
            little(image, 0, selector(), 2);
            add(patches, state.register(Cpu.RSP), image);
        } else if (insn.row.is(Attribute.REPZ)) {
            comparable(insn, patches);
        }
    }

    /** Strings that agree for a while. */
    private void comparable(Instruction insn, List<MemoryPatch> patches) {
        byte[] same = new byte[24];
        byte fill = (byte) state.register(Cpu.RAX);
        java.util.Arrays.fill(same, fill);
        if (random.nextBoolean()) {
            same[random.nextInt(same.length)] ^= (byte) (1 << random.nextInt(8));
        }
        add(patches, state.register(Cpu.RDI) & insn.addressMask(), same);
        List<Operand> operands = new ArrayList<>(insn.row.operands());
        if (operands.get(0).kind() == OperandKind.STRING_SOURCE) {
            byte[] other = same.clone();
            other[random.nextInt(other.length)] ^= (byte) (random.nextInt(4) == 0 ? 1 : 0);
            add(patches, state.register(Cpu.RSI) & insn.addressMask(), other);
        }
    }

    private static void add(List<MemoryPatch> patches, long address, byte[] content) {
        MemoryPatch patch = Windowed.patch(address, content);
        if (patch != null) {
            patches.add(patch);
        }
    }
}
