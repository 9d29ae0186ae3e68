package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.debug.RefusedException;
import java.util.Set;

/** What a selector must not ask for. */
final class SelectorCheck {
    private static final Set<Integer> CONTROL_REGISTERS = Set.of(0, 2, 3, 4, 8);
    private static final Set<Integer> DEBUG_REGISTERS = Set.of(0, 1, 2, 3, 6, 7);

    private SelectorCheck() {}

    static void check(Selector selector) throws RefusedException {
        switch (selector) {
            case Selector.Memory s -> {
                range("address", s.first(), s.last(), s.space() == Selector.Space.PHYSICAL ? Long.MAX_VALUE : -1L);
                notEmpty(s.accesses(), "an access to wait for");
                notEmpty(s.actors(), "somebody whose accesses to wait for");
            }
            case Selector.Port s -> {
                range("port", s.first(), s.last(), 0xFFFF);
                notEmpty(s.accesses(), "an access to wait for");
            }
            case Selector.Msr s -> {
                range("MSR", s.first(), s.last(), 0xFFFFFFFFL);
                notEmpty(s.accesses(), "an access to wait for");
            }
            case Selector.Control s -> require(CONTROL_REGISTERS.contains(s.register()), "there is no cr" + s.register());
            case Selector.Debug s -> require(DEBUG_REGISTERS.contains(s.register()), "there is no dr" + s.register());
            case Selector.Cpuid s -> range("leaf", s.first(), s.last(), 0xFFFFFFFFL);
            case Selector.Vector s -> {
                range("vector", s.first(), s.last(), 0xFF);
                notEmpty(s.sources(), "a source of vectors");
            }
            case Selector.Execute _, Selector.Mode _, Selector.Privilege _, Selector.AddressSpace _, Selector.Abi _, Selector.Mapping _ -> { }
        }
    }

    private static void range(String what, long first, long last, long highest) throws RefusedException {
        require(Long.compareUnsigned(first, last) <= 0, "the range ends before it begins: 0x" + Long.toHexString(first) + "-0x" + Long.toHexString(last));
        require(Long.compareUnsigned(last, highest) <= 0, "expected a " + what + " up to 0x" + Long.toHexString(highest) + ", found 0x" + Long.toHexString(last));
    }

    private static void notEmpty(Set<?> set, String what) throws RefusedException {
        require(!set.isEmpty(), "expected " + what + ", found none");
    }

    private static void require(boolean fine, String message) throws RefusedException {
        if (!fine) {
            throw new RefusedException(message);
        }
    }
}
