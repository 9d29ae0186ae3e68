package dev.ringside.symbols.unwind.cfi;

import java.util.SortedMap;
import java.util.TreeMap;

/** The rules that hold at one place of a function. Grows while the instructions of the function are executed. */
final class FrameRow {
    /** Whether the canonical frame address is an expression, else a register and an offset. */
    RegisterRule.Block cfaExpression;
    /** DWARF's number of the register; -1: nothing has been said yet. */
    int cfaRegister = -1;
    /** Bytes from there. */
    long cfaOffset;

    private final TreeMap<Integer, RegisterRule> rules = new TreeMap<>();

    FrameRow copy() {
        var copy = new FrameRow();
        copy.cfaExpression = cfaExpression;
        copy.cfaRegister = cfaRegister;
        copy.cfaOffset = cfaOffset;
        copy.rules.putAll(rules);
        return copy;
    }

    void set(int register, RegisterRule rule) {
        if (rule == null) {
            rules.remove(register);
        } else {
            rules.put(register, rule);
        }
    }

    /** The rule for a register; null: nothing has been said about it. */
    RegisterRule rule(int register) {
        return rules.get(register);
    }

    /** The rules by DWARF's numbers of registers. */
    SortedMap<Integer, RegisterRule> rules() {
        return rules;
    }
}
