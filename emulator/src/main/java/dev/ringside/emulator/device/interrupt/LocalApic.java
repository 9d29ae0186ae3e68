package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.cpu.InterruptSource;
import dev.ringside.emulator.cpu.MsrName;
import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.state.StateStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The local APIC of one processor in xAPIC and x2APIC mode (Intel SDM volume 3, chapter 11): acceptance and priority of
 * interrupts, inter-processor interrupts, local vector table, timer, errors. Its registers are listed in
 * {@link ApicRegister} and reached through {@link ApicAccess}; its memory window is {@link ApicWindow}.
 *
 * <p>The boot processor's LINT0 passes the 8259 pair through after a reset, as firmware leaves it (virtual wire mode), and
 * while the APIC is switched off. There is no SMM: system management interrupts are dropped.
 */
public final class LocalApic implements Device, InterruptSource {
    /** What an APIC asks of its processor. */
    public interface Processor {
        /** {@link InterruptSource#pending} may have become true. */
        void interruptPending();

        /** A non-maskable interrupt. */
        void nmi();

        /** An INIT message: the processor resets, keeping its MSRs and FPU, and waits for a start-up unless it is the boot processor. */
        void init();

        /** A start-up message: a waiting processor begins in real mode at {@code vector << 12}. */
        void startup(int vector);

        /** The processor's time-stamp counter minus virtual time, for deadlines. */
        long tscOffset();
    }

    /** A paravirtual end of interrupt: the hypervisor lets the guest end an interrupt by clearing a bit in memory. */
    public interface EoiAssist {
        /** One edge-triggered interrupt was delivered and nothing waits behind it. Returns whether the bit was set. */
        boolean offer();

        /** Takes an offer back. Returns true if the guest had already cleared the bit, that is, ended the interrupt. */
        boolean retract();
    }

    /**
     * What this APIC can do; must agree with CPUID.
     *
     * @param physicalAddressBits MAXPHYADDR
     */
    public record Features(int physicalAddressBits, boolean x2Apic, boolean tscDeadline) { }

    /** IA32_APIC_BASE after reset: at this address, enabled. */
    public static final long DEFAULT_BASE = 0xFEE0_0000L;

    /** {@link #page} of an APIC that is switched off or in x2APIC mode. */
    public static final long NO_PAGE = -1;

    private static final int DFR_FLAT = 0xF;
    private static final int ESR_SEND_ILLEGAL_VECTOR = 1 << 5;
    private static final int ESR_RECEIVE_ILLEGAL_VECTOR = 1 << 6;
    private static final int ESR_ILLEGAL_REGISTER = 1 << 7;
    private static final int FIRST_LEGAL_VECTOR = 16;

    private static final int ICR_LOGICAL = 1 << 11;
    private static final int ICR_ASSERT = 1 << 14;
    private static final int ICR_LEVEL = 1 << 15;
    private static final int ICR_SHORTHAND_SHIFT = 18;

    /** The shorthand "self" of an interrupt command. */
    static final int ICR_SELF = 1 << ICR_SHORTHAND_SHIFT;

    private final int id;
    private final boolean bootProcessor;
    private final ApicBase base;
    private final ApicBus bus;
    private final IntSupplier pic;
    private final ApicTimer timer;
    private final ApicAccess access;
    private final Runnable pageMoved;
    private Processor processor;
    private EoiAssist eoiAssist;

    private final ApicRegisterFile registers = new ApicRegisterFile();
    private final PendingInterrupts interrupts = new PendingInterrupts();
    private int errors;
    private int newErrors;
    private boolean lint0;
    private boolean lint1;
    /** An I/O APIC pin passed the 8259's request on; it holds as long as the request. */
    private boolean extIntMessage;
    private boolean eoiOffered;
    /** Derived: whether a request is above the processor priority. */
    private boolean deliverable;

