package dev.ringside.emulator.debug.inspect.device;

import dev.ringside.emulator.debug.inspect.layout.FieldValue;
import dev.ringside.emulator.debug.inspect.layout.Layouts;
import java.util.List;

/**
 * The I/O APIC.
 *
 * @param id APIC id
 * @param entries its redirection entries, by pin
 */
public record IoApicView(int id, List<Entry> entries) {
    /**
     * A redirection entry.
     *
     * @param pin its pin, also its global system interrupt
     * @param wire what drives the pin
     * @param value the entry
     * @param asserted whether the pin is driven now
     */
    public record Entry(int pin, String wire, long value, boolean asserted) {
        /** The entry taken apart. */
        public List<FieldValue> fields() {
            return Layouts.named("ioapic.redirection").told(value);
        }

        /** Interrupt vector. */
        public int vector() {
            return (int) value & 0xFF;
        }

        /** Whether it sends nothing. */
        public boolean masked() {
            return (value >>> 16 & 1) != 0;
        }

        /** Whether it is level-triggered. */
        public boolean level() {
            return (value >>> 15 & 1) != 0;
        }

        /** APIC id, or logical mask when {@link #logical}. */
        public int destination() {
            return (int) (value >>> 56);
        }

        /** Whether the destination is a mask. */
        public boolean logical() {
            return (value >>> 11 & 1) != 0;
        }
    }

    /** Copies the entries. */
    public IoApicView {
        entries = List.copyOf(entries);
    }
}
