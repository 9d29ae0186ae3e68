package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.cpu.x87.X87Checks;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;

/** Whether the system has made vector registers available (SDM vol. 3, 2.5, 13.1). */
final class Availability {
    private Availability() {}

    /**
     * {@code semantics}, preceded by the checks that the row's attributes ask for. Errors of x87 instructions are met by every
     * instruction that uses an MMX register; CVTPI2PS and CVTPI2PD from memory use none.
     */
    static Semantics guard(Row row, Semantics semantics) {
        if (!row.is(Attribute.MMX)) {
            return (cpu, insn) -> {
                requireSse(cpu);
                semantics.execute(cpu, insn);
            };
        }
        boolean sse = row.is(Attribute.SSE);
        boolean memoryReplacesMmx = sse && VectorSource.of(row).mmx();
        return (cpu, insn) -> {
            if (sse) {
                requireSse(cpu);
            } else {
                requireMmx(cpu);
            }
            if (memoryReplacesMmx && insn.memory || X87Checks.noPendingError(cpu, insn)) {
                semantics.execute(cpu, insn);
            }
        };
    }

    private static void requireSse(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_OSFXSR) == 0) {
            throw cpu.undefined();
        }
        requireMmx(cpu);
    }

    private static void requireMmx(Cpu cpu) {
        if ((cpu.cr0 & (Cpu.CR0_EM | Cpu.CR0_TS)) != 0) {
            throw (cpu.cr0 & Cpu.CR0_EM) != 0 ? cpu.undefined() : cpu.fault(Vector.NM, 0);
        }
    }
}
