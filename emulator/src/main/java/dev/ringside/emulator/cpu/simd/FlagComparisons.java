package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.softfloat.FloatFormat.DOUBLE;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.SINGLE;

import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.SseComparison;

/** Comparisons that set EFLAGS: COMISx, UCOMISx, PTEST. Flags not named are cleared. */
public final class FlagComparisons {
    private FlagComparisons() {}

    /** EFLAGS of COMISx and UCOMISx for a relation of {@link SseComparison#compare}. */
    public static int flags(int relation) {
        return switch (relation) {
            case SseComparison.UNORDERED -> Flags.ZF | Flags.PF | Flags.CF;
            case SseComparison.EQUAL -> Flags.ZF;
            case SseComparison.LESS -> Flags.CF;
            default -> 0;
        };
    }

    static void register(SimdTable table) {
        table.add(comparison(SINGLE, true), "COMISS");
        table.add(comparison(DOUBLE, true), "COMISD");
        table.add(comparison(SINGLE, false), "UCOMISS");
        table.add(comparison(DOUBLE, false), "UCOMISD");
        table.add(row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                long low = cpu.vector.xmm[2 * insn.reg];
                long high = cpu.vector.xmm[2 * insn.reg + 1];
                boolean zero = (low & cpu.vector.low | high & cpu.vector.high) == 0;
                boolean carry = (~low & cpu.vector.low | ~high & cpu.vector.high) == 0;
                cpu.flags.setArithmetic((zero ? Flags.ZF : 0) | (carry ? Flags.CF : 0));
            };
        }, "PTEST");
    }

    private static RowBinding comparison(FloatFormat format, boolean quietIsInvalid) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                long b = source.readLow(cpu, insn);
                cpu.flags.setArithmetic(PlainConvert.compare(format, cpu.vector.xmm[2 * insn.reg], b, quietIsInvalid, cpu));
            };
        };
    }
}
