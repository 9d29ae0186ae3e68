package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.cpu.MsrName;
import java.util.ArrayList;
import java.util.List;

/**
 * How a processor reaches the registers of its local APIC: through the memory window in xAPIC mode, as MSRs in x2APIC mode
 * (Intel SDM volume 3, sections 11.4 and 11.12.1). What a write sets off is done by {@link LocalApic}.
 */
final class ApicAccess {
    private static final int MSR_TSC_DEADLINE = 0x6E0;
    private static final int MSR_FIRST = 0x800;
    private static final int MSR_LAST = 0x8FF;

    /** Version 14h, six LVT entries, no suppression of EOI broadcasts. */
    private static final int VERSION_VALUE = 5 << 16 | 0x14;
    private static final int TIMER_MODE_SHIFT = 17;

    private final LocalApic apic;
    private final LocalApic.Features features;
    private final ApicBase base;
    private final ApicRegisterFile registers;
    private final PendingInterrupts interrupts;
    private final ApicTimer timer;

    ApicAccess(LocalApic apic, LocalApic.Features features, ApicBase base, ApicRegisterFile registers, PendingInterrupts interrupts,
            ApicTimer timer) {
        this.apic = apic;
        this.features = features;
        this.base = base;
        this.registers = registers;
        this.interrupts = interrupts;
        this.timer = timer;
    }

    // ---- memory window ----

    /** Reads a register through the memory window; a reserved one is an error and reads 0. */
    int readPage(int slot) {
        ApicRegister register = ApicRegister.at(slot);
        if (register == null || !register.readable(false)) {
            apic.illegalRegister();
            return 0;
        }
        return register == ApicRegister.ID ? apic.id() << 24 : read(register, slot);
    }

    /** Writes a register through the memory window. */
    void writePage(int slot, int value) {
        ApicRegister register = ApicRegister.at(slot);
        if (register == null || !register.writable(false)) {
            apic.illegalRegister();
        } else if (register == ApicRegister.ICR) {
            registers.set(register, value & register.writable);
            apic.sendIpi(value, registers.get(ApicRegister.ICR_HIGH) >>> 24, ApicBus.BROADCAST);
        } else {
            write(register, value);
        }
    }

    // ---- either way ----

    private int read(ApicRegister register, int slot) {
        apic.settle();
        return peek(register, slot);
    }

    /** What a register holds; what a paravirtual end of interrupt left open stays so. */
    int peek(ApicRegister register, int slot) {
        return switch (register) {
            case ID -> apic.id();
            case VERSION -> VERSION_VALUE;
            case APR, PPR -> apic.processorPriority();
            case LDR -> base.x2() ? apic.logicalX2() : registers.get(register);
            case ISR -> interrupts.inService.register(slot - register.slot());
            case TMR -> interrupts.triggerMode.register(slot - register.slot());
            case IRR -> interrupts.requested.register(slot - register.slot());
            case ESR -> apic.errors();
            case INITIAL_COUNT -> (int) timer.initial();
            case CURRENT_COUNT -> (int) timer.current();
            case DIVIDE -> timer.divide();
            default -> registers.get(register);
        };
    }

    void write(ApicRegister register, int written) {
        int value = written & register.writable;
        switch (register) {
            case EOI -> apic.endOfInterrupt();
            case ESR -> apic.latchErrors();
            case DFR -> registers.set(register, value | ~register.writable);
            case SVR -> {
                registers.set(register, value);
                if (!registers.softwareEnabled()) {
                    registers.maskAll();
                }
            }
            case LVT_TIMER -> writeTimerEntry(value);
            case LVT_THERMAL, LVT_PERFORMANCE, LVT_LINT0, LVT_LINT1, LVT_ERROR -> {
                registers.set(register, registers.softwareEnabled() ? value : value | ApicRegisterFile.MASKED);
                apic.update();
            }
            case INITIAL_COUNT -> timer.setInitial(value & 0xFFFF_FFFFL);
            case DIVIDE -> timer.setDivide(value);
            case SELF_IPI -> apic.sendIpi(LocalApic.ICR_SELF | value, 0, ApicBus.BROADCAST_X2);
            default -> {
                registers.set(register, value);
                apic.update();
            }
        }
    }

    private void writeTimerEntry(int value) {
        int entry = features.tscDeadline() ? value : value & ~(1 << TIMER_MODE_SHIFT + 1);
        registers.set(ApicRegister.LVT_TIMER, registers.softwareEnabled() ? entry : entry | ApicRegisterFile.MASKED);
        timer.setMode(entry >> TIMER_MODE_SHIFT & 3);
    }

    // ---- MSRs ----

    boolean handlesMsr(int msr) {
        if (msr == MSR_TSC_DEADLINE) {
            return features.tscDeadline();
        }
        ApicRegister register = msr >= MSR_FIRST && msr <= MSR_LAST && base.x2() ? ApicRegister.at(msr - MSR_FIRST) : null;
        return register != null && (register.readable(true) || register.writable(true));
    }

    boolean readsMsr(int msr) {
        return handlesMsr(msr) && (msr == MSR_TSC_DEADLINE || ApicRegister.at(msr - MSR_FIRST).readable(true));
    }

    long readMsr(int msr) {
        if (msr != MSR_TSC_DEADLINE) {
            apic.settle();
        }
        return peekMsr(msr);
    }

    /** The MSRs that can be read now. */
    List<MsrName> msrs() {
        List<MsrName> names = new ArrayList<>();
        if (features.tscDeadline()) {
            names.add(new MsrName("TSC_DEADLINE", MSR_TSC_DEADLINE));
        }
        for (int msr = MSR_FIRST; msr <= MSR_LAST && base.x2(); msr++) {
            if (readsMsr(msr)) {
                ApicRegister register = ApicRegister.at(msr - MSR_FIRST);
                names.add(new MsrName("X2APIC_" + register + (register.words() > 1 ? msr - MSR_FIRST - register.slot() : ""), msr));
            }
        }
        return names;
    }

    /** What reading would answer. */
    long peekMsr(int msr) {
        if (msr == MSR_TSC_DEADLINE) {
            return timer.deadline();
        }
        ApicRegister register = ApicRegister.at(msr - MSR_FIRST);
        long value = peek(register, msr - MSR_FIRST) & 0xFFFF_FFFFL;
        return register == ApicRegister.ICR ? value | (long) registers.get(ApicRegister.ICR_HIGH) << 32 : value;
    }

    boolean writeMsr(int msr, long value) {
        if (msr == MSR_TSC_DEADLINE) {
            timer.setDeadline(value, apic.tscOffset());
            return true;
        }
        ApicRegister register = ApicRegister.at(msr - MSR_FIRST);
        long defined = (register.writable | register.status()) & 0xFFFF_FFFFL
            | (register == ApicRegister.ICR ? 0xFFFF_FFFFL << 32 : 0);
        if (!register.writable(true) || (value & ~defined) != 0) {
            return false;
        }
        if (register == ApicRegister.ICR) {
            registers.set(register, (int) value);
            registers.set(ApicRegister.ICR_HIGH, (int) (value >>> 32));
            apic.sendIpi((int) value, (int) (value >>> 32), ApicBus.BROADCAST_X2);
        } else {
            write(register, (int) value);
        }
        return true;
    }
}
