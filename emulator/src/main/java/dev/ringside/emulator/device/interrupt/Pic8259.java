package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;

/**
 * One 8259A interrupt controller as the PIIX3 holds two of them (8259A datasheet; edge/level register from the 82371SB
 * datasheet). Ports: base (A0 = 0) and base + 1 (A0 = 1), and the edge/level control register (ELCR).
 *
 * <p>In edge mode a request lives as long as its wire is high: one that goes away before the acknowledge cycle makes the
 * chip answer with IR7, the spurious interrupt, and no in-service bit.
 */
public final class Pic8259 implements Device, PortDevice {
    /** The input that carries the slave's output. */
    static final int CASCADE = 2;
    private static final int SPURIOUS = 7;

    // ICW1, recognised at A0 = 0 by bit 4
    private static final int ICW1 = 1 << 4;
    private static final int ICW1_LTIM = 1 << 3;
    private static final int ICW1_SNGL = 1 << 1;
    private static final int ICW1_IC4 = 1;
    // ICW4
    private static final int ICW4_AEOI = 1 << 1;
    private static final int ICW4_SFNM = 1 << 4;
    // OCW3, recognised at A0 = 0 by bits 4:3 = 01
    private static final int OCW3 = 1 << 3;
    private static final int OCW3_ESMM = 1 << 6;
    private static final int OCW3_SMM = 1 << 5;
    private static final int OCW3_POLL = 1 << 2;
    private static final int OCW3_RR = 1 << 1;
    private static final int OCW3_RIS = 1;
    private static final int POLL_PENDING = 1 << 7;

    /** The command word expected next at A0 = 1. */
    private enum Step { ICW2, ICW3, ICW4, READY }

    private final String name;
    private final int basePort;
    private final int elcrPort;
    private final int elcrWritable;
    private final int elcrAtReset;
    private final boolean master;
    private final InterruptLine output;

    private int lines;
    private int edges;
    private int inService;
    private int mask;
    private int elcr;
    private int vectorBase;
    private int lowestPriority;
    private Step step = Step.READY;
    private boolean single;
    private boolean wantsIcw4;
    private boolean levelTriggered;
    private boolean autoEoi;
    private boolean rotateOnAutoEoi;
    private boolean specialFullyNested;
    private boolean specialMask;
    private boolean readInService;
    private boolean polling;

    /**
     * @param elcrWritable inputs whose trigger mode the guest may choose; the others are edge-triggered for good
     * @param elcrAtReset what firmware leaves in the ELCR: the level-triggered inputs of this machine
     * @param output INT: an input of the master, or INTR of the processors
     */
    Pic8259(String name, int basePort, int elcrPort, int elcrWritable, int elcrAtReset, boolean master, InterruptLine output) {
        this.name = name;
        this.basePort = basePort;
        this.elcrPort = elcrPort;
        this.elcrWritable = elcrWritable;
        this.elcrAtReset = elcrAtReset;
        this.master = master;
        this.output = output;
        clear();
    }

    @Override
    public String name() {
        return name;
    }

    /** The datasheet leaves the registers open at power-on; here every input is masked until ICW1. */
    @Override
    public void reset() {
        clear();
        output.set(false);
    }

    private void clear() {
        initialise(0);
        step = Step.READY;
        mask = 0xFF;
        vectorBase = 0;
        elcr = elcrAtReset;
    }

    /** Drives input {@code irq} (0 to 7). */
    void input(int irq, boolean level) {
        int bit = 1 << irq;
        if (!level) {
            lines &= ~bit;
            edges &= ~bit;
        } else {
            if ((lines & bit) == 0) {
                edges |= bit;
            }
            lines |= bit;
        }
        update();
    }

    /** IRR: latched edges and the level of level-triggered inputs. */
    private int requests() {
        int level = levelTriggered ? 0xFF : elcr;
        return lines & level | edges & ~level;
    }

    /** Rank of the most urgent bit in {@code bits}, 0 (highest) to 7; 8 if there is none. */
    private int rank(int bits) {
        for (int r = 0; r < 8; r++) {
            if ((bits >> irqOfRank(r) & 1) != 0) {
                return r;
            }
        }
        return 8;
    }

    private int irqOfRank(int rank) {
        return lowestPriority + 1 + rank & 7;
    }

    /** The input that would be acknowledged now, or -1. */
    private int winner() {
        int requested = rank(requests() & ~mask);
        if (requested == 8) {
            return -1;
        }
        int serving = rank(specialMask ? inService & ~mask : inService);
        int irq = irqOfRank(requested);
        boolean nested = specialFullyNested && master && irq == CASCADE && requested == serving;
        return requested < serving || nested ? irq : -1;
    }

    private void update() {
        output.set(winner() >= 0);
    }

