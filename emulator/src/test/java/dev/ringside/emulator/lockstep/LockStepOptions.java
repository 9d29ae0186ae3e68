package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.tool.Misuse;
import dev.ringside.emulator.tool.ToolCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of {@link LockStep}: pairs of {@code --name value}. */
final class LockStepOptions {
    private static final List<String> KNOWN =
            List.of("--engine", "--minutes", "--seed", "--instructions", "--save", "--guest", "--cache", "--append", "--kvm", "--interval");

    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads them.
     *
     * @throws Misuse when one is unknown or has no value
     */
    LockStepOptions(List<String> words) {
        for (int i = 0; i < words.size(); i += 2) {
            if (!KNOWN.contains(words.get(i)) || i + 1 == words.size()) {
                throw new Misuse("expected one of " + KNOWN + " and a value, found " + words.subList(i, words.size()));
            }
            values.put(words.get(i), words.get(i + 1));
        }
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        return values.containsKey(name) ? ToolCommand.number(name, values.get(name)) : otherwise;
    }

    boolean is(String name) {
        return Boolean.parseBoolean(values.get(name));
    }

    /** The engine to check: the last one in the list of {@link TestEngine} unless named. */
    TestEngine engine() {
        List<TestEngine> all = Arrays.asList(TestEngine.values());
        String name = text("--engine", all.getLast().label());
        return all.stream().filter(engine -> engine.label().equals(name)).findFirst()
                .orElseThrow(() -> new Misuse("--engine: expected one of " + all + ", found " + name));
    }

    /** Where findings are saved. */
    Path save() {
        return Path.of(text("--save", "target/lockstep"));
    }
}
