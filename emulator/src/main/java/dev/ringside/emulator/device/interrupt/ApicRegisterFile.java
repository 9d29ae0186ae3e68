package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.Arrays;

/** The registers of a local APIC that hold what was written to them: TPR, LDR, DFR, SVR, ICR and the local vector table. */
final class ApicRegisterFile implements Stateful {
    /** The mask bit of an entry of the local vector table. */
    static final int MASKED = 1 << 16;

    private static final int SLOTS = 0x40;
    private static final int SVR_ENABLED = 1 << 8;
    private static final int EXTINT = DeliveryMode.EXTINT.ordinal() << 8;
    private static final int NMI = DeliveryMode.NMI.ordinal() << 8;

    private final int[] bySlot = new int[SLOTS];

    /** The values after INIT; the boot processor's pins are set up as firmware leaves them (virtual wire mode). */
    void reset(boolean bootProcessor) {
        Arrays.fill(bySlot, 0);
        set(ApicRegister.DFR, 0xFFFF_FFFF);
        set(ApicRegister.SVR, 0xFF);
        maskAll();
        if (bootProcessor) {
            set(ApicRegister.LVT_LINT0, EXTINT);
            set(ApicRegister.LVT_LINT1, NMI);
        }
    }

    int get(ApicRegister register) {
        return bySlot[register.slot()];
    }

    void set(ApicRegister register, int value) {
        bySlot[register.slot()] = value;
    }

    boolean softwareEnabled() {
        return (get(ApicRegister.SVR) & SVR_ENABLED) != 0;
    }

    /** Masks every entry of the local vector table. */
    void maskAll() {
        for (int slot = ApicRegister.LVT_TIMER.slot(); slot <= ApicRegister.LVT_ERROR.slot(); slot++) {
            bySlot[slot] |= MASKED;
        }
    }

    @Override
    public void state(StateStream s) {
        s.i32s("bySlot", bySlot);
    }
}
