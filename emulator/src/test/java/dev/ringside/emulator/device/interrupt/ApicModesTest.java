package dev.ringside.emulator.device.interrupt;

import static dev.ringside.emulator.device.interrupt.ApicBench.DFR;
import static dev.ringside.emulator.device.interrupt.ApicBench.EOI;
import static dev.ringside.emulator.device.interrupt.ApicBench.ICR;
import static dev.ringside.emulator.device.interrupt.ApicBench.LVT_LINT0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A local APIC that is off, on, or an x2APIC, and what it lets through from the 8259. */
class ApicModesTest {
    private final ApicBench bench = new ApicBench();

    @Test
    void lint0PassesThe8259ThroughAtTheBootProcessor() {
        for (LocalApic apic : bench.apics) {
            apic.lint0(true);
        }
        assertEquals("100", bench.pending());
        assertEquals(0x77, bench.take(0));
        bench.write(0, LVT_LINT0, 0x1_0700);
        assertEquals("000", bench.pending());
    }

    @Test
    void lint0InFixedModeIsAnEdge() {
        bench.write(0, LVT_LINT0, 0x31);
        bench.apics.get(0).lint0(true);
        assertEquals(0x31, bench.take(0));
        bench.write(0, EOI, 0);
        bench.apics.get(0).lint0(true);
        assertFalse(bench.apics.get(0).pending());
    }

    @Test
    void disabledApicIsOffTheBusButPassesThe8259Through() {
        assertTrue(bench.apics.get(0).setApicBase(LocalApic.DEFAULT_BASE | 0x100));
        assertEquals(List.of("0 page"), bench.events);
        assertEquals(LocalApic.NO_PAGE, bench.apics.get(0).page());
        bench.ipi(1, 0, 0x40);
        assertEquals("000", bench.pending());
        bench.apics.get(0).lint0(true);
        assertEquals(0x77, bench.take(0));
    }

    @Test
    void apicBaseRefusesReservedBitsAndImpossibleTransitions() {
        LocalApic apic = bench.apics.get(1);
        assertFalse(apic.setApicBase(1L << 40 | 0x800));
        assertFalse(apic.setApicBase(0xFEE0_0001L));
        assertFalse(apic.setApicBase(0xFEE0_0400L), "x2APIC without enable");
        assertTrue(apic.setApicBase(0xFEE0_0C00L));
        assertFalse(apic.setApicBase(0xFEE0_0800L), "back from x2APIC to xAPIC");
        assertTrue(apic.setApicBase(0xFEE0_0000L));
        assertFalse(apic.setApicBase(0xFEE0_0C00L), "from disabled to x2APIC");
        assertTrue(apic.setApicBase(0x1234_5000L | 0x800));
        assertEquals(0x1234_5000L, apic.page());
    }

    @Test
    void x2ApicRegistersAreMsrsAndTheirReservedBitsFault() {
        LocalApic apic = bench.apics.get(2);
        assertFalse(apic.handlesMsr(0x802));
        apic.setApicBase(0xFEE0_0C00L);
        assertEquals(2, apic.readMsr(0x802));
        assertEquals(4, apic.readMsr(0x80D), "cluster 0, member 2");
        assertFalse(apic.handlesMsr(0x80E), "no DFR");
        assertFalse(apic.handlesMsr(0x831), "no second half of ICR");
        assertFalse(apic.readsMsr(0x80B), "EOI is write only");
        assertFalse(apic.writeMsr(0x80B, 1));
        assertFalse(apic.writeMsr(0x828, 1));
        assertFalse(apic.writeMsr(0x808, 0x100));
        assertFalse(apic.writeMsr(0x803, 0), "version is read only");
        assertTrue(apic.writeMsr(0x83F, 0x45));
        assertEquals(0x45, bench.take(2));
        assertTrue(apic.writeMsr(0x830, 1L << 32 | 0x46));
        assertEquals("010", bench.pending());
        assertEquals(1L << 32 | 0x46, apic.readMsr(0x830));
    }
}
