package dev.ringside.emulator.device.interrupt;

import java.util.ArrayList;
import java.util.List;

/**
 * What connects the local APICs of all processors and the I/O APICs (Intel SDM volume 3, sections 11.6 and 11.8): finds the
 * targets of a message, arbitrates lowest priority, carries end-of-interrupt messages back. It has no state of its own.
 */
public final class ApicBus {
    /** The destination of everybody in 8-bit messages. */
    static final int BROADCAST = 0xFF;
    /** The destination of everybody in x2APIC messages. */
    static final int BROADCAST_X2 = 0xFFFF_FFFF;

    private final List<LocalApic> processors = new ArrayList<>();
    private final List<IoApic> ioApics = new ArrayList<>();

    /** Connects a processor's APIC. The order of connecting breaks ties in arbitration. */
    void connect(LocalApic apic) {
        processors.add(apic);
    }

    /** Connects an I/O APIC, which then hears of every end of a level-triggered interrupt. */
    void connect(IoApic apic) {
        ioApics.add(apic);
    }

    /**
     * Delivers a message.
     *
     * @param destination an APIC id or a logical mask; a broadcast when it is {@code everybody}
     * @param everybody what broadcast looks like in the sender's format
     * @param level the vector came from a level-triggered source and wants an end-of-interrupt message
     * @return whether anybody was addressed
     */
    boolean send(int destination, int everybody, boolean logical, DeliveryMode mode, int vector, boolean level) {
        boolean found = false;
        LocalApic lowest = null;
        for (int i = 0; i < processors.size(); i++) {
            LocalApic apic = processors.get(i);
            if (!apic.isTarget(destination, everybody, logical)) {
                continue;
            }
            found = true;
            if (mode != DeliveryMode.LOWEST_PRIORITY) {
                apic.receive(mode, vector, level);
            } else if (apic.softwareEnabled() && (lowest == null || apic.processorPriority() < lowest.processorPriority())) {
                lowest = apic;
            }
        }
        if (lowest != null) {
            lowest.receive(DeliveryMode.FIXED, vector, level);
        }
        return found;
    }

    /** The shorthands "all including self" and, with {@code except}, "all excluding self". */
    void sendAll(LocalApic except, DeliveryMode mode, int vector) {
        for (int i = 0; i < processors.size(); i++) {
            if (processors.get(i) != except) {
                processors.get(i).receive(mode, vector, false);
            }
        }
    }

    /** A processor has ended the level-triggered interrupt {@code vector}. */
    void endOfInterrupt(int vector) {
        for (int i = 0; i < ioApics.size(); i++) {
            ioApics.get(i).endOfInterrupt(vector);
        }
    }
}
