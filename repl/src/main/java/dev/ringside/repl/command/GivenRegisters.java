package dev.ringside.repl.command;

import dev.ringside.symbols.expression.evaluate.EvaluationContext;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A machine of nothing but the registers that were named on the command line: no memory is mapped, nothing happens. */
final class GivenRegisters implements EvaluationContext {
    private final Map<String, Long> values = new HashMap<>();

    /** Sets a register of at most 64 bits, or a part of one; the rest of it stays, or is 0. */
    void set(RegisterRow row, long value) {
        var type = (IntegerType) row.type();
        long mask = type.canonical(-1) << row.firstBit();
        values.merge(row.register(), value << row.firstBit() & mask, (before, part) -> before & ~mask | part);
    }

    @Override
    public OptionalLong register(String register, int word) {
        Long value = word == 0 ? values.get(register) : null;
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
