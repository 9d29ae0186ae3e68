package dev.ringside.emulator.device.interrupt;

import static dev.ringside.emulator.device.interrupt.ApicBench.EOI;
import static dev.ringside.emulator.device.interrupt.ApicBench.ESR;
import static dev.ringside.emulator.device.interrupt.ApicBench.ID;
import static dev.ringside.emulator.device.interrupt.ApicBench.INITIAL;
import static dev.ringside.emulator.device.interrupt.ApicBench.IRR;
import static dev.ringside.emulator.device.interrupt.ApicBench.ISR;
import static dev.ringside.emulator.device.interrupt.ApicBench.LVT_ERROR;
import static dev.ringside.emulator.device.interrupt.ApicBench.LVT_TIMER;
import static dev.ringside.emulator.device.interrupt.ApicBench.PPR;
import static dev.ringside.emulator.device.interrupt.ApicBench.SVR;
import static dev.ringside.emulator.device.interrupt.ApicBench.TPR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import org.junit.jupiter.api.Test;

/** What a local APIC accepts, in which order the processor takes it, and what its registers say. */
class LocalApicTest {
    private final ApicBench bench = new ApicBench();

    @Test
    void identificationAndVersion() {
        assertEquals(0x0200_0000, bench.read(2, ID));
        assertEquals(0x0005_0014, bench.read(2, 0x03));
    }

    @Test
    void priorityOrdersInterruptsAndEoiReleasesTheNext() {
        bench.ipi(0, 1, 0x41);
        bench.ipi(0, 1, 0x52);
        assertEquals(0x52, bench.take(1));
        assertFalse(bench.apics.get(1).pending(), "41h is of a lower class than 52h in service");
        assertEquals(0x50, bench.read(1, PPR));
        assertEquals(1 << 0x12, bench.read(1, ISR + 2));
        assertEquals(1 << 1, bench.read(1, IRR + 2));
        bench.write(1, EOI, 0);
        assertEquals(0x41, bench.take(1));
    }

    @Test
    void sameClassDoesNotNest() {
        bench.ipi(0, 1, 0x52);
        bench.take(1);
        bench.ipi(0, 1, 0x5F);
        assertFalse(bench.apics.get(1).pending());
        bench.ipi(0, 1, 0x60);
        assertTrue(bench.apics.get(1).pending());
    }

    @Test
    void taskPriorityHoldsItsClassBack() {
        bench.apics.get(1).setTaskPriority(5);
        assertEquals(0x50, bench.read(1, TPR));
        bench.ipi(0, 1, 0x5F);
        assertFalse(bench.apics.get(1).pending());
        bench.write(1, TPR, 0x4F);
        assertTrue(bench.apics.get(1).pending());
    }

    @Test
    void softwareDisabledApicDropsFixedInterruptsAndMasksItsTable() {
        bench.write(1, LVT_TIMER, 0x40);
        bench.write(1, SVR, 0xFF);
        bench.ipi(0, 1, 0x40);
        assertEquals("000", bench.pending());
        assertEquals(0x1_0040, bench.read(1, LVT_TIMER));
        bench.write(1, LVT_TIMER, 0x40);
        assertEquals(0x1_0040, bench.read(1, LVT_TIMER));
    }

    @Test
    void illegalVectorsAreErrors() {
        bench.write(0, LVT_ERROR, 0xE0);
        bench.ipi(0, 1, 0x0F);
        assertEquals(0xE0, bench.take(0));
        assertEquals(0, bench.read(0, ESR));
        bench.write(0, ESR, 0);
        assertEquals(0x20, bench.read(0, ESR));
        bench.write(0, ESR, 0);
        assertEquals(0, bench.read(0, ESR));
        bench.write(0, 0x3F, 0);
        bench.write(0, ESR, 0);
        assertEquals(0x80, bench.read(0, ESR), "SELF IPI does not exist in xAPIC mode");
    }

    @Test
    void aWithdrawnInterruptIsTheSpuriousVector() {
        bench.write(1, SVR, 0x1EF);
        bench.ipi(0, 1, 0x40);
        bench.write(1, TPR, 0xF0);
        assertEquals(0xEF, bench.apics.get(1).acknowledge());
        assertEquals(0, bench.read(1, ISR + 7));
    }

    @Test
    void paravirtualEoiIsSettledBeforeTheNextInterrupt() {
        boolean[] bit = {false};
        bench.apics.get(1).assist(new LocalApic.EoiAssist() {
            @Override
            public boolean offer() {
                bit[0] = true;
                return true;
            }

            @Override
            public boolean retract() {
                boolean ended = !bit[0];
                bit[0] = false;
                return ended;
            }
        });
        bench.ipi(0, 1, 0x50);
        assertEquals(0x50, bench.take(1));
        assertTrue(bit[0]);
        bit[0] = false; // the guest ends the interrupt without a register write
        bench.ipi(0, 1, 0x41);
        assertEquals(0x41, bench.take(1));
        bench.ipi(0, 1, 0x31);
        assertFalse(bit[0], "something waits: the guest must write EOI");
        assertFalse(bench.apics.get(1).pending());
        bench.write(1, EOI, 0);
        assertEquals(0x31, bench.take(1));
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        bench.write(1, LVT_TIMER, 0x2_0040);
        bench.write(1, INITIAL, 1000);
        bench.ipi(0, 1, 0x52);
        bench.take(1);
        bench.ipi(0, 1, 0x91);
        TestClock otherClock = new TestClock();
        LocalApic other = bench.apic(1, new ApicBus(), otherClock);
        TestClock onlyThis = new TestClock();
        LocalApic same = bench.apic(1, new ApicBus(), onlyThis);
        States.restore(States.save(bench.apics.get(1)), other);
        States.restore(States.save(bench.apics.get(1)), same);
        assertEquals(States.hash(bench.apics.get(1)), States.hash(other));
        assertEquals(0x91, other.acknowledge());
        assertEquals(0x91, same.acknowledge());
        assertEquals(States.hash(same), States.hash(other));
    }
}
