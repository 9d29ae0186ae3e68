package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Conditions;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;

/** BT, BTS, BTR, BTC, BSF, BSR, POPCNT, CRC32, BSWAP, SETcc. */
final class BitInstructions {
    private BitInstructions() {}

    /** What BTS, BTR, BTC make of the selected bit. */
    private enum Change { NONE, SET, RESET, COMPLEMENT }

    static void register(SemanticsTable table) {
        table.add("BT", (cpu, insn) -> bitTest(cpu, insn, Change.NONE));
        table.add("BTS", (cpu, insn) -> bitTest(cpu, insn, Change.SET));
        table.add("BTR", (cpu, insn) -> bitTest(cpu, insn, Change.RESET));
        table.add("BTC", (cpu, insn) -> bitTest(cpu, insn, Change.COMPLEMENT));
        table.add("BSF", (cpu, insn) -> bitScan(cpu, insn, true));
        table.add("BSR", (cpu, insn) -> bitScan(cpu, insn, false));
        table.add("POPCNT", BitInstructions::populationCount);
        table.add("CRC32", BitInstructions::crc32);
        table.add("BSWAP", BitInstructions::byteSwap);
        Conditions.forEach((name, code) -> table.add("SET" + name,
                (cpu, insn) -> Operands.write(cpu, insn, 0, cpu.flags.condition(code) ? 1 : 0)));
    }

    // With a bit number from a register, a memory operand is a bit string: the number is signed and reaches beyond the
    // operand, in steps of the operand's width.
    private static void bitTest(Cpu cpu, Instruction insn, Change change) {
        int size = Operands.size(insn, 0);
        long number = Operands.read(cpu, insn, 1);
        if (!insn.memory) {
            long value = Operands.read(cpu, insn, 0);
            int bit = (int) number & size - 1;
            if (change != Change.NONE) {
                Operands.write(cpu, insn, 0, changed(value, bit, change));
            }
            cpu.flags.setCf((value >>> bit & 1) != 0);
            return;
        }
        int bytes = size / 8;
        long offset = cpu.offset(insn);
        if (insn.row.operands().get(1).kind() == OperandKind.REG) {
            long signed = number << 64 - size >> 64 - size;
            offset = offset + (signed >> Integer.numberOfTrailingZeros(size)) * bytes & insn.addressMask();
        }
        int bit = (int) number & size - 1;
        boolean write = change != Change.NONE;
        long linear = cpu.linear(insn.segment, offset, bytes, write);
        long value = write ? cpu.mmu.loadForStore(linear, bytes) : cpu.mmu.load(linear, bytes);
        if (write) {
            cpu.mmu.store(linear, bytes, changed(value, bit, change));
        }
        cpu.flags.setCf((value >>> bit & 1) != 0);
    }

    private static long changed(long value, int bit, Change change) {
        return switch (change) {
            case SET -> value | 1L << bit;
            case RESET -> value & ~(1L << bit);
            case COMPLEMENT -> value ^ 1L << bit;
            case NONE -> value;
        };
    }

    // A source of 0 leaves the destination as it was, on all of Intel's and AMD's processors; 32-bit destinations keep even
    // their upper half.
    private static void bitScan(Cpu cpu, Instruction insn, boolean forward) {
        int size = Operands.size(insn, 0);
        long source = Operands.read(cpu, insn, 1);
        cpu.flags.resultWith(source, 64 - size, false, false);
        if (source != 0) {
            Operands.write(cpu, insn, 0, forward ? Long.numberOfTrailingZeros(source) : 63 - Long.numberOfLeadingZeros(source));
        }
    }

    private static void populationCount(Cpu cpu, Instruction insn) {
        long source = Operands.read(cpu, insn, 1);
        Operands.write(cpu, insn, 0, Long.bitCount(source));
        cpu.flags.setArithmetic(source == 0 ? Flags.ZF : 0);
    }

    private static void crc32(Cpu cpu, Instruction insn) {
        int size = Operands.size(insn, 1);
        long source = Operands.read(cpu, insn, 1);
        int crc = (int) Operands.read(cpu, insn, 0);
        for (int i = 0; i < size; i += 8) {
            crc = crc32c(crc, (int) (source >>> i) & 0xFF);
        }
        Operands.write(cpu, insn, 0, crc & 0xFFFFFFFFL);
    }

    /** One byte of the CRC-32C that the instruction computes: reflected polynomial 0x1EDC6F41, no inversion. */
    private static int crc32c(int crc, int octet) {
        int c = crc ^ octet;
        for (int k = 0; k < 8; k++) {
            c = c >>> 1 ^ ((c & 1) != 0 ? 0x82F63B78 : 0);
        }
        return c;
    }

    // With a 16-bit operand the result is undefined by the manual; processors clear the register's low 16 bits.
    private static void byteSwap(Cpu cpu, Instruction insn) {
        long value = Operands.read(cpu, insn, 0);
        Operands.write(cpu, insn, 0, switch (Operands.size(insn, 0)) {
            case 16 -> 0;
            case 32 -> Integer.reverseBytes((int) value) & 0xFFFFFFFFL;
            default -> Long.reverseBytes(value);
        });
    }
}
