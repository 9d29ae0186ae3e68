package dev.ringside.emulator.debug.inspect.register;

import dev.ringside.emulator.debug.inspect.layout.FieldValue;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import java.util.List;
import java.util.Optional;

/**
 * A model-specific register that exists now.
 *
 * @param name its name
 * @param number what ECX holds to name it
 * @param value what RDMSR would answer
 * @param layout what its bits mean; empty where nobody has written that down
 */
public record MsrView(String name, int number, long value, Optional<Layout> layout) {
    /** The bits that are worth telling. */
    public List<FieldValue> fields() {
        return layout.map(l -> l.told(value)).orElse(List.of());
    }
}