    /**
     * @param id its APIC id, also its x2APIC id
     * @param pic an acknowledge cycle of the 8259 pair
     * @param pageMoved runs when {@link #page} has changed
     */
    public LocalApic(int id, boolean bootProcessor, Features features, Clock clock, ApicBus bus, IntSupplier pic,
            Runnable pageMoved) {
        this.id = id;
        this.bootProcessor = bootProcessor;
        this.bus = bus;
        this.pic = pic;
        this.pageMoved = pageMoved;
        timer = new ApicTimer("lapic" + id + ".timer", clock, () -> deliverLocal(ApicRegister.LVT_TIMER));
        bus.connect(this);
        base = new ApicBase(bootProcessor, features);
        access = new ApicAccess(this, features, base, registers, interrupts, timer);
        initialise();
    }

    /** Joins the processor this APIC serves; must happen before the machine runs. */
    public void connect(Processor newProcessor) {
        processor = newProcessor;
    }

    /** Joins a platform's paravirtual end of interrupt; null for none. */
    public void assist(EoiAssist assist) {
        eoiAssist = assist;
    }

    /** A hypervisor sends this processor an interrupt, as an IPI with interrupt command {@code icr} would: mode and vector count. */
    public void interrupt(int icr) {
        receive(DeliveryMode.of(icr), icr & 0xFF, false);
    }

    /** Its APIC id. */
    public int id() {
        return id;
    }

    @Override
    public String name() {
        return "lapic" + id;
    }

    @Override
    public void reset() {
        base.reset();
        initialise();
        pageMoved.run();
    }

    /** The state after INIT; only IA32_APIC_BASE survives it. */
    private void initialise() {
        registers.reset(bootProcessor);
        interrupts.clear();
        errors = 0;
        newErrors = 0;
        extIntMessage = false;
        eoiOffered = false;
        deliverable = false;
        timer.reset();
    }

    boolean softwareEnabled() {
        return registers.softwareEnabled();
    }

    // ---- priority ----

    /** PPR; the bus compares it to find the lowest priority. */
    int processorPriority() {
        return interrupts.processorPriority(registers.get(ApicRegister.TPR));
    }

    /** Takes an offered paravirtual end of interrupt back before anything else is decided. */
    private void settleOffer() {
        if (eoiOffered) {
            eoiOffered = false;
            if (eoiAssist.retract()) {
                endHighest();
            }
        }
    }

    /** Decides anew what is delivered next. */
    void update() {
        settleOffer();
        deliverable = interrupts.deliverable(registers.get(ApicRegister.TPR));
        if (pending()) {
            processor.interruptPending();
        }
    }

    @Override
    public boolean pending() {
        return deliverable || lint0 && extIntRouted();
    }

    /** Whether the 8259's request reaches the processor. */
    private boolean extIntRouted() {
        if (!base.enabled()) {
            return bootProcessor;
        }
        int entry = registers.get(ApicRegister.LVT_LINT0);
        return extIntMessage || (entry & ApicRegisterFile.MASKED) == 0 && DeliveryMode.of(entry) == DeliveryMode.EXTINT;
    }

    @Override
    public int acknowledge() {
        if (lint0 && extIntRouted()) {
            return pic.getAsInt();
        }
        if (!deliverable) {
            return registers.get(ApicRegister.SVR) & 0xFF;
        }
        int vector = interrupts.take();
        update();
        eoiOffered = eoiAssist != null && interrupts.onlyEdge(vector) && eoiAssist.offer();
        return vector;
    }

    private void endHighest() {
        int vector = interrupts.end();
        if (vector >= 0) {
            bus.endOfInterrupt(vector);
        }
    }

    // ---- messages and wires ----

