package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** MUL, IMUL, DIV, IDIV. SF, ZF, AF, PF after a multiplication are the manual's undefined ones; here they follow the low half. */
public final class MultiplyDivide {
    private MultiplyDivide() {}

    static void register(SemanticsTable table) {
        table.add("MUL", (cpu, insn) -> multiply(cpu, insn, false));
        table.add("IMUL", MultiplyDivide::signedMultiply);
        table.add("DIV", MultiplyDivide::divide);
        table.add("IDIV", MultiplyDivide::signedDivide);
    }

    private static void signedMultiply(Cpu cpu, Instruction insn) {
        int operands = insn.row.operands().size();
        if (operands == 1) {
            multiply(cpu, insn, true);
        } else {
            int shift = Operands.shift(insn, 0);
            long a = Operands.read(cpu, insn, operands - 2);
            long b = Operands.read(cpu, insn, operands - 1);
            Operands.write(cpu, insn, 0, imul(cpu.flags, a, b, shift));
        }
    }

    /** IMUL with a truncated product: CF = OF = product does not fit. {@code shift} is 64 minus the width. */
    public static long imul(Flags flags, long a, long b, int shift) {
        long x = a << shift >> shift;
        long y = b << shift >> shift;
        long product = x * y;
        boolean lost = shift == 0 ? Math.multiplyHigh(x, y) != product >> 63 : product << shift >> shift != product;
        flags.resultWith(product, shift, lost, lost);
        return product;
    }

    private static void multiply(Cpu cpu, Instruction insn, boolean signed) {
        int size = Operands.size(insn, 0);
        int shift = 64 - size;
        long b = Operands.read(cpu, insn, 0);
        if (size == 64) {
            long a = cpu.r[Cpu.RAX];
            long low = a * b;
            long high = signed ? Math.multiplyHigh(a, b) : Math.unsignedMultiplyHigh(a, b);
            boolean lost = signed ? high != low >> 63 : high != 0;
            cpu.flags.resultWith(low, 0, lost, lost);
            cpu.r[Cpu.RAX] = low;
            cpu.r[Cpu.RDX] = high;
            return;
        }
        long a = size == 8 ? cpu.byteRegister(Cpu.RAX, false) : cpu.register(Cpu.RAX, size);
        long product = signed ? (a << shift >> shift) * (b << shift >> shift) : a * b;
        boolean lost = signed ? product << shift >> shift != product : product >>> size != 0;
        cpu.flags.resultWith(product, shift, lost, lost);
        if (size == 8) {
            cpu.setRegister(Cpu.RAX, 16, product);
        } else {
            cpu.setRegister(Cpu.RAX, size, product);
            cpu.setRegister(Cpu.RDX, size, product >>> size);
        }
    }

    private static void divide(Cpu cpu, Instruction insn) {
        int size = Operands.size(insn, 0);
        long divisor = Operands.read(cpu, insn, 0);
        if (divisor == 0) {
            throw cpu.fault(Vector.DE, 0);
        }
        if (size == 64) {
            divide128(cpu, divisor);
            return;
        }
        long dividend = dividend(cpu, size);
        long quotient = Long.divideUnsigned(dividend, divisor);
        if (quotient >>> size != 0) {
            throw cpu.fault(Vector.DE, 0);
        }
        setQuotient(cpu, size, quotient, Long.remainderUnsigned(dividend, divisor));
    }

    private static void signedDivide(Cpu cpu, Instruction insn) {
        int size = Operands.size(insn, 0);
        int shift = 64 - size;
        long divisor = Operands.read(cpu, insn, 0) << shift >> shift;
        if (divisor == 0) {
            throw cpu.fault(Vector.DE, 0);
        }
        if (size == 64) {
            signedDivide128(cpu, divisor);
            return;
        }
        long dividend = dividend(cpu, size) << 64 - 2 * size >> 64 - 2 * size;
        if (dividend == Long.MIN_VALUE && divisor == -1) {
            throw cpu.fault(Vector.DE, 0);
        }
        long quotient = dividend / divisor;
        if (quotient << shift >> shift != quotient) {
            throw cpu.fault(Vector.DE, 0);
        }
        setQuotient(cpu, size, quotient, dividend % divisor);
    }

    private static long dividend(Cpu cpu, int size) {
        return size == 8 ? cpu.register(Cpu.RAX, 16) : cpu.register(Cpu.RDX, size) << size | cpu.register(Cpu.RAX, size);
    }

    private static void setQuotient(Cpu cpu, int size, long quotient, long remainder) {
        if (size == 8) {
            cpu.setRegister(Cpu.RAX, 16, quotient & 0xFF | remainder << 8);
        } else {
            cpu.setRegister(Cpu.RAX, size, quotient);
            cpu.setRegister(Cpu.RDX, size, remainder);
        }
    }

    private static void divide128(Cpu cpu, long divisor) {
        long high = cpu.r[Cpu.RDX];
        long low = cpu.r[Cpu.RAX];
        if (Long.compareUnsigned(high, divisor) >= 0) {
            throw cpu.fault(Vector.DE, 0);
        }
        long quotient = divideUnsigned128(high, low, divisor);
        cpu.r[Cpu.RAX] = quotient;
        cpu.r[Cpu.RDX] = low - quotient * divisor;
    }

    private static void signedDivide128(Cpu cpu, long divisor) {
        long high = cpu.r[Cpu.RDX];
        long low = cpu.r[Cpu.RAX];
        boolean negativeDividend = high < 0;
        if (negativeDividend) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        long magnitude = Math.abs(divisor);
        if (Long.compareUnsigned(high, magnitude) >= 0) {
            throw cpu.fault(Vector.DE, 0);
        }
        long quotient = divideUnsigned128(high, low, magnitude);
        long remainder = low - quotient * magnitude;
        boolean negative = negativeDividend != divisor < 0;
        if (negative ? Long.compareUnsigned(quotient, 1L << 63) > 0 : quotient < 0) {
            throw cpu.fault(Vector.DE, 0);
        }
        cpu.r[Cpu.RAX] = negative ? -quotient : quotient;
        cpu.r[Cpu.RDX] = negativeDividend ? -remainder : remainder;
    }

    /**
     * Quotient of the unsigned 128-bit number {@code high:low} by {@code divisor}, {@code high < divisor}: long division
     * with two 32-bit quotient digits (Knuth, TAOCP vol. 2, 4.3.1, algorithm D).
     */
    static long divideUnsigned128(long high, long low, long divisor) {
        if (high == 0) {
            return Long.divideUnsigned(low, divisor);
        }
        int normalise = Long.numberOfLeadingZeros(divisor);
        long v = divisor << normalise;
        long u = normalise == 0 ? high : high << normalise | low >>> 64 - normalise;
        long rest = low << normalise;
        long digit1 = quotientDigit(u, rest >>> 32, v);
        long u1 = (u << 32 | rest >>> 32) - digit1 * v;
        long digit0 = quotientDigit(u1, rest & 0xFFFFFFFFL, v);
        return digit1 << 32 | digit0 & 0xFFFFFFFFL;
    }

    private static long quotientDigit(long u, long next, long v) {
        long vHigh = v >>> 32;
        long vLow = v & 0xFFFFFFFFL;
        long digit = Long.divideUnsigned(u, vHigh);
        long rest = u - digit * vHigh;
        while (digit >>> 32 != 0 || Long.compareUnsigned(digit * vLow, rest << 32 | next) > 0) {
            digit--;
            rest += vHigh;
            if (rest >>> 32 != 0) {
                break;
            }
        }
        return digit;
    }
}