    /** An INTA cycle: the input served from now on, or -1 when the request has gone and IR7 is what the bus sees. */
    int acknowledge() {
        int irq = winner();
        if (irq >= 0) {
            int bit = 1 << irq;
            edges &= ~bit;
            if (!autoEoi) {
                inService |= bit;
            } else if (rotateOnAutoEoi) {
                lowestPriority = irq;
            }
        }
        update();
        return irq;
    }

    /** The vector put on the bus for the result of {@link #acknowledge}. */
    int vector(int irq) {
        return vectorBase | (irq < 0 ? SPURIOUS : irq);
    }

    @Override
    public int in(int port, int size) {
        if (port == elcrPort) {
            return elcr;
        }
        if (polling) {
            polling = false;
            int irq = acknowledge();
            return irq < 0 ? 0 : POLL_PENDING | irq;
        }
        if (port != basePort) {
            return mask;
        }
        return readInService ? inService : requests();
    }

    @Override
    public void out(int port, int size, int value) {
        if (port == elcrPort) {
            elcr = value & elcrWritable;
        } else if (port != basePort) {
            writeData(value);
        } else if ((value & ICW1) != 0) {
            initialise(value);
        } else if ((value & OCW3) != 0) {
            writeOcw3(value);
        } else {
            writeOcw2(value);
        }
        update();
    }

    private void initialise(int icw1) {
        edges = 0;
        inService = 0;
        mask = 0;
        lowestPriority = 7;
        specialMask = false;
        specialFullyNested = false;
        autoEoi = false;
        rotateOnAutoEoi = false;
        readInService = false;
        polling = false;
        levelTriggered = (icw1 & ICW1_LTIM) != 0;
        single = (icw1 & ICW1_SNGL) != 0;
        wantsIcw4 = (icw1 & ICW1_IC4) != 0;
        step = Step.ICW2;
    }

    private void writeData(int value) {
        switch (step) {
            case ICW2 -> {
                vectorBase = value & 0xF8;
                step = single ? afterIcw3() : Step.ICW3;
            }
            case ICW3 -> step = afterIcw3();
            case ICW4 -> {
                autoEoi = (value & ICW4_AEOI) != 0;
                specialFullyNested = (value & ICW4_SFNM) != 0;
                step = Step.READY;
            }
            case READY -> mask = value;
        }
    }

    private Step afterIcw3() {
        return wantsIcw4 ? Step.ICW4 : Step.READY;
    }

    private void writeOcw3(int value) {
        if ((value & OCW3_ESMM) != 0) {
            specialMask = (value & OCW3_SMM) != 0;
        }
        if ((value & OCW3_POLL) != 0) {
            polling = true;
        } else if ((value & OCW3_RR) != 0) {
            readInService = (value & OCW3_RIS) != 0;
        }
    }

    /** OCW2: R, SL and EOI in bits 7:5, an input in bits 2:0. */
    private void writeOcw2(int value) {
        int irq = value & 7;
        switch (value >> 5) {
            case 0b000 -> rotateOnAutoEoi = false;
            case 0b001 -> endOfInterrupt(false);
            case 0b011 -> inService &= ~(1 << irq);
            case 0b100 -> rotateOnAutoEoi = true;
            case 0b101 -> endOfInterrupt(true);
            case 0b110 -> lowestPriority = irq;
            case 0b111 -> {
                inService &= ~(1 << irq);
                lowestPriority = irq;
            }
            default -> { } // 010: no operation
        }
    }

    /** Non-specific EOI; in special mask mode it does not see the bits that are masked. */
    private void endOfInterrupt(boolean rotate) {
        int rank = rank(specialMask ? inService & ~mask : inService);
        if (rank < 8) {
            int irq = irqOfRank(rank);
            inService &= ~(1 << irq);
            if (rotate) {
                lowestPriority = irq;
            }
        }
    }

    /** What it holds, without touching it. */
    PicState peek() {
        return new PicState(name, requests(), mask, inService, lines, levelTriggered ? 0xFF : elcr, vectorBase, lowestPriority, step.name(), autoEoi,
                specialFullyNested, specialMask, winner());
    }

    @Override
    public void state(StateStream s) {
        lines = s.i32("lines", lines);
        edges = s.i32("edges", edges);
        inService = s.i32("inService", inService);
        mask = s.i32("mask", mask);
        elcr = s.i32("elcr", elcr);
        vectorBase = s.i32("vectorBase", vectorBase);
        lowestPriority = s.i32("lowestPriority", lowestPriority);
        step = Step.values()[s.i32("step", step.ordinal()) & 3];
        single = s.bool("single", single);
        wantsIcw4 = s.bool("wantsIcw4", wantsIcw4);
        levelTriggered = s.bool("levelTriggered", levelTriggered);
        autoEoi = s.bool("autoEoi", autoEoi);
        rotateOnAutoEoi = s.bool("rotateOnAutoEoi", rotateOnAutoEoi);
        specialFullyNested = s.bool("specialFullyNested", specialFullyNested);
        specialMask = s.bool("specialMask", specialMask);
        readInService = s.bool("readInService", readInService);
        polling = s.bool("polling", polling);
    }
}
