package dev.ringside.emulator.device.interrupt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApicTest {
    private static final int ID = 0x02;
    private static final int TPR = 0x08;
    private static final int PPR = 0x0A;
    private static final int EOI = 0x0B;
    private static final int LDR = 0x0D;
    private static final int DFR = 0x0E;
    private static final int SVR = 0x0F;
    private static final int ISR = 0x10;
    private static final int IRR = 0x20;
    private static final int ESR = 0x28;
    private static final int ICR = 0x30;
    private static final int ICR_HIGH = 0x31;
    private static final int LVT_TIMER = 0x32;
    private static final int LVT_LINT0 = 0x35;
    private static final int LVT_ERROR = 0x37;
    private static final int INITIAL = 0x38;
    private static final int CURRENT = 0x39;
    private static final int DIVIDE = 0x3E;
    private static final int DEADLINE = 0x6E0;

    private final TestClock clock = new TestClock();
    private final ApicBus bus = new ApicBus();
    private final List<LocalApic> apics = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private long tscOffset;
    private IoApic ioApic;

    private final class Cpu implements LocalApic.Processor {
        private final int id;

        Cpu(int id) {
            this.id = id;
        }

        @Override
        public void interruptPending() { }

        @Override
        public void nmi() {
            events.add(id + " nmi");
        }

        @Override
        public void init() {
            events.add(id + " init");
        }

        @Override
        public void startup(int vector) {
            events.add(id + " startup " + vector);
        }

        @Override
        public long tscOffset() {
            return tscOffset;
        }
    }

    @BeforeEach
    void build() {
        ioApic = new IoApic(bus, 5);
        for (int i = 0; i < 3; i++) {
            apics.add(apic(i, bus, clock));
            write(i, SVR, 0x1FF);
        }
    }

    private LocalApic apic(int id, ApicBus on, TestClock time) {
        LocalApic apic = new LocalApic(id, id == 0, new LocalApic.Features(40, true, true), time, on, () -> 0x77,
                () -> events.add(id + " page"));
        apic.connect(new Cpu(id));
        return apic;
    }

    private void write(int cpu, int slot, int value) {
        apics.get(cpu).writePage(slot, value);
    }

    private int read(int cpu, int slot) {
        return apics.get(cpu).readPage(slot);
    }

    private void ipi(int cpu, int destination, int command) {
        write(cpu, ICR_HIGH, destination << 24);
        write(cpu, ICR, command);
    }

    private String pending() {
        StringBuilder s = new StringBuilder();
        for (LocalApic apic : apics) {
            s.append(apic.pending() ? '1' : '0');
        }
        return s.toString();
    }

    private int take(int cpu) {
        assertTrue(apics.get(cpu).pending());
        return apics.get(cpu).acknowledge();
    }

    @Test
    void identificationAndVersion() {
        assertEquals(0x0200_0000, read(2, ID));
        assertEquals(0x0005_0014, read(2, 0x03));
    }

    @Test
    void priorityOrdersInterruptsAndEoiReleasesTheNext() {
        ipi(0, 1, 0x41);
        ipi(0, 1, 0x52);
        assertEquals(0x52, take(1));
        assertFalse(apics.get(1).pending(), "41h is of a lower class than 52h in service");
        assertEquals(0x50, read(1, PPR));
        assertEquals(1 << 0x12, read(1, ISR + 2));
        assertEquals(1 << 1, read(1, IRR + 2));
        write(1, EOI, 0);
        assertEquals(0x41, take(1));
    }

    @Test
    void sameClassDoesNotNest() {
        ipi(0, 1, 0x52);
        take(1);
        ipi(0, 1, 0x5F);
        assertFalse(apics.get(1).pending());
        ipi(0, 1, 0x60);
        assertTrue(apics.get(1).pending());
    }

    @Test
    void taskPriorityHoldsItsClassBack() {
        apics.get(1).setTaskPriority(5);
        assertEquals(0x50, read(1, TPR));
        ipi(0, 1, 0x5F);
        assertFalse(apics.get(1).pending());
        write(1, TPR, 0x4F);
        assertTrue(apics.get(1).pending());
    }

    @Test
    void shorthands() {
        ipi(0, 0, 1 << 18 | 0x40);
        assertEquals("100", pending());
        ipi(1, 0, 3 << 18 | 0x41);
        assertEquals("101", pending());
        ipi(1, 0, 2 << 18 | 0x42);
        assertEquals("111", pending());
    }

    @Test
    void physicalAndBroadcastDestinations() {
        ipi(0, 2, 0x40);
        assertEquals("001", pending());
        ipi(0, 0xFF, 0x40);
        assertEquals("111", pending());
    }

    @Test
    void flatLogicalDestinationIsAMask() {
        for (int i = 0; i < 3; i++) {
            write(i, LDR, 1 << 24 + i);
        }
        ipi(0, 0b101, 1 << 11 | 0x40);
        assertEquals("101", pending());
    }

    @Test
    void clusterLogicalDestinationNamesClusterAndMembers() {
        for (int i = 0; i < 3; i++) {
            write(i, DFR, 0x0FFF_FFFF);
        }
        write(0, LDR, 0x11 << 24);
        write(1, LDR, 0x12 << 24);
        write(2, LDR, 0x22 << 24);
        ipi(0, 0x12, 1 << 11 | 0x40);
        assertEquals("010", pending());
        ipi(0, 0x13, 1 << 11 | 0x40);
        assertEquals("110", pending());
    }

    @Test
    void lowestPriorityGoesToTheIdlestTarget() {
        write(0, TPR, 0x30);
        write(1, TPR, 0x10);
        write(2, TPR, 0x20);
        ipi(0, 0xFF, 1 << 8 | 0x40);
        assertEquals("010", pending());
    }

    @Test
    void nmiInitAndStartupReachTheProcessor() {
        ipi(0, 1, 4 << 8);
        ipi(0, 1, 5 << 8 | 1 << 14 | 1 << 15);
        ipi(0, 1, 5 << 8 | 1 << 15);
        ipi(0, 1, 6 << 8 | 0x9A);
        assertEquals(List.of("1 nmi", "1 init", "1 startup 154"), events);
        assertEquals(0xFF, read(1, SVR), "INIT resets the APIC");
    }

    @Test
    void softwareDisabledApicDropsFixedInterruptsAndMasksItsTable() {
        write(1, LVT_TIMER, 0x40);
        write(1, SVR, 0xFF);
        ipi(0, 1, 0x40);
        assertEquals("000", pending());
        assertEquals(0x1_0040, read(1, LVT_TIMER));
        write(1, LVT_TIMER, 0x40);
        assertEquals(0x1_0040, read(1, LVT_TIMER));
    }

    @Test
    void illegalVectorsAreErrors() {
        write(0, LVT_ERROR, 0xE0);
        ipi(0, 1, 0x0F);
        assertEquals(0xE0, take(0));
        assertEquals(0, read(0, ESR));
        write(0, ESR, 0);
        assertEquals(0x20, read(0, ESR));
        write(0, ESR, 0);
        assertEquals(0, read(0, ESR));
        write(0, 0x3F, 0);
        write(0, ESR, 0);
        assertEquals(0x80, read(0, ESR), "SELF IPI does not exist in xAPIC mode");
    }

    @Test
    void aWithdrawnInterruptIsTheSpuriousVector() {
        write(1, SVR, 0x1EF);
        ipi(0, 1, 0x40);
        write(1, TPR, 0xF0);
        assertEquals(0xEF, apics.get(1).acknowledge());
        assertEquals(0, read(1, ISR + 7));
    }

    @Test
    void oneShotTimerCountsDividedNanoseconds() {
        write(1, LVT_TIMER, 0x40);
        write(1, DIVIDE, 0x3);
        write(1, INITIAL, 1000);
        clock.advance(160);
        assertEquals(990, read(1, CURRENT));
        clock.to(15_999);
        assertFalse(apics.get(1).pending());
        clock.to(16_000);
        assertEquals(0x40, take(1));
        assertEquals(0, read(1, CURRENT));
        write(1, EOI, 0);
        clock.advance(1_000_000);
        assertFalse(apics.get(1).pending());
    }

    @Test
    void periodicTimerReloadsWithoutDrift() {
        write(1, LVT_TIMER, 0x2_0040);
        write(1, DIVIDE, 0xB);
        write(1, INITIAL, 1000);
        for (int i = 1; i <= 5; i++) {
            clock.to(i * 1000L - 1);
            assertFalse(apics.get(1).pending());
            clock.to(i * 1000L);
            take(1);
            write(1, EOI, 0);
        }
        clock.advance(250);
        assertEquals(750, read(1, CURRENT));
    }

    @Test
    void changingTheDividerKeepsTheCount() {
        write(1, DIVIDE, 0xB);
        write(1, INITIAL, 1000);
        clock.advance(400);
        write(1, DIVIDE, 0x0);
        assertEquals(600, read(1, CURRENT));
        clock.advance(200);
        assertEquals(500, read(1, CURRENT));
    }

    @Test
    void maskedTimerCountsSilently() {
        write(1, LVT_TIMER, 0x1_0040);
        write(1, INITIAL, 10);
        clock.advance(1000);
        assertFalse(apics.get(1).pending());
        assertEquals(0, read(1, CURRENT));
    }

    @Test
    void deadlineFiresWhenTheTscOfTheProcessorReachesIt() {
        tscOffset = 5000;
        write(1, LVT_TIMER, 0x4_0040);
        assertTrue(apics.get(1).writeMsr(DEADLINE, 6000));
        assertEquals(6000, apics.get(1).readMsr(DEADLINE));
        clock.to(999);
        assertFalse(apics.get(1).pending());
        clock.to(1000);
        assertEquals(0x40, take(1));
        assertEquals(0, apics.get(1).readMsr(DEADLINE));
    }

    @Test
    void deadlineMovesWithTheTsc() {
        write(1, LVT_TIMER, 0x4_0040);
        apics.get(1).writeMsr(DEADLINE, 6000);
        tscOffset = 5500;
        apics.get(1).tscChanged();
        clock.to(500);
        assertTrue(apics.get(1).pending());
    }

    @Test
    void deadlineOutsideItsModeIsIgnoredAndAFarOneNeverComes() {
        apics.get(1).writeMsr(DEADLINE, 100);
        assertEquals(0, apics.get(1).readMsr(DEADLINE));
        write(1, LVT_TIMER, 0x4_0040);
        apics.get(1).writeMsr(DEADLINE, -1L);
        clock.advance(1_000_000_000_000L);
        assertFalse(apics.get(1).pending());
    }

    @Test
    void lint0PassesThe8259ThroughAtTheBootProcessor() {
        for (LocalApic apic : apics) {
            apic.lint0(true);
        }
        assertEquals("100", pending());
        assertEquals(0x77, take(0));
        write(0, LVT_LINT0, 0x1_0700);
        assertEquals("000", pending());
    }

    @Test
    void lint0InFixedModeIsAnEdge() {
        write(0, LVT_LINT0, 0x31);
        apics.get(0).lint0(true);
        assertEquals(0x31, take(0));
        write(0, EOI, 0);
        apics.get(0).lint0(true);
        assertFalse(apics.get(0).pending());
    }

    @Test
    void disabledApicIsOffTheBusButPassesThe8259Through() {
        assertTrue(apics.get(0).setApicBase(LocalApic.DEFAULT_BASE | 0x100));
        assertEquals(List.of("0 page"), events);
        assertEquals(LocalApic.NO_PAGE, apics.get(0).page());
        ipi(1, 0, 0x40);
        assertEquals("000", pending());
        apics.get(0).lint0(true);
        assertEquals(0x77, take(0));
    }

    @Test
    void apicBaseRefusesReservedBitsAndImpossibleTransitions() {
        LocalApic apic = apics.get(1);
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
        LocalApic apic = apics.get(2);
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
        assertEquals(0x45, take(2));
        assertTrue(apic.writeMsr(0x830, 1L << 32 | 0x46));
        assertEquals("010", pending());
        assertEquals(1L << 32 | 0x46, apic.readMsr(0x830));
    }

    @Test
    void paravirtualEoiIsSettledBeforeTheNextInterrupt() {
        boolean[] bit = {false};
        apics.get(1).assist(new LocalApic.EoiAssist() {
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
        ipi(0, 1, 0x50);
        assertEquals(0x50, take(1));
        assertTrue(bit[0]);
        bit[0] = false; // the guest ends the interrupt without a register write
        ipi(0, 1, 0x41);
        assertEquals(0x41, take(1));
        ipi(0, 1, 0x31);
        assertFalse(bit[0], "something waits: the guest must write EOI");
        assertFalse(apics.get(1).pending());
        write(1, EOI, 0);
        assertEquals(0x31, take(1));
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        write(1, LVT_TIMER, 0x2_0040);
        write(1, INITIAL, 1000);
        ipi(0, 1, 0x52);
        take(1);
        ipi(0, 1, 0x91);
        TestClock otherClock = new TestClock();
        LocalApic other = apic(1, new ApicBus(), otherClock);
        TestClock onlyThis = new TestClock();
        LocalApic same = apic(1, new ApicBus(), onlyThis);
        States.restore(States.save(apics.get(1)), other);
        States.restore(States.save(apics.get(1)), same);
        assertEquals(States.hash(apics.get(1)), States.hash(other));
        assertEquals(0x91, other.acknowledge());
        assertEquals(0x91, same.acknowledge());
        assertEquals(States.hash(same), States.hash(other));
    }

    // ---- I/O APIC ----

    private void entry(int pin, long value) {
        ioApic.write(0x00, 4, 0x10 + 2 * pin);
        ioApic.write(0x10, 4, value & 0xFFFF_FFFFL);
        ioApic.write(0x00, 4, 0x11 + 2 * pin);
        ioApic.write(0x10, 4, value >>> 32);
    }

    private long entry(int pin) {
        ioApic.write(0x00, 4, 0x10 + 2 * pin);
        long low = ioApic.read(0x10, 4);
        ioApic.write(0x00, 4, 0x11 + 2 * pin);
        return low | ioApic.read(0x10, 4) << 32;
    }

    @Test
    void ioApicHasTwentyFourMaskedPinsAndAnId() {
        ioApic.write(0, 4, 1);
        assertEquals(0x0017_0020, ioApic.read(0x10, 4));
        ioApic.write(0, 4, 0);
        assertEquals(0x0500_0000, ioApic.read(0x10, 4));
        assertEquals(1 << 16, entry(23));
    }

    @Test
    void edgeIsSentOnceAndLostWhileMasked() {
        ioApic.pin(4).set(true);
        entry(4, 1L << 56 | 0x34);
        assertEquals("000", pending());
        ioApic.pin(4).set(false);
        ioApic.pin(4).set(true);
        assertEquals("010", pending());
        assertEquals(0x34, take(1));
        write(1, EOI, 0);
        assertFalse(apics.get(1).pending());
    }

    @Test
    void levelHoldsRemoteIrrUntilEoiAndIsSentAgainWhileAsserted() {
        entry(9, 1L << 56 | 1 << 15 | 0x39);
        ioApic.pin(9).set(true);
        assertEquals(1 << 14, entry(9) & 1 << 14);
        assertEquals(0x39, take(1));
        assertEquals(1 << (0x39 & 31), read(1, 0x18 + 1), "TMR");
        write(1, EOI, 0);
        assertEquals(0x39, take(1));
        ioApic.pin(9).set(false);
        write(1, EOI, 0);
        assertFalse(apics.get(1).pending());
        assertEquals(0, entry(9) & 1 << 14);
    }

    @Test
    void levelWaitsForTheMaskToOpen() {
        entry(9, 1L << 56 | 1 << 16 | 1 << 15 | 0x39);
        ioApic.pin(9).set(true);
        assertEquals("000", pending());
        entry(9, 1L << 56 | 1 << 15 | 0x39);
        assertEquals("010", pending());
    }

    @Test
    void remoteIrrClearsByEoiRegisterAndByEdgeMode() {
        entry(9, 1L << 56 | 1 << 15 | 0x39);
        ioApic.pin(9).set(true);
        ioApic.pin(9).set(false);
        ioApic.write(0x40, 4, 0x39);
        assertEquals(0, entry(9) & 1 << 14);
        ioApic.pin(9).set(true);
        entry(9, 1L << 56 | 1 << 16 | 0x39);
        assertEquals(0, entry(9) & 1 << 14);
    }

    @Test
    void deliveryStatusAndRemoteIrrAreReadOnly() {
        entry(3, 1 << 16 | 1 << 14 | 1 << 12);
        assertEquals(1 << 16, entry(3));
    }

    @Test
    void ioApicStateSurvivesSavingAndRestoring() {
        entry(9, 1L << 56 | 1 << 15 | 0x39);
        ioApic.pin(9).set(true);
        IoApic other = new IoApic(new ApicBus(), 0);
        States.restore(States.save(ioApic), other);
        assertEquals(States.hash(ioApic), States.hash(other));
    }
}
