package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A 256-bit register of a local APIC (ISR, TMR, IRR): one bit a vector. */
final class VectorSet implements Stateful {
    private final long[] words = new long[4];

    boolean has(int vector) {
        return (words[vector >> 6] >> vector & 1) != 0;
    }

    void put(int vector, boolean value) {
        if (value) {
            words[vector >> 6] |= 1L << vector;
        } else {
            words[vector >> 6] &= ~(1L << vector);
        }
    }

    /** The highest vector in the set, or -1. */
    int highest() {
        for (int i = 3; i >= 0; i--) {
            if (words[i] != 0) {
                return i * 64 + 63 - Long.numberOfLeadingZeros(words[i]);
            }
        }
        return -1;
    }

    /** The vectors in it, ascending. */
    List<Integer> vectors() {
        List<Integer> found = new ArrayList<>();
        for (int vector = 0; vector < 256; vector++) {
            if (has(vector)) {
                found.add(vector);
            }
        }
        return List.copyOf(found);
    }

    /** Whether {@code vector} is in the set and nothing else is. */
    boolean only(int vector) {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count == 1 && has(vector);
    }

    /** The {@code n}th (0 to 7) of the eight 32-bit registers through which software reads the set. */
    int register(int n) {
        return (int) (words[n >> 1] >>> (n & 1) * 32);
    }

    void clear() {
        Arrays.fill(words, 0);
    }

    @Override
    public void state(StateStream s) {
        s.i64s("vectors", words);
    }
}
