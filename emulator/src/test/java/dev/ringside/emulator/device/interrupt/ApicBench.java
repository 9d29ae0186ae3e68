package dev.ringside.emulator.device.interrupt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.TestClock;
import java.util.ArrayList;
import java.util.List;

/** Three processors' local APICs, switched on, and an I/O APIC on one bus; tests write and read registers and see who is interrupted. */
final class ApicBench {
    /** Registers of a local APIC: offset in its page divided by 16; the deadline is an MSR. */
    static final int ID = 0x02;
    static final int TPR = 0x08;
    static final int PPR = 0x0A;
    static final int EOI = 0x0B;
    static final int LDR = 0x0D;
    static final int DFR = 0x0E;
    static final int SVR = 0x0F;
    static final int ISR = 0x10;
    static final int IRR = 0x20;
    static final int ESR = 0x28;
    static final int ICR = 0x30;
    static final int ICR_HIGH = 0x31;
    static final int LVT_TIMER = 0x32;
    static final int LVT_LINT0 = 0x35;
    static final int LVT_ERROR = 0x37;
    static final int INITIAL = 0x38;
    static final int CURRENT = 0x39;
    static final int DIVIDE = 0x3E;
    static final int DEADLINE = 0x6E0;

    final TestClock clock = new TestClock();
    private final ApicBus bus = new ApicBus();
    final List<LocalApic> apics = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    long tscOffset;
    final IoApic ioApic = new IoApic(bus, 5);

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

    ApicBench() {
        for (int i = 0; i < 3; i++) {
            apics.add(apic(i, bus, clock));
            write(i, SVR, 0x1FF);
        }
    }

    /** One more local APIC, with a processor whose events are listed with those of the others. */
    LocalApic apic(int id, ApicBus on, TestClock time) {
        LocalApic apic = new LocalApic(id, id == 0, new LocalApic.Features(40, true, true), time, on, () -> 0x77,
                () -> events.add(id + " page"));
        apic.connect(new Cpu(id));
        return apic;
    }

    void write(int cpu, int slot, int value) {
        apics.get(cpu).writePage(slot, value);
    }

    int read(int cpu, int slot) {
        return apics.get(cpu).readPage(slot);
    }

    /** Writes both halves of the interrupt command register: destination in bits 31-24 of the upper one. */
    void ipi(int cpu, int destination, int command) {
        write(cpu, ICR_HIGH, destination << 24);
        write(cpu, ICR, command);
    }

    /** A 1 for each APIC that has an interrupt for its processor, a 0 for each that has none. */
    String pending() {
        StringBuilder s = new StringBuilder();
        for (LocalApic apic : apics) {
            s.append(apic.pending() ? '1' : '0');
        }
        return s.toString();
    }

    /** The vector that the processor takes; there has to be one. */
    int take(int cpu) {
        assertTrue(apics.get(cpu).pending());
        return apics.get(cpu).acknowledge();
    }
}
