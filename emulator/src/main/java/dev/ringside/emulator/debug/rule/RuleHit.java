package dev.ringside.emulator.debug.rule;

import java.util.List;
import java.util.Optional;

/**
 * A rule whose event has happened and whose condition held: what was then.
 *
 * @param rule the rule's number
 * @param spec the rule
 * @param hit how often its event has happened, this time included
 * @param count how often its condition has held, this time included
 * @param instructions instructions that the machine had retired
 * @param cpu number of the processor
 * @param linear linear address of the instruction that is next; while an instruction executes, of the one after it
 * @param fields the event's fields
 * @param event what the event was beyond its fields, such as an ABI call's name; may be empty
 */
public record RuleHit(int rule, RuleSpec spec, long hit, long count, long instructions, int cpu, long linear, List<EventFields.FieldValue> fields,
        String event) {
    /** The field called {@code name}. */
    public Optional<EventFields.FieldValue> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
