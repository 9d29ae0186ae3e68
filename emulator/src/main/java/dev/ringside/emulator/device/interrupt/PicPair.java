package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.state.StateStream;
import java.util.List;

/** The PC's two 8259A in cascade: IRQ 0 to 7 on the master, 8 to 15 on the slave behind the master's input 2. */
public final class PicPair implements Device {
    private static final int MASTER_PORT = 0x20;
    private static final int SLAVE_PORT = 0xA0;
    private static final int MASTER_ELCR = 0x4D0;
    private static final int SLAVE_ELCR = 0x4D1;
    /** IRQ 0, 1, 2 (timer, keyboard, cascade) stay edge-triggered. */
    private static final int MASTER_ELCR_WRITABLE = 0xF8;
    /** IRQ 8 and 13 (clock, coprocessor) stay edge-triggered. */
    private static final int SLAVE_ELCR_WRITABLE = 0xDE;

    private final Pic8259 master;
    private final Pic8259 slave;

    /**
     * @param levelIrqs a bit for each IRQ that firmware leaves level-triggered (the SCI, PCI interrupts)
     * @param intr the INTR wire to the processors
     */
    public PicPair(int levelIrqs, InterruptLine intr) {
        master = new Pic8259("pic0", MASTER_PORT, MASTER_ELCR, MASTER_ELCR_WRITABLE,
                levelIrqs & MASTER_ELCR_WRITABLE, true, intr);
        slave = new Pic8259("pic1", SLAVE_PORT, SLAVE_ELCR, SLAVE_ELCR_WRITABLE,
                levelIrqs >> 8 & SLAVE_ELCR_WRITABLE, false, level -> master.input(Pic8259.CASCADE, level));
    }

    /** Claims ports 20h-21h, A0h-A1h, 4D0h and 4D1h. */
    public void attach(PortBus bus) {
        bus.claim(MASTER_PORT, 2, PortBus.BYTE, master);
        bus.claim(MASTER_ELCR, 1, PortBus.BYTE, master);
        bus.claim(SLAVE_PORT, 2, PortBus.BYTE, slave);
        bus.claim(SLAVE_ELCR, 1, PortBus.BYTE, slave);
    }

    /** The wire of ISA interrupt {@code irq}, 0 to 15 but 2, which is the cascade. */
    public InterruptLine line(int irq) {
        return irq < 8 ? level -> master.input(irq, level) : level -> slave.input(irq - 8, level);
    }

    /** An interrupt acknowledge cycle: returns the vector, that of IR7 when the request is gone. */
    public int acknowledge() {
        int irq = master.acknowledge();
        return irq == Pic8259.CASCADE ? slave.vector(slave.acknowledge()) : master.vector(irq);
    }

    /** Master and slave as they stand. */
    public List<PicState> peek() {
        return List.of(master.peek(), slave.peek());
    }

    @Override
    public String name() {
        return "pic";
    }

    @Override
    public void reset() {
        slave.reset();
        master.reset();
    }

    @Override
    public void state(StateStream s) {
        s.part(master.name(), master);
        s.part(slave.name(), slave);
    }
}
