package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/**
 * Binary and unary arithmetic and logic. In the value-level methods {@code shift} is 64 minus the width in bits; operands
 * may carry garbage above the width, and so does the result.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /** A two-operand ALU operation on values: new destination value, flags set. */
    @FunctionalInterface
    public interface Binary {
        /** Computes {@code a op b}. */
        long apply(Flags flags, long a, long b, int shift);
    }

    /** ADD. */
    public static long add(Flags flags, long a, long b, int shift) {
        long sum = a + b;
        flags.addition(a, b, sum, shift);
        return sum;
    }

    /** ADC. */
    public static long adc(Flags flags, long a, long b, int shift) {
        long sum = a + b + flags.carry();
        flags.addition(a, b, sum, shift);
        return sum;
    }

    /** SUB, and CMP when the result is dropped. */
    public static long sub(Flags flags, long a, long b, int shift) {
        long difference = a - b;
        flags.subtraction(a, b, difference, shift);
        return difference;
    }

    /** SBB. */
    public static long sbb(Flags flags, long a, long b, int shift) {
        long difference = a - b - flags.carry();
        flags.subtraction(a, b, difference, shift);
        return difference;
    }

    /** AND, and TEST when the result is dropped. */
    public static long and(Flags flags, long a, long b, int shift) {
        flags.logic(a & b, shift);
        return a & b;
    }

    /** OR. */
    public static long or(Flags flags, long a, long b, int shift) {
        flags.logic(a | b, shift);
        return a | b;
    }

    /** XOR. */
    public static long xor(Flags flags, long a, long b, int shift) {
        flags.logic(a ^ b, shift);
        return a ^ b;
    }

    /** INC. */
    public static long inc(Flags flags, long a, int shift) {
        flags.increment(a, a + 1, 1, shift);
        return a + 1;
    }

    /** DEC. */
    public static long dec(Flags flags, long a, int shift) {
        flags.increment(a, a - 1, -1, shift);
        return a - 1;
    }

    /** NEG. */
    public static long neg(Flags flags, long a, int shift) {
        return sub(flags, 0, a, shift);
    }

    static void register(SemanticsTable table) {
        binary(table, "ADD", Arithmetic::add);
        binary(table, "ADC", Arithmetic::adc);
        binary(table, "SUB", Arithmetic::sub);
        binary(table, "SBB", Arithmetic::sbb);
        binary(table, "AND", Arithmetic::and);
        binary(table, "OR", Arithmetic::or);
        binary(table, "XOR", Arithmetic::xor);
        comparing(table, "CMP", Arithmetic::sub);
        comparing(table, "TEST", Arithmetic::and);
        table.add("INC", (cpu, insn) -> Operands.update(cpu, insn, (c, i, old) -> inc(c.flags, old, Operands.shift(i, 0))));
        table.add("DEC", (cpu, insn) -> Operands.update(cpu, insn, (c, i, old) -> dec(c.flags, old, Operands.shift(i, 0))));
        table.add("NEG", (cpu, insn) -> Operands.update(cpu, insn, (c, i, old) -> neg(c.flags, old, Operands.shift(i, 0))));
        table.add("NOT", (cpu, insn) -> Operands.update(cpu, insn, (c, i, old) -> ~old));
        table.add("CMPXCHG", Arithmetic::compareExchange);
        table.add("XADD", Arithmetic::exchangeAdd);
        table.add("CMPXCHG8B", Arithmetic::compareExchange8);
        table.add("CMPXCHG16B", Arithmetic::compareExchange16);
    }

    private static void binary(SemanticsTable table, String mnemonic, Binary operation) {
        table.add(mnemonic, (cpu, insn) -> Operands.update(cpu, insn,
                (c, i, old) -> operation.apply(c.flags, old, Operands.read(c, i, 1), Operands.shift(i, 0))));
    }

    private static void comparing(SemanticsTable table, String mnemonic, Binary operation) {
        table.add(mnemonic, (cpu, insn) -> operation.apply(cpu.flags, Operands.read(cpu, insn, 0), Operands.read(cpu, insn, 1),
                Operands.shift(insn, 0)));
    }

    // The destination is written in either case, so that its page becomes dirty and a read-only page faults even when the
    // comparison fails. The accumulator changes only after the store went through.
    private static void compareExchange(Cpu cpu, Instruction insn) {
        int size = Operands.size(insn, 0);
        long accumulator = size == 8 ? cpu.byteRegister(Cpu.RAX, false) : cpu.register(Cpu.RAX, size);
        long source = Operands.read(cpu, insn, 1);
        if (insn.memory) {
            long linear = cpu.writeAddress(insn, size / 8);
            long old = cpu.mmu.loadForStore(linear, size / 8);
            cpu.mmu.store(linear, size / 8, old == accumulator ? source : old);
            sub(cpu.flags, accumulator, old, 64 - size);
            if (old != accumulator) {
                setAccumulator(cpu, size, old);
            }
            return;
        }
        long old = Operands.read(cpu, insn, 0);
        sub(cpu.flags, accumulator, old, 64 - size);
        if (old == accumulator) {
            Operands.write(cpu, insn, 0, source);
        } else {
            setAccumulator(cpu, size, old);
        }
    }

    private static void setAccumulator(Cpu cpu, int size, long value) {
        if (size == 8) {
            cpu.setByteRegister(Cpu.RAX, false, (int) value);
        } else {
            cpu.setRegister(Cpu.RAX, size, value);
        }
    }

    private static void exchangeAdd(Cpu cpu, Instruction insn) {
        int size = Operands.size(insn, 0);
        long source = Operands.read(cpu, insn, 1);
        if (insn.memory) {
            long linear = cpu.writeAddress(insn, size / 8);
            long old = cpu.mmu.loadForStore(linear, size / 8);
            cpu.mmu.store(linear, size / 8, add(cpu.flags, old, source, 64 - size));
            Operands.write(cpu, insn, 1, old);
        } else {
            long old = Operands.read(cpu, insn, 0);
            long sum = add(cpu.flags, old, source, 64 - size);
            Operands.write(cpu, insn, 1, old);
            Operands.write(cpu, insn, 0, sum);
        }
    }

    private static void compareExchange8(Cpu cpu, Instruction insn) {
        long linear = cpu.writeAddress(insn, 8);
        long old = cpu.mmu.loadForStore(linear, 8);
        boolean equal = old == (cpu.r[Cpu.RDX] << 32 | cpu.r[Cpu.RAX] & 0xFFFFFFFFL);
        cpu.mmu.store64(linear, equal ? cpu.r[Cpu.RCX] << 32 | cpu.r[Cpu.RBX] & 0xFFFFFFFFL : old);
        cpu.flags.setZf(equal);
        if (!equal) {
            cpu.setRegister(Cpu.RAX, 32, old);
            cpu.setRegister(Cpu.RDX, 32, old >>> 32);
        }
    }

    private static void compareExchange16(Cpu cpu, Instruction insn) {
        cpu.requireAligned(insn, 16);
        long linear = cpu.writeAddress(insn, 16);
        cpu.mmu.checkStore(linear, 16);
        long low = cpu.mmu.load64(linear);
        long high = cpu.mmu.load64(linear + 8);
        boolean equal = low == cpu.r[Cpu.RAX] && high == cpu.r[Cpu.RDX];
        cpu.mmu.store64(linear, equal ? cpu.r[Cpu.RBX] : low);
        cpu.mmu.store64(linear + 8, equal ? cpu.r[Cpu.RCX] : high);
        cpu.flags.setZf(equal);
        if (!equal) {
            cpu.r[Cpu.RAX] = low;
            cpu.r[Cpu.RDX] = high;
        }
    }
}
