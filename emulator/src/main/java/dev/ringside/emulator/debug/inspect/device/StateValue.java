package dev.ringside.emulator.debug.inspect.device;

import dev.ringside.emulator.debug.inspect.layout.Layout;
import java.util.List;
import java.util.Optional;

/** What a device says of its state. */
public sealed interface StateValue {
    /** A truth value. */
    record Flag(boolean value) implements StateValue {}

    /**
     * A number.
     *
     * @param bits its width, 32 or 64
     * @param layout what its bits mean, where that is written down
     */
    record Number(long value, int bits, Optional<Layout> layout) implements StateValue {}

    /** A string. */
    record Text(String value) implements StateValue {}

    /**
     * Many numbers.
     *
     * @param bits width of each
     * @param count how many there are
     * @param values the first of them, as many as are worth keeping
     */
    record Numbers(int bits, int count, List<Long> values) implements StateValue {
        /** Copies the values. */
        public Numbers {
            values = List.copyOf(values);
        }
    }

    /**
     * A part with fields of its own.
     *
     * @param omitted how many fields came after these
     */
    record Group(List<Field> fields, int omitted) implements StateValue {
        /** Copies the fields. */
        public Group {
            fields = List.copyOf(fields);
        }
    }

    /** A named value. */
    record Field(String name, StateValue value) {}
}
