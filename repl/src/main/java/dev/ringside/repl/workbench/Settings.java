package dev.ringside.repl.workbench;

import java.util.EnumMap;
import java.util.Map;

/** The values of the {@link Setting}s. */
public final class Settings {
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    /** The value as text. */
    public String get(Setting setting) {
        return values.getOrDefault(setting, setting.initial());
    }

    /** The value of a setting that is a number. */
    public int number(Setting setting) {
        return Integer.parseInt(get(setting));
    }

    /**
     * Sets a value.
     *
     * @throws CommandException when the setting cannot have it
     */
    public void set(Setting setting, Argument value) {
        values.put(setting, setting.parse(value));
    }
}
