package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Undefined;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * What a vector's result may differ in: exactly what the instruction's table row declares open (undefined flags and
 * {@link Undefined}), worked out for the vector's operands. The one thing besides is {@link #dataPointer}.
 */
final class Allowance {
    private static final int X87_PENDING = 0x80, X87_STACK_FAULT = 0x40, X87_UNDERFLOW = 0x10, X87_BUSY = 0x8000;
    private static final int C0 = 0x100, C1 = 0x200, C2 = 0x400, C3 = 0x4000;

    private final Instruction insn;
    private final TestVector vector;
    private final Set<Undefined> undefined;

    /** EFLAGS bits that may differ. */
    final int flags;

    /** Status word bits that may differ. */
    final int statusWord;

    /**
     * Whether the x87 data pointer may differ: processors record it always, or (CPUID leaf 7 EBX bit 6) only when an instruction leaves
     * an unmasked exception (SDM vol. 1, 8.1.8). Where the recorded one did not, the emulator's need not agree.
     */
    final boolean dataPointer;

    /** Bits of the general registers that may differ. */
    final long[] registers = new long[16];

    /** Whether TOP and tags may be those from before or those of MMX code. */
    final boolean mmxState;

    /** Data window bytes that may differ, by address. */
    final BitSet memory = new BitSet();

    Allowance(TestVector vector, Instruction insn, VectorHeader header) {
        this.insn = insn;
        this.vector = vector;
        this.undefined = insn.row.undefined();
        boolean all = has(Undefined.ALL_IF_COUNT_ABOVE_SIZE) && count() > size(0);
        boolean host = has(Undefined.HOST_DEPENDENT) && vector.ending().completed();
        flags = insn.row.flagsUndefined() | conditionalFlags() | (all ? Flags.ARITHMETIC : 0)
                | (host ? insn.row.flagsWritten() & Flags.CF : 0);
        statusWord = conditionCodes() | underflow();
        dataPointer = header.dataPointerOnExceptionsOnly() && (vector.result().statusWord() & X87_PENDING) == 0;
        mmxState = has(Undefined.MMX_STATE_IF_FAULT) && !vector.ending().completed();
        if (has(Undefined.REGISTERS_IF_FAULT) && !vector.ending().completed()) {
            Arrays.fill(registers, -1L);
            registers[Cpu.RSP] = 0;
        }
        if (all || has(Undefined.DESTINATION) || has(Undefined.DESTINATION_IF_SOURCE_0) && sourceIsZero()) {
            allowDestination();
        }
        if (host) {
            allowHostDependent();
        }
        stored();
    }

    private void allowDestination() {
        int size = size(0);
        if (memoryDestination()) {
            allow(operandAddress(), size / 8);
        } else {
            boolean whole = size == 64 || has(Undefined.DESTINATION_IF_SOURCE_0);
            registers[destinationRegister()] = whole ? -1L : (1L << size) - 1;
        }
    }

    private void allowHostDependent() {
        if (!insn.row.operands().isEmpty()) {
            allowDestination();
            return;
        }
        List<Integer> written = switch (insn.row.mnemonic()) {
            case "CPUID" -> List.of(Cpu.RAX, Cpu.RCX, Cpu.RDX, Cpu.RBX);
            case "RDTSCP" -> List.of(Cpu.RAX, Cpu.RCX, Cpu.RDX);
            default -> List.of(Cpu.RAX, Cpu.RDX);
        };
        written.forEach(register -> registers[register] = 0xFFFFFFFFL);
    }

    /** Beside the smallest normal number one unit less or more is an underflow or none. */
    private int underflow() {
        boolean beside = Approximation.besideSmallestNormal(vector.result(), 0) || Approximation.besideSmallestNormal(vector.result(), 1);
        if (!has(Undefined.WITHIN_1_ULP) || !beside) {
            return 0;
        }
        boolean masked = (vector.result().controlWord() & X87_UNDERFLOW) != 0;
        return masked ? X87_UNDERFLOW : X87_UNDERFLOW | X87_PENDING | X87_BUSY;
    }

