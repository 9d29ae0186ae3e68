package dev.ringside.emulator.platform;

import java.util.Objects;

/**
 * One argument or result of an {@link AbiCall}.
 *
 * @param name    what the call's row names it
 * @param type    how its bits are to be read
 * @param value   the bits; narrower values are zero-extended, except {@link Type#SIGNED}, which is sign-extended
 * @param meaning what the bits say in words, such as {@code "enabled"} or {@code "KVM_ENOSYS"}; empty when the number says it all
 */
public record AbiValue(String name, Type type, long value, String meaning) {
    /** How the bits of a value are read, and so how it is written down. */
    public enum Type {
        /** A count or an index: unsigned decimal. */
        UNSIGNED("u"),
        /** A result that may be an error: signed decimal. */
        SIGNED("s"),
        /** Bits: hexadecimal. */
        HEX("x"),
        /** Guest physical address: hexadecimal. */
        PHYSICAL("physical"),
        /** Linear address: hexadecimal. */
        LINEAR("linear"),
        /** A duration in nanoseconds. */
        NANOSECONDS("ns");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** The word for it in a trace file. */
        public String label() {
            return label;
        }
    }

    /** Refuses absent parts. */
    public AbiValue {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(meaning);
    }

    /** A value that needs no words. */
    public static AbiValue of(String name, Type type, long value) {
        return new AbiValue(name, type, value, "");
    }

    /** The value as people read it: the number in its type's base, then what it means in brackets. */
    public String text() {
        String number = switch (type) {
            case UNSIGNED -> Long.toUnsignedString(value);
            case SIGNED -> Long.toString(value);
            case HEX, PHYSICAL, LINEAR -> "0x" + Long.toHexString(value);
            case NANOSECONDS -> Long.toUnsignedString(value) + " ns";
        };
        return meaning.isEmpty() ? number : number + " (" + meaning + ")";
    }
}
