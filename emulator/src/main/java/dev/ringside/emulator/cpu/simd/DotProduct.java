package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.DOUBLE;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.SINGLE;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.SseArithmetic;
import dev.ringside.emulator.isa.Instruction;

/**
 * DPPS and DPPD: products that the immediate's upper half selects, their sum, and copies of it where the lower half says. Every
 * multiplication and addition rounds by itself, and an unmasked exception of one step keeps the next from being taken.
 *
 * <p>All elements of the result are the same sum, but hardware adds its terms in an order of each element's own: with two NaNs among
 * the products, the elements differ in which of them they deliver.
 */
final class DotProduct {
    private DotProduct() {}

    static void register(SimdTable table) {
        table.add(row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                singles(cpu, insn);
            };
        }, "DPPS");
        table.add(row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                doubles(cpu, insn);
            };
        }, "DPPD");
    }

    private static void singles(Cpu cpu, Instruction insn) {
        long al = cpu.vector.xmm[2 * insn.reg];
        long ah = cpu.vector.xmm[2 * insn.reg + 1];
        long bl = cpu.vector.low;
        long bh = cpu.vector.high;
        int immediate = (int) insn.immediate;
        FloatContext c = FloatExceptions.begin(cpu);
        long p0 = product(al, bl, immediate >> 4, c);
        long p1 = product(al >>> 32, bl >>> 32, immediate >> 5, c);
        long p2 = product(ah, bh, immediate >> 6, c);
        long p3 = product(ah >>> 32, bh >>> 32, immediate >> 7, c);
        FloatExceptions.settleStep(cpu, c);
        long lowOfEven = SseArithmetic.add(SINGLE, p1, p0, c);
        long lowOfOdd = SseArithmetic.add(SINGLE, p0, p1, c);
        long highOfEven = SseArithmetic.add(SINGLE, p3, p2, c);
        long highOfOdd = SseArithmetic.add(SINGLE, p2, p3, c);
        FloatExceptions.settleStep(cpu, c);
        long low = SseArithmetic.add(SINGLE, lowOfEven, highOfEven, c) | SseArithmetic.add(SINGLE, lowOfOdd, highOfOdd, c) << 32;
        long high = SseArithmetic.add(SINGLE, highOfEven, lowOfEven, c) | SseArithmetic.add(SINGLE, highOfOdd, lowOfOdd, c) << 32;
        FloatExceptions.settle(cpu, c);
        cpu.vector.xmm[2 * insn.reg] = Blend.byImmediate(0, low, immediate, DOUBLEWORD);
        cpu.vector.xmm[2 * insn.reg + 1] = Blend.byImmediate(0, high, immediate >> 2, DOUBLEWORD);
    }

    private static long product(long a, long b, int selected, FloatContext c) {
        return (selected & 1) == 0 ? 0 : SseArithmetic.multiply(SINGLE, a & DOUBLEWORD.mask, b & DOUBLEWORD.mask, c);
    }

    private static void doubles(Cpu cpu, Instruction insn) {
        int immediate = (int) insn.immediate;
        FloatContext c = FloatExceptions.begin(cpu);
        long low = (immediate & 0x10) == 0 ? 0 : SseArithmetic.multiply(DOUBLE, cpu.vector.xmm[2 * insn.reg], cpu.vector.low, c);
        long high = (immediate & 0x20) == 0 ? 0 : SseArithmetic.multiply(DOUBLE, cpu.vector.xmm[2 * insn.reg + 1], cpu.vector.high, c);
        FloatExceptions.settleStep(cpu, c);
        long sum0 = SseArithmetic.add(DOUBLE, low, high, c);
        long sum1 = SseArithmetic.add(DOUBLE, high, low, c);
        FloatExceptions.settle(cpu, c);
        cpu.vector.xmm[2 * insn.reg] = (immediate & 1) == 0 ? 0 : sum0;
        cpu.vector.xmm[2 * insn.reg + 1] = (immediate & 2) == 0 ? 0 : sum1;
    }
}