    private boolean has(Undefined what) {
        return undefined.contains(what);
    }

    private int size(int operand) {
        return operand < insn.row.operands().size() ? insn.row.operands().get(operand).size() : 0;
    }

    /** The shift count after the processor's masking; the last operand holds it. */
    private int count() {
        Operand last = insn.row.operands().getLast();
        long raw = switch (last.kind()) {
            case ONE -> 1;
            case FIXED -> vector.test().initial().register(Cpu.RCX);
            default -> insn.immediate;
        };
        return (int) raw & (size(0) == 64 ? 63 : 31);
    }

    private int conditionalFlags() {
        int open = 0;
        if (has(Undefined.OF_IF_COUNT_NOT_1)) {
            open |= count() > 1 ? Flags.OF : 0;
        }
        if (has(Undefined.AF_IF_COUNT_NOT_0)) {
            open |= count() != 0 ? Flags.AF : 0;
        }
        if (has(Undefined.CF_IF_COUNT_REACHES_SIZE)) {
            open |= count() >= size(0) ? Flags.CF : 0;
        }
        return open;
    }

    private int conditionCodes() {
        return (has(Undefined.X87_C0) ? C0 : 0) | (has(Undefined.X87_C1) ? C1 : 0) | (has(Undefined.X87_C2) ? C2 : 0)
                | (has(Undefined.X87_C3) ? C3 : 0) | (has(Undefined.WITHIN_1_ULP) && !stackFault() ? C1 : 0);
    }

    // C1 tells overflow from underflow of the stack then.
    private boolean stackFault() {
        return (vector.result().statusWord() & ~vector.test().initial().statusWord() & X87_STACK_FAULT) != 0;
    }

    // ZF of BSF and BSR says whether the source was 0.
    private boolean sourceIsZero() {
        return (vector.result().flags() & Flags.ZF) != 0;
    }

    private boolean memoryDestination() {
        return insn.memory && insn.row.operands().getFirst().canBeMemory();
    }

    private int destinationRegister() {
        Operand first = insn.row.operands().getFirst();
        return first.kind() == OperandKind.RM || first.kind() == OperandKind.RM_REG ? insn.rm : insn.reg;
    }

    private long operandAddress() {
        MachineState s = vector.test().initial();
        long base = insn.base == Instruction.NO_REGISTER ? 0 : s.register(insn.base);
        long index = insn.index == Instruction.NO_REGISTER ? 0 : s.register(insn.index) << insn.scaleShift;
        long offset = base + index + insn.displacement & insn.addressMask();
        return insn.mode == 64 && insn.segment >= Instruction.FS ? offset + s.base(insn.segment) : offset;
    }

    private void allow(long address, int length) {
        if (address >= 0 && address + length <= 1 << 16) {
            memory.set((int) address, (int) address + length);
        }
    }

    /** Parts of stored areas. Offsets: SDM vol. 1, figures 8-9 to 8-12, and vol. 2, table 3-43 of FXSAVE. */
    private void stored() {
        Row row = insn.row;
        if (has(Undefined.UPPER_BITS) && !memoryDestination()) {
            allow((vector.result().register(Cpu.RSP) & 0xFFFFFFFFL) + 2, 2);
        }
        if (has(Undefined.X87_POINTERS)) {
            if (row.mnemonic().startsWith("FX") || row.mnemonic().startsWith("XSAVE")) {
                allow(operandAddress() + 6, 18);
            } else if (insn.operandSize == 16) {
                allow(operandAddress() + 6, 8);
            } else {
                allow(operandAddress() + 12, 16);
            }
        }
        if (has(Undefined.RESERVED_AREA)) {
            allow(operandAddress() + 5, 1);
            allow(operandAddress() + 28, 4);
            for (int i = 0; i < 8; i++) {
                allow(operandAddress() + 42 + 16 * i, 6);
            }
            allow(operandAddress() + (insn.mode == 64 ? 416 : 288), insn.mode == 64 ? 96 : 224);
        }
    }
}
