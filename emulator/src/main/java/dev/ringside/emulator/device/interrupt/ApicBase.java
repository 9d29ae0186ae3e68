package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/** IA32_APIC_BASE (Intel SDM volume 3, sections 11.4.4 and 11.12.1): where the registers are and in which mode. */
final class ApicBase implements Stateful {
    private static final long BSP = 1 << 8;
    private static final long EXTD = 1 << 10;
    private static final long EN = 1 << 11;
    private static final long PAGE_SIZE = 0x1000;

    private final boolean bootProcessor;
    private final long defined;
    private long value;

    ApicBase(boolean bootProcessor, LocalApic.Features features) {
        this.bootProcessor = bootProcessor;
        long address = (1L << features.physicalAddressBits()) - PAGE_SIZE;
        defined = address | BSP | EN | (features.x2Apic() ? EXTD : 0);
        reset();
    }

    void reset() {
        value = LocalApic.DEFAULT_BASE | EN | (bootProcessor ? BSP : 0);
    }

    long value() {
        return value;
    }

    boolean enabled() {
        return (value & EN) != 0;
    }

    boolean x2() {
        return (value & EXTD) != 0;
    }

    /** Address of the register page, or {@link LocalApic#NO_PAGE}. */
    long page() {
        return enabled() && !x2() ? value & -PAGE_SIZE : LocalApic.NO_PAGE;
    }

    /** Whether a write of {@code next} is legal: x2APIC mode is entered from xAPIC mode only and left by disabling only. */
    boolean allows(long next) {
        boolean en = (next & EN) != 0;
        boolean extd = (next & EXTD) != 0;
        return (next & ~defined) == 0 && !(extd && (!en || !enabled())) && !(!extd && en && x2());
    }

    void set(long next) {
        value = next;
    }

    @Override
    public void state(StateStream s) {
        value = s.i64("value", value);
    }
}
