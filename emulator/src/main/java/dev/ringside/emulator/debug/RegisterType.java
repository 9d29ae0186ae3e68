package dev.ringside.emulator.debug;

import java.util.Arrays;
import java.util.List;

/** How the bits of a register are to be shown. */
public sealed interface RegisterType {
    /** A number. */
    record Number() implements RegisterType {}

    /** An offset of code. */
    record CodePointer() implements RegisterType {}

    /** An offset of data. */
    record DataPointer() implements RegisterType {}

    /** An 80-bit floating-point number. */
    record ExtendedFloat() implements RegisterType {}

    /** 128 bits of packed numbers. */
    record Vector() implements RegisterType {}

    /**
     * Single bits with names; bits without one belong to no flag.
     *
     * @param name what the set of flags is called
     * @param bits the flags, lowest first
     */
    record FlagBits(String name, List<Flag> bits) implements RegisterType {}

    /**
     * A flag.
     *
     * @param name the manual's name
     * @param bit its bit number
     */
    record Flag(String name, int bit) {}

    /** Flags from text: names with bit numbers, as in {@code "CF:0 ZF:6"}. */
    static FlagBits flags(String name, String bits) {
        return new FlagBits(name, Arrays.stream(bits.split(" ")).map(RegisterType::flag).toList());
    }

    private static Flag flag(String text) {
        String[] parts = text.split(":");
        return new Flag(parts[0], Integer.parseInt(parts[1]));
    }
}
