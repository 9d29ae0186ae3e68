package dev.ringside.emulator.vectors;

import java.util.Arrays;

/** Cuts bytes to what of them lies in the windows. */
final class Windowed {
    private Windowed() {}

    /** The part of {@code content} at {@code address} that lies in a window; null when none does. */
    static MemoryPatch patch(long address, byte[] content) {
        if (address < 0 || address > 0xFFFF) {
            return null;
        }
        int first = 0;
        while (first < content.length && !MemoryWindows.holds(address + first, 1)) {
            first++;
        }
        int end = first;
        while (end < content.length && MemoryWindows.holds(address + end, 1)) {
            end++;
        }
        return first == end ? null : new MemoryPatch((int) address + first, Arrays.copyOfRange(content, first, end));
    }
}