    /** Whether a message is for this processor. */
    boolean isTarget(int destination, int everybody, boolean logical) {
        if (!base.enabled()) {
            return false;
        }
        if (destination == everybody) {
            return true;
        }
        if (!logical) {
            return destination == id;
        }
        if (base.x2()) {
            int address = logicalX2();
            return address >>> 16 == destination >>> 16 && (address & destination & 0xFFFF) != 0;
        }
        int address = registers.get(ApicRegister.LDR) >>> 24;
        int common = address & destination & 0xFF;
        if (registers.get(ApicRegister.DFR) >>> 28 == DFR_FLAT) {
            return common != 0;
        }
        return address >> 4 == (destination >> 4 & 15) && (common & 15) != 0;
    }

    /** The logical address in x2APIC mode: cluster in the high half, one bit for the processor in the low half. */
    int logicalX2() {
        return id >> 4 << 16 | 1 << (id & 15);
    }

    /** Takes a message from the bus. */
    void receive(DeliveryMode mode, int vector, boolean level) {
        switch (mode) {
            case FIXED, LOWEST_PRIORITY -> accept(vector, level);
            case NMI -> processor.nmi();
            case INIT -> {
                initialise();
                processor.init();
            }
            case STARTUP -> processor.startup(vector);
            case EXTINT -> {
                extIntMessage = lint0;
                update();
            }
            case SMI, RESERVED -> { }
        }
    }

    private void accept(int vector, boolean level) {
        if (!softwareEnabled()) {
            return;
        }
        if (vector < FIRST_LEGAL_VECTOR) {
            error(ESR_RECEIVE_ILLEGAL_VECTOR);
            return;
        }
        interrupts.request(vector, level);
        update();
    }

    private void error(int bit) {
        boolean first = (newErrors & bit) == 0;
        newErrors |= bit;
        if (first) {
            deliverLocal(ApicRegister.LVT_ERROR);
        }
    }

    private void deliverLocal(ApicRegister lvt) {
        int entry = registers.get(lvt);
        if ((entry & ApicRegisterFile.MASKED) == 0) {
            // the timer has mode bits elsewhere, and its and the error entry's delivery mode is always fixed
            boolean fixed = lvt == ApicRegister.LVT_TIMER || lvt == ApicRegister.LVT_ERROR;
            receive(fixed ? DeliveryMode.FIXED : DeliveryMode.of(entry), entry & 0xFF, false);
        }
    }

    /** Drives LINT0, the INTR output of the 8259 pair. */
    public void lint0(boolean level) {
        boolean rises = level && !lint0;
        lint0 = level;
        extIntMessage &= level;
        boolean passThrough = !base.enabled() || DeliveryMode.of(registers.get(ApicRegister.LVT_LINT0)) == DeliveryMode.EXTINT;
        if (rises && !passThrough) {
            deliverLocal(ApicRegister.LVT_LINT0);
        } else if (rises) {
            update();
        }
    }

    /** Drives LINT1, the NMI wire of a PC. */
    public void lint1(boolean level) {
        boolean rises = level && !lint1;
        lint1 = level;
        if (rises && !base.enabled()) {
            processor.nmi();
        } else if (rises) {
            deliverLocal(ApicRegister.LVT_LINT1);
        }
    }

    /** Carries out an interrupt command. */
    void sendIpi(int command, int destination, int everybody) {
        DeliveryMode mode = DeliveryMode.of(command);
        int vector = command & 0xFF;
        boolean deassert = mode == DeliveryMode.INIT && (command & (ICR_LEVEL | ICR_ASSERT)) == ICR_LEVEL;
        boolean fixed = mode == DeliveryMode.FIXED || mode == DeliveryMode.LOWEST_PRIORITY;
        if (fixed && vector < FIRST_LEGAL_VECTOR) {
            error(ESR_SEND_ILLEGAL_VECTOR);
            return;
        }
        if (deassert || mode == DeliveryMode.EXTINT) {
            return; // INIT de-assert only synchronised arbitration ids of old; an IPI cannot be ExtINT
        }
        switch (command >>> ICR_SHORTHAND_SHIFT & 3) {
            case 0 -> bus.send(destination, everybody, (command & ICR_LOGICAL) != 0, mode, vector, false);
            case 1 -> {
                if (fixed) {
                    accept(vector, false);
                }
            }
            case 2 -> {
                if (fixed) {
                    bus.sendAll(null, DeliveryMode.FIXED, vector);
                }
            }
            default -> bus.sendAll(this, mode, vector);
        }
    }

