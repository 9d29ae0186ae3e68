package dev.ringside.repl.workbench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command that somebody gave, its arguments read. */
public final class Invocation {
    private final Workbench workbench;
    private final CommandRow row;
    private final Argument format;
    private final Map<Parameter<?>, List<Object>> values;
    private final List<String> body;

    Invocation(Workbench workbench, CommandRow row, Argument format, Map<Parameter<?>, List<Object>> values, List<String> body) {
        this.workbench = workbench;
        this.row = row;
        this.format = format;
        this.values = values;
        this.body = List.copyOf(body);
    }

    /** Where it was given. */
    public Workbench workbench() {
        return workbench;
    }

    /** The guest's machine, to look at. */
    public LiveMachine machine() {
        return workbench.machine();
    }

    /** The command's row. */
    public CommandRow row() {
        return row;
    }

    /** What stood behind the slash; empty when nothing did. */
    public Argument format() {
        return format;
    }

    /** The lines up to {@code end}, for a row with a body. */
    public List<String> body() {
        return body;
    }

    /** The value of a parameter that is required. */
    public <T> T get(Parameter<T> parameter) {
        return find(parameter).orElseThrow(() -> new CommandException("expected " + parameter.synopsis() + " (" + parameter.help() + ")"));
    }

    /** The value of a parameter, if it was given. */
    public <T> Optional<T> find(Parameter<T> parameter) {
        List<T> all = all(parameter);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** All values of a parameter. */
    @SuppressWarnings("unchecked")
    public <T> List<T> all(Parameter<T> parameter) {
        // Arguments has filled the list with what the parameter's own kind made.
        return (List<T>) values.getOrDefault(parameter, List.of());
    }
}
