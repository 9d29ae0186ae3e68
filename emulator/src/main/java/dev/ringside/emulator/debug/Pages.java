package dev.ringside.emulator.debug;

import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.function.LongUnaryOperator;

/** Copies between a byte array and guest pages that need not lie together. Translations answer -1 for "not mapped". */
final class Pages {
    private Pages() {}

    static int read(PhysicalMemory memory, long address, byte[] target, LongUnaryOperator translation) {
        int done = 0;
        while (done < target.length) {
            long physical = translation.applyAsLong(address + done);
            if (!reachable(memory, physical)) {
                break;
            }
            int chunk = chunk(address + done, target.length - done);
            memory.copyOut(physical, target, done, chunk);
            done += chunk;
        }
        return done;
    }

    static boolean write(PhysicalMemory memory, Agent agent, long address, byte[] source, LongUnaryOperator translation) {
        for (int at = 0; at < source.length; at += chunk(address + at, source.length - at)) {
            if (!reachable(memory, translation.applyAsLong(address + at))) {
                return false;
            }
        }
        for (int at = 0; at < source.length; ) {
            int chunk = chunk(address + at, source.length - at);
            memory.copyIn(agent, translation.applyAsLong(address + at), source, at, chunk);
            at += chunk;
        }
        return true;
    }

    private static boolean reachable(PhysicalMemory memory, long physical) {
        return physical != -1 && memory.ramIndex(physical) >= 0;
    }

    private static int chunk(long address, int left) {
        return (int) Math.min(left, PhysicalMemory.PAGE_SIZE - (address & PhysicalMemory.PAGE_SIZE - 1));
    }
}