    // ---- registers ----

    /** Physical address at which the registers can be reached in memory, or {@link #NO_PAGE}. */
    public long page() {
        return base.page();
    }

    int readPage(int slot) {
        return access.readPage(slot);
    }

    void writePage(int slot, int value) {
        access.writePage(slot, value);
    }

    int errors() {
        return errors;
    }

    /** A write to ESR: the errors since the last one become readable. */
    void latchErrors() {
        errors = newErrors;
        newErrors = 0;
    }

    void illegalRegister() {
        error(ESR_ILLEGAL_REGISTER);
    }

    /** A write to EOI. */
    void endOfInterrupt() {
        settleOffer();
        endHighest();
        update();
    }

    /** Before a register is read: what a paravirtual end of interrupt left open is decided. */
    void settle() {
        if (eoiOffered) {
            update();
        }
    }

    long tscOffset() {
        return processor.tscOffset();
    }

    // ---- the processor's side ----

    @Override
    public int taskPriority() {
        return registers.get(ApicRegister.TPR) >> 4;
    }

    @Override
    public void setTaskPriority(int value) {
        access.write(ApicRegister.TPR, (value & 15) << 4);
    }

    @Override
    public long apicBase() {
        return base.value();
    }

    @Override
    public boolean setApicBase(long value) {
        if (!base.allows(value)) {
            return false;
        }
        boolean was = base.enabled();
        base.set(value);
        if (was && !base.enabled()) {
            initialise();
        }
        pageMoved.run();
        update();
        return true;
    }

    @Override
    public boolean handlesMsr(int msr) {
        return access.handlesMsr(msr);
    }

    @Override
    public boolean readsMsr(int msr) {
        return access.readsMsr(msr);
    }

    @Override
    public long readMsr(int msr) {
        return access.readMsr(msr);
    }

    @Override
    public long peekMsr(int msr) {
        return access.peekMsr(msr);
    }

    @Override
    public List<MsrName> msrs() {
        return access.msrs();
    }

    /** What it holds, without touching it. */
    public LocalApicState peek() {
        Map<String, Integer> values = new LinkedHashMap<>();
        for (ApicRegister register : ApicRegister.values()) {
            if (register.words() == 1 && (register.readable(true) || register.readable(false))) {
                values.put(register.name(), access.peek(register, register.slot()));
            }
        }
        return new LocalApicState(id, base.value(), base.x2(), base.enabled() && softwareEnabled(), values, registers.get(ApicRegister.TPR),
                processorPriority(), interrupts.inService.vectors(), interrupts.requested.vectors(), interrupts.triggerMode.vectors(), deliverable,
                lint0, eoiOffered, timer.peek());
    }

    @Override
    public boolean writeMsr(int msr, long value) {
        return access.writeMsr(msr, value);
    }

    @Override
    public void tscChanged() {
        timer.tscChanged(processor.tscOffset());
    }

    @Override
    public void state(StateStream s) {
        s.part("base", base);
        s.part("registers", registers);
        s.part("interrupts", interrupts);
        errors = s.i32("errors", errors);
        newErrors = s.i32("newErrors", newErrors);
        lint0 = s.bool("lint0", lint0);
        lint1 = s.bool("lint1", lint1);
        extIntMessage = s.bool("extIntMessage", extIntMessage);
        eoiOffered = s.bool("eoiOffered", eoiOffered);
        s.part("timer", timer);
        deliverable = s.bool("deliverable", deliverable);
        if (s.restoring()) {
            pageMoved.run();
        }
    }
}
