package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.evaluate.EvaluationContext;
import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.Space;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A guest that holds what a test puts into it, and nothing else. */
final class TestContext implements EvaluationContext {
    final Map<String, Long> registers = new HashMap<>();
    final Map<String, Long> others = new HashMap<>();
    final Map<Space, Map<Long, Integer>> memory = new HashMap<>();

    /** Puts the low bytes of a value into memory. */
    void store(Space space, long address, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            memory.computeIfAbsent(space, _ -> new HashMap<>()).put(address + i, (int) (value >> 8 * i & 0xff));
        }
    }

    /** Puts a text and the 0 after it into linear memory. */
    void store(long address, String text) {
        for (int i = 0; i <= text.length(); i++) {
            store(Space.LINEAR, address + i, 1, i < text.length() ? text.charAt(i) : 0);
        }
    }

    private OptionalLong other(String name) {
        return others.containsKey(name) ? OptionalLong.of(others.get(name)) : OptionalLong.empty();
    }

    @Override
    public OptionalLong register(String register, int word) {
        String name = word == 0 ? register : register + ":" + word;
        return registers.containsKey(name) ? OptionalLong.of(registers.get(name)) : OptionalLong.empty();
    }

    @Override
    public OptionalLong memoryByte(Space space, long address) {
        Integer value = memory.getOrDefault(space, Map.of()).get(address);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public OptionalLong walk(WalkPart part, long address) {
        return other("walk " + address + " " + part.title());
    }

    @Override
    public OptionalLong msr(long number) {
        return other("msr " + number);
    }

    @Override
    public OptionalLong word(ContextWord word) {
        return other(word.title());
    }

    @Override
    public OptionalLong event(EventField field) {
        return other(field.name());
    }

    @Override
    public OptionalLong userVariable(String name) {
        return other("$" + name);
    }

    @Override
    public OptionalLong depth() {
        return other("depth");
    }

    @Override
    public OptionalLong caller() {
        return other("caller");
    }
}
