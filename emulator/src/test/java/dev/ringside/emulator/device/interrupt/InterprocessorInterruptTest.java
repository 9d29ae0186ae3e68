package dev.ringside.emulator.device.interrupt;

import static dev.ringside.emulator.device.interrupt.ApicBench.DFR;
import static dev.ringside.emulator.device.interrupt.ApicBench.LDR;
import static dev.ringside.emulator.device.interrupt.ApicBench.SVR;
import static dev.ringside.emulator.device.interrupt.ApicBench.TPR;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom an interprocessor interrupt reaches, and as what. */
class InterprocessorInterruptTest {
    private final ApicBench bench = new ApicBench();

    @Test
    void shorthands() {
        bench.ipi(0, 0, 1 << 18 | 0x40);
        assertEquals("100", bench.pending());
        bench.ipi(1, 0, 3 << 18 | 0x41);
        assertEquals("101", bench.pending());
        bench.ipi(1, 0, 2 << 18 | 0x42);
        assertEquals("111", bench.pending());
    }

    @Test
    void physicalAndBroadcastDestinations() {
        bench.ipi(0, 2, 0x40);
        assertEquals("001", bench.pending());
        bench.ipi(0, 0xFF, 0x40);
        assertEquals("111", bench.pending());
    }

    @Test
    void flatLogicalDestinationIsAMask() {
        for (int i = 0; i < 3; i++) {
            bench.write(i, LDR, 1 << 24 + i);
        }
        bench.ipi(0, 0b101, 1 << 11 | 0x40);
        assertEquals("101", bench.pending());
    }

    @Test
    void clusterLogicalDestinationNamesClusterAndMembers() {
        for (int i = 0; i < 3; i++) {
            bench.write(i, DFR, 0x0FFF_FFFF);
        }
        bench.write(0, LDR, 0x11 << 24);
        bench.write(1, LDR, 0x12 << 24);
        bench.write(2, LDR, 0x22 << 24);
        bench.ipi(0, 0x12, 1 << 11 | 0x40);
        assertEquals("010", bench.pending());
        bench.ipi(0, 0x13, 1 << 11 | 0x40);
        assertEquals("110", bench.pending());
    }

    @Test
    void lowestPriorityGoesToTheIdlestTarget() {
        bench.write(0, TPR, 0x30);
        bench.write(1, TPR, 0x10);
        bench.write(2, TPR, 0x20);
        bench.ipi(0, 0xFF, 1 << 8 | 0x40);
        assertEquals("010", bench.pending());
    }

    @Test
    void nmiInitAndStartupReachTheProcessor() {
        bench.ipi(0, 1, 4 << 8);
        bench.ipi(0, 1, 5 << 8 | 1 << 14 | 1 << 15);
        bench.ipi(0, 1, 5 << 8 | 1 << 15);
        bench.ipi(0, 1, 6 << 8 | 0x9A);
        assertEquals(List.of("1 nmi", "1 init", "1 startup 154"), bench.events);
        assertEquals(0xFF, bench.read(1, SVR), "INIT resets the APIC");
    }
}
