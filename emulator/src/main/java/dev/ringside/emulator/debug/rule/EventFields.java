package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.debug.condition.Moment;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiSignature;
import dev.ringside.emulator.platform.AbiValue;
import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.type.IntegerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that the events of a selector have. */
public final class EventFields {
    private static final String ARGUMENT = "arg.", RESULT = "result";

    /**
     * A field as front ends show it.
     *
     * @param name as it is written in conditions
     * @param type its type
     * @param help one line
     */
    public record Description(String name, IntegerType type, String help) {}

    /**
     * A field of an event that has happened.
     *
     * @param name as it is written in conditions
     * @param value its value, canonical as its type demands
     * @param type its type
     * @param meaning what the value says in words; empty when the number says all
     */
    public record FieldValue(String name, long value, IntegerType type, String meaning) {}

    private final EventKind kind;
    private final Map<String, EventField> fields = new LinkedHashMap<>();
    private final List<Description> descriptions = new ArrayList<>();

    private EventFields(EventKind kind) {
        this.kind = kind;
    }

    /** The fields of a selector's events, ABI calls having what the signatures that it matches say. */
    static EventFields of(Selector selector, List<AbiSignature> signatures) {
        EventFields made = new EventFields(selector.kind());
        for (EventKind.Row row : selector.kind().rows) {
            made.add(row.name(), row.type(), row.help());
        }
        if (selector instanceof Selector.Abi abi) {
            Glob glob = Glob.of(abi.name());
            List<AbiSignature> matching = signatures.stream().filter(signature -> glob.matchesAnyOf(signature.name())).toList();
            matching.forEach(made::addArguments);
            if (abi.phase() == Selector.Phase.RESULT) {
                matching.forEach(made::addResults);
            }
        }
        return made;
    }

    private void addArguments(AbiSignature signature) {
        for (AbiSignature.Parameter argument : signature.arguments()) {
            add(ARGUMENT + argument.name(), type(argument.type()), "argument of " + signature.name());
        }
    }

    private void addResults(AbiSignature signature) {
        for (AbiSignature.Parameter result : signature.results()) {
            add(resultName(result.name(), signature.results().size()), type(result.type()), "result of " + signature.name());
        }
    }

    /** A single result needs no name. */
    private static String resultName(String name, int results) {
        return results == 1 ? RESULT : RESULT + "." + name;
    }

    // Calls of different kinds share a field of the same name.
    private void add(String name, IntegerType type, String help) {
        if (!fields.containsKey(name) && fields.size() < Moment.FIELDS) {
            fields.put(name, new EventField(name, type, fields.size()));
            descriptions.add(new Description(name, type, help));
        }
    }

    private static IntegerType type(AbiValue.Type type) {
        return type == AbiValue.Type.SIGNED ? IntegerType.S64 : IntegerType.U64;
    }

    /** The field called {@code name}. */
    Optional<EventField> named(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** All fields, in the order of the table. */
    public List<Description> descriptions() {
        return List.copyOf(descriptions);
    }

    /** Whether the field {@code agent} says who accessed memory. */
    boolean hasAgent() {
        return fields.containsKey("agent");
    }

    /** Fills a moment with the fields of an event. */
    void fill(Moment moment, ProcessorEvent event) {
        for (int i = 0; i < kind.rows.size(); i++) {
            moment.set(i, kind.rows.get(i).read().applyAsLong(event));
        }
    }

    /** Fills a moment with the fields of a call; those of other calls are missing. */
    void fill(Moment moment, AbiCall call) {
        moment.clear();
        for (AbiValue argument : call.arguments()) {
            set(moment, ARGUMENT + argument.name(), argument.value());
        }
        for (AbiValue result : call.results()) {
            set(moment, resultName(result.name(), call.results().size()), result.value());
        }
    }

    private void set(Moment moment, String name, long value) {
        EventField field = fields.get(name);
        if (field != null) {
            moment.set(field.index(), value);
        }
    }

    /** The fields that a moment has, as they are shown. */
    List<FieldValue> values(Moment moment) {
        List<FieldValue> values = new ArrayList<>();
        for (EventField field : fields.values()) {
            if (moment.has(field.index())) {
                IntegerType type = (IntegerType) field.type();
                long value = type.canonical(moment.value(field.index()));
                values.add(new FieldValue(field.name(), value, type, meaning(field.name(), value)));
            }
        }
        return List.copyOf(values);
    }

    private String meaning(String name, long value) {
        return switch (name) {
            case "agent" -> Actor.values()[(int) value].label();
            case "source" -> kind == EventKind.VECTOR ? Selector.Source.values()[(int) value].label() : "";
            default -> "";
        };
    }
}
