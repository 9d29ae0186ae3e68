package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.lockstep.StateFields.Field;
import dev.ringside.emulator.state.Stateful;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What two states differ in, as lines for a reader: field, expected, found. */
final class StateDifference {
    private static final int MOST_LINES = 100;
    private static final Field NOTHING = new Field(0, i -> "", null);
    private static final String REGISTERS = "cpu0.r";
    private static final String EFLAGS = "cpu0.eflags";
    private static final String[] NAMES = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi"};
    private static final String[] FLAGS = {"CF", "", "PF", "", "AF", "", "ZF", "SF", "TF", "IF", "DF", "OF", "IOPL0", "IOPL1", "NT", "", "RF",
        "VM", "AC", "VIF", "VIP", "ID"};

    private final List<String> lines = new ArrayList<>();
    private int more;

    private StateDifference() {}

    /** The fields that differ, in the order of the state; long lists are cut, which the last line says. */
    static List<String> lines(Stateful expected, Stateful found) {
        Map<String, Field> wanted = StateFields.of(expected);
        Map<String, Field> had = StateFields.of(found);
        Set<String> names = new LinkedHashSet<>(wanted.keySet());
        names.addAll(had.keySet());
        StateDifference difference = new StateDifference();
        names.forEach(name -> difference.compare(name, wanted.getOrDefault(name, NOTHING), had.getOrDefault(name, NOTHING)));
        if (difference.more > 0) {
            difference.lines.add("and " + difference.more + " more");
        }
        return difference.lines;
    }

    private void compare(String name, Field expected, Field found) {
        int length = Math.max(expected.length(), found.length());
        int at = expected.difference(found, 0);
        while (at >= 0) {
            if (lines.size() < MOST_LINES) {
                String e = expected.at(at);
                String f = found.at(at);
                lines.add("%s: expected %s, found %s%s".formatted(readable(name, at, length), e, f, flags(name, e, f)));
            } else {
                more++;
            }
            at = at + 1 < length ? expected.difference(found, at + 1) : -1;
        }
    }

    private static String readable(String name, int index, int length) {
        if (name.equals(REGISTERS)) {
            return index < NAMES.length ? NAMES[index] : "r" + index;
        }
        return length == 1 ? name : "%s[0x%x]".formatted(name, index);
    }

    private static String flags(String name, String expected, String found) {
        if (!name.equals(EFLAGS)) {
            return "";
        }
        int e = Integer.parseUnsignedInt(expected, 16);
        int changed = e ^ Integer.parseUnsignedInt(found, 16);
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < FLAGS.length; bit++) {
            if ((changed >>> bit & 1) != 0) {
                text.append(text.isEmpty() ? " (" : ", ").append(FLAGS[bit]).append((e >>> bit & 1) != 0 ? " lost" : " set");
            }
        }
        return text.append(')').toString();
    }
}
