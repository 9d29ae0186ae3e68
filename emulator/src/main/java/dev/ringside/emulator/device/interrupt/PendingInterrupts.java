package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * The vectors a local APIC has accepted: requested (IRR), in service (ISR), and whether a vector came from a level-triggered
 * source (TMR), with the rules of priority between them (Intel SDM volume 3, section 11.8). The class of a vector is its
 * high four bits.
 */
final class PendingInterrupts implements Stateful {
    private static final int CLASS = 0xF0;

    final VectorSet inService = new VectorSet();
    final VectorSet triggerMode = new VectorSet();
    final VectorSet requested = new VectorSet();

    void clear() {
        inService.clear();
        triggerMode.clear();
        requested.clear();
    }

    void request(int vector, boolean level) {
        requested.put(vector, true);
        triggerMode.put(vector, level);
    }

    /** PPR: the task priority or the class of what is in service, whichever is higher. */
    int processorPriority(int taskPriority) {
        int serving = Math.max(0, inService.highest()) & CLASS;
        return (taskPriority & CLASS) >= serving ? taskPriority : serving;
    }

    /** Whether the highest request is of a higher class than the processor's priority. */
    boolean deliverable(int taskPriority) {
        int vector = requested.highest();
        return vector >= 0 && (vector & CLASS) > (processorPriority(taskPriority) & CLASS);
    }

    /** Moves the highest request into service. */
    int take() {
        int vector = requested.highest();
        requested.put(vector, false);
        inService.put(vector, true);
        return vector;
    }

    /** Whether {@code vector} is edge-triggered and neither a request nor another service stands beside it. */
    boolean onlyEdge(int vector) {
        return !triggerMode.has(vector) && requested.highest() < 0 && inService.only(vector);
    }

    /** Ends the highest interrupt in service. Returns its vector if the source waits for the news, else -1. */
    int end() {
        int vector = inService.highest();
        if (vector < 0) {
            return -1;
        }
        inService.put(vector, false);
        return triggerMode.has(vector) ? vector : -1;
    }

    @Override
    public void state(StateStream s) {
        s.part("inService", inService);
        s.part("triggerMode", triggerMode);
        s.part("requested", requested);
    }
}
