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
    private static final long X87_AND_SSE = 3;
    /** State components that a recorded processor may have, in XCR0's low half: those beyond x87 and SSE must not be asked for. */
    private static final long HOST_COMPONENTS = 0xFFFFFFF;
    private static final int LARGEST_BIT_OFFSET = 0x400 * 8;

    private final Random random;
    private final StateMutator mutator;
    private final MachineState state;
    private final AddressSolver solver;
    private final SpecialValues values;
    private final SelectorOperands selectors;

    SpecialOperands(Random random, StateMutator mutator, AddressSolver solver) {
        this.random = random;
        this.mutator = mutator;
        this.state = mutator.state();
        this.solver = solver;
        this.values = new SpecialValues(random);
        this.selectors = new SelectorOperands(random, mutator);
    }

    /** Changes immediates that would leave the process or say nothing. */
    void adjustCode(Row row, byte[] code) {
        if (SelectorOperands.isFar(row) && row.operands().getFirst().kind() == OperandKind.FAR_POINTER) {
            selectors.adjustPointer(code, row.operandSize() / 8, branchTarget());
        }
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

    /** Whether the operand's address could not be chosen freely: a register with a meaning of its own also forms the address. */
    boolean uncontrollable(Instruction insn) {
        return bitOffset(insn) && forms(insn, insn.reg) || savesComponents(insn.row) && forms(insn, Cpu.RAX);
    }

    private static boolean forms(Instruction insn, int register) {
        return insn.memory && (insn.base == register || insn.index == register);
    }

    /** Whether EDX:EAX says which components of the state are saved or restored. */
    private static boolean savesComponents(Row row) {
        return row.mnemonic().startsWith("XSAVE") || row.mnemonic().startsWith("XRSTOR");
    }

    private static boolean bitOffset(Instruction insn) {
        return insn.memory && List.of("BT", "BTS", "BTR", "BTC").contains(insn.row.mnemonic()) && insn.row.operands().get(1).kind() == OperandKind.REG;
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
            case "XGETBV" -> mutator.register(Cpu.RCX, random.nextLong() << 32 | (random.nextBoolean() ? 0 : 2 + random.nextInt(1 << 30)));
            case "LEAVE", "ENTER" -> framePointer();
            case "XLAT" -> solver.set(state, Cpu.RBX, insn.addressSize, near(1) - (state.register(Cpu.RAX) & 0xFF));
            case "MASKMOVQ", "MASKMOVDQU" -> solver.set(state, Cpu.RDI, insn.addressSize, near(16));
            default -> {
                if (row.operands().stream().anyMatch(o -> o.kind() == OperandKind.FIXED && o.notation().equals("CL"))) {
                    mutator.register(Cpu.RCX, state.register(Cpu.RCX) & ~0xFFL | (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(34)));
                }
            }
        }
        if (savesComponents(row)) {
            mutator.register(Cpu.RAX, random.nextLong() & ~HOST_COMPONENTS | (random.nextBoolean() ? X87_AND_SSE : random.nextInt(4)));
        }
        if (bitOffset(insn)) {
            long garbage = insn.operandSize == 64 ? 0 : random.nextLong() << insn.operandSize;
            long offset = random.nextInt(2 * LARGEST_BIT_OFFSET) - LARGEST_BIT_OFFSET;
            mutator.register(insn.reg, insn.operandSize == 64 ? offset : offset & (1L << insn.operandSize) - 1 | garbage);
        }
        if (row.is(Attribute.REP) || row.is(Attribute.REPZ)) {
            string(insn);
        }
        selectors.adjustRegisters(insn);
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

    /** Content that a memory operand must have for the instruction to make sense, or null when any will do. */
    byte[] content(Instruction insn, int length) {
        if (SelectorOperands.takes(insn.row)) {
            return selectors.content(insn, length, branchTarget());
        }
        byte[] bytes = new byte[length];
        switch (insn.row.mnemonic()) {
            case "LDMXCSR" -> LittleEndian.put(bytes, 0, random.nextInt(random.nextInt(16) == 0 ? Integer.MAX_VALUE : 0x10000), 4);
            case "FXRSTOR", "FXRSTOR64" -> savedState(bytes);
            case "XSAVE", "XSAVE64", "XSAVEOPT", "XSAVEOPT64" -> extendedState(bytes, random.nextLong(), random.nextLong());
            case "XRSTOR", "XRSTOR64" -> {
                int odd = random.nextInt(16);
                long present = odd == 0 ? random.nextLong() & ~HOST_COMPONENTS : random.nextInt(4);
                extendedState(bytes, present, odd == 1 ? random.nextLong() >>> 1 : 0);
            }
            case "JMP", "CALL" -> LittleEndian.put(bytes, 0, branchTarget(), length);
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
            LittleEndian.put(area, 32 + 16 * i, values.mantissa(signExponent), 8);
            LittleEndian.put(area, 40 + 16 * i, signExponent, 2);
        }
        LittleEndian.put(area, 24, random.nextInt(random.nextInt(16) == 0 ? Integer.MAX_VALUE : 0x10000), 4);
    }

    private void extendedState(byte[] area, long present, long compaction) {
        savedState(area);
        LittleEndian.put(area, 512, present, 8);
        LittleEndian.put(area, 520, compaction, 8);
        LittleEndian.put(area, 528, 0, 8);
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
            mutator.register(Cpu.RAX, LittleEndian.get(patch.bytes(), 0, length));
        } else if (insn.row.mnemonic().startsWith("CMPXCHG") && insn.row.mnemonic().endsWith("B")
                && insn.base != Cpu.RAX && insn.index != Cpu.RAX && insn.base != Cpu.RDX && insn.index != Cpu.RDX) {
            mutator.register(Cpu.RAX, LittleEndian.get(patch.bytes(), 0, length / 2));
            mutator.register(Cpu.RDX, LittleEndian.get(patch.bytes(), length / 2, length));
        }
    }

    /** Content of memory that no operand names: the stack, and what strings compare. */
    void implicitMemory(Instruction insn, List<MemoryPatch> patches) {
        String name = insn.row.mnemonic();
        if (name.startsWith("POPF")) {
            byte[] image = new byte[8];
            LittleEndian.put(image, 0, random.nextInt() & (random.nextInt(8) == 0 ? -1 : 0x40DFF), 8);
            add(patches, state.register(Cpu.RSP), image);
        } else if (name.equals("RET")) {
            byte[] target = new byte[8];
            LittleEndian.put(target, 0, branchTarget(), 8);
            add(patches, state.register(Cpu.RSP), target);
        } else if (name.startsWith("RETF") || name.startsWith("IRET")) {
            long stack = random.nextInt(8) == 0 ? values.integer() : MemoryWindows.DATA + 0x800 + 8 * random.nextInt(0x100);
            add(patches, state.register(Cpu.RSP), selectors.returnFrame(insn.operandSize / 8, name.startsWith("IRET"), branchTarget(), stack));
        } else if (name.equals("POP") && insn.row.operands().get(0).kind() == OperandKind.SEGMENT) {
            byte[] image = new byte[4];
            random.nextBytes(image);
            LittleEndian.put(image, 0, selectors.forData(), 2);
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
