package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.QUADWORD;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;

/** Choosing between destination and source lane by lane: SSE4.1 blends. */
public final class Blend {
    private Blend() {}

    /** BLENDPS, BLENDPD, PBLENDW, one half: bit n of the immediate takes lane n from {@code b}. */
    public static long byImmediate(long a, long b, int immediate, Lane lane) {
        long where = 0;
        for (int i = 0; i < 64 / lane.width; i++) {
            where |= (immediate >> i & 1) == 0 ? 0 : lane.mask << i * lane.width;
        }
        return a & ~where | b & where;
    }

    /** BLENDVPS, BLENDVPD, PBLENDVB, one half: the top bit of a lane of {@code control} takes it from {@code b}. */
    public static long bySign(long a, long b, long control, Lane lane) {
        long where = lane.spread(control & lane.signs);
        return a & ~where | b & where;
    }

    static void register(SimdTable table) {
        table.add(immediate(WORD), "PBLENDW");
        table.add(immediate(DOUBLEWORD), "BLENDPS");
        table.add(immediate(QUADWORD), "BLENDPD");
        table.add(variable(BYTE), "PBLENDVB");
        table.add(variable(DOUBLEWORD), "BLENDVPS");
        table.add(variable(QUADWORD), "BLENDVPD");
    }

    private static RowBinding immediate(Lane lane) {
        int half = 64 / lane.width;
        return SimdForms.whole((dl, dh, sl, sh, imm) -> byImmediate(dl, sl, imm, lane),
                (dl, dh, sl, sh, imm) -> byImmediate(dh, sh, imm >> half, lane));
    }

    private static RowBinding variable(Lane lane) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                long[] xmm = cpu.vector.xmm;
                int to = 2 * insn.reg;
                long low = bySign(xmm[to], cpu.vector.low, xmm[0], lane);
                xmm[to + 1] = bySign(xmm[to + 1], cpu.vector.high, xmm[1], lane);
                xmm[to] = low;
            };
        };
    }
}
