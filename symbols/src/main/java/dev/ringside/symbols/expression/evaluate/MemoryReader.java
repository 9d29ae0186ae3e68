package dev.ringside.symbols.expression.evaluate;

import dev.ringside.symbols.expression.evaluate.Outcome.Known;
import dev.ringside.symbols.expression.evaluate.Outcome.Missing;
import dev.ringside.symbols.expression.evaluate.Outcome.Reason;
import dev.ringside.symbols.expression.tree.Scalars;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.util.OptionalLong;

/** Puts values together from the bytes of memory. */
final class MemoryReader {
    private final EvaluationContext context;

    MemoryReader(EvaluationContext context) {
        this.context = context;
    }

    /**
     * What lies at an address, little-endian.
     *
     * @param firstBit where it begins in the first byte; 0 but for bit-fields
     * @return a scalar; or the address, as a value of its type, for what is none
     */
    Outcome load(Type type, Space space, long address, int firstBit, int column) {
        if (!type.scalar()) {
            return new Known(Value.of(type, address));
        }
        int bits = switch (type) {
            case IntegerType integer -> integer.bits();
            case PointerType pointer -> (int) pointer.bytes() * 8;
            default -> 8;
        };
        long value = 0;
        for (int i = 0; i * 8 < firstBit + bits; i++) {
            OptionalLong one = context.memoryByte(space, address + i);
            if (one.isEmpty()) {
                return unmapped(space, address + i, column);
            }
            int shift = i * 8 - firstBit;
            value |= shift < 0 ? one.getAsLong() >> -shift : one.getAsLong() << shift;
        }
        return new Known(Value.of(type, Scalars.canonical(type, value)));
    }

    /** The bytes up to a 0, {@code limit} of them at most. */
    Outcome text(Space space, long address, int limit, int column) {
        var text = new StringBuilder();
        for (int i = 0; i < limit; i++) {
            OptionalLong one = context.memoryByte(space, address + i);
            if (one.isEmpty()) {
                return unmapped(space, address + i, column);
            }
            if (one.getAsLong() == 0) {
                break;
            }
            text.append((char) one.getAsLong());
        }
        return new Known(Value.of(text.toString()));
    }

    private static Outcome unmapped(Space space, long address, int column) {
        return new Missing(Reason.UNMAPPED, space.title() + ":0x" + Long.toHexString(address), column);
    }
}
