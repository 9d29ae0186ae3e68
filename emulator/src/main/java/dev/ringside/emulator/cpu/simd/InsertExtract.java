package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.QUADWORD;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.Instruction;

/** One integer into or out of a vector register: PINSRx, PEXTRx, INSERTPS, EXTRACTPS. Only the position's useful bits count. */
public final class InsertExtract {
    private InsertExtract() {}

    /** {@code half} with the integer at bit {@code at} replaced. */
    public static long insert(long half, long value, int at, Lane lane) {
        return half & ~(lane.mask << at) | (value & lane.mask) << at;
    }

    /**
     * INSERTPS, one half: a single into one of four places, then zeros where the immediate's low bits say.
     *
     * @param half 0 for the low half (places 0 and 1), 1 for the high half
     */
    public static long insertSingle(long old, long single, int immediate, int half) {
        int place = immediate >> 4 & 3;
        long changed = place >> 1 == half ? insert(old, single, 32 * (place & 1), DOUBLEWORD) : old;
        return Blend.byImmediate(changed, 0, immediate >> 2 * half, DOUBLEWORD);
    }

    static void register(SimdTable table) {
        table.add(insertion(BYTE), "PINSRB");
        table.add(insertion(WORD), "PINSRW");
        table.add(insertion(DOUBLEWORD), "PINSRD");
        table.add(insertion(QUADWORD), "PINSRQ");
        table.add(extraction(BYTE), "PEXTRB");
        table.add(extraction(WORD), "PEXTRW");
        table.add(extraction(DOUBLEWORD), "PEXTRD", "EXTRACTPS");
        table.add(extraction(QUADWORD), "PEXTRQ");
        table.add(row -> insertSingle(VectorSource.of(row)), "INSERTPS");
    }

    private static Semantics insertSingle(VectorSource source) {
        return (cpu, insn) -> {
            source.read(cpu, insn);
            int immediate = (int) insn.immediate & 0xFF;
            long single = Shuffle.doubleword(cpu.vector.low, cpu.vector.high, insn.memory ? 0 : immediate >> 6);
            long[] xmm = cpu.vector.xmm;
            xmm[2 * insn.reg] = insertSingle(xmm[2 * insn.reg], single, immediate, 0);
            xmm[2 * insn.reg + 1] = insertSingle(xmm[2 * insn.reg + 1], single, immediate, 1);
        };
    }

    private static RowBinding insertion(Lane lane) {
        return row -> SimdForms.isMmx(row)
                ? (cpu, insn) -> {
                    long value = general(cpu, insn, lane);
                    int at = (int) insn.immediate * lane.width & 63;
                    SimdForms.writeMmx(cpu, insn.reg, insert(cpu.x87.mantissa[insn.reg & 7], value, at, lane));
                }
                : (cpu, insn) -> {
                    long value = general(cpu, insn, lane);
                    int at = (int) insn.immediate * lane.width & 127;
                    int half = 2 * insn.reg + (at >> 6);
                    cpu.vector.xmm[half] = insert(cpu.vector.xmm[half], value, at & 63, lane);
                };
    }

    private static long general(Cpu cpu, Instruction insn, Lane lane) {
        return insn.memory ? cpu.mmu.load(cpu.readAddress(insn, lane.width / 8), lane.width / 8) : cpu.r[insn.rm];
    }

    private static RowBinding extraction(Lane lane) {
        return row -> switch (row.operands().get(1).kind()) {
            case MM_RM_REG -> (cpu, insn) -> {
                cpu.x87.enterMmx();
                cpu.r[insn.reg] = lane.unsigned(cpu.x87.mantissa[insn.rm & 7], (int) insn.immediate * lane.width & 63);
            };
            case XMM_RM_REG -> (cpu, insn) -> cpu.r[insn.reg] = extract(cpu, insn.rm, insn, lane);
            default -> (cpu, insn) -> {
                long value = extract(cpu, insn.reg, insn, lane);
                if (insn.memory) {
                    cpu.mmu.store(cpu.writeAddress(insn, lane.width / 8), lane.width / 8, value);
                } else {
                    cpu.r[insn.rm] = value;
                }
            };
        };
    }

    private static long extract(Cpu cpu, int register, Instruction insn, Lane lane) {
        int at = (int) insn.immediate * lane.width & 127;
        return lane.unsigned(cpu.vector.xmm[2 * register + (at >> 6)], at & 63);
    }
}
