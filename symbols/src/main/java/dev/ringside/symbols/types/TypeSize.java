package dev.ringside.symbols.types;

import java.util.OptionalLong;

/** How many bytes a type takes. */
final class TypeSize {
    private TypeSize() {}

    static OptionalLong of(Type type) {
        Type at = Chain.strip(type);
        long times = 1;
        for (int depth = 0; at instanceof ArrayType array; depth++) {
            if (array.count() == ArrayType.UNKNOWN) {
                return OptionalLong.empty();
            }
            if (array.count() < 0 || Math.multiplyHigh(times, array.count()) != 0 || times * array.count() < 0 || depth > Chain.LONGEST) {
                throw array.element().fault("an array smaller than the address space", "a larger one");
            }
            times *= array.count();
            at = Chain.strip(array.element().type());
        }
        OptionalLong one = ofElement(at);
        if (one.isPresent() && (Math.multiplyHigh(times, one.getAsLong()) != 0 || times * one.getAsLong() < 0)) {
            throw ((ArrayType) Chain.strip(type)).element().fault("an array smaller than the address space", "a larger one");
        }
        return one.isPresent() ? OptionalLong.of(times * one.getAsLong()) : one;
    }

    private static OptionalLong ofElement(Type type) {
        return switch (type) {
            case IntegerType t -> OptionalLong.of(t.byteSize());
            case FloatType t -> OptionalLong.of(t.byteSize());
            case PointerType t -> OptionalLong.of(t.byteSize());
            case CompositeType t -> OptionalLong.of(t.byteSize());
            case EnumType t -> OptionalLong.of(t.byteSize());
            default -> OptionalLong.empty();
        };
    }
}
