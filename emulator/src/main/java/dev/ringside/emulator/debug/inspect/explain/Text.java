package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.debug.inspect.layout.FieldValue;
import java.util.List;

/** How values are spelled in explanations. */
final class Text {
    private Text() {}

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** Says what the fields of a value mean, a line each. */
    static void fields(Explanation.Draft draft, List<FieldValue> fields) {
        for (FieldValue f : fields) {
            String number = f.field().flag() ? (f.set() ? "1" : "0") : hex(f.value());
            String words = f.words();
            draft.say(f.field().name() + " (" + (f.field().flag() ? "bit " : "bits ") + f.field().position() + ")",
                    number + (words.isEmpty() ? "" : ": " + words));
        }
    }
}
