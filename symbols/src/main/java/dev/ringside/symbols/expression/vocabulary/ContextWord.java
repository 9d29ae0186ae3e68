package dev.ringside.symbols.expression.vocabulary;

import dev.ringside.symbols.expression.type.IntegerType;
import java.util.Arrays;
import java.util.Optional;

/** What a rule and its machine know of themselves. */
public enum ContextWord {
    /** Times the event was seen. */
    HIT("hit", IntegerType.U64, "how often the rule's event has happened, this time included"),
    /** Times the condition held. */
    COUNT("count", IntegerType.U64, "how often the rule's condition has held before"),
    /** Width of the code. */
    MODE("mode", IntegerType.U8, "width of the code that runs: 16, 32 or 64"),
    /** The current task of the guest's kernel. */
    TASK("task", IntegerType.U64, "the current task: a struct task_struct * where types are known, else its address"),
    /** Virtual time. */
    INSTRUCTIONS("instructions", IntegerType.U64, "the machine's time: instructions so far");

    private final String title;
    private final IntegerType type;
    private final String help;

    ContextWord(String title, IntegerType type, String help) {
        this.title = title;
        this.type = type;
        this.help = help;
    }

    /** As it is written. */
    public String title() {
        return title;
    }

    /** Its type, where the scope knows no better. */
    public IntegerType type() {
        return type;
    }

    /** The word called {@code name}. */
    public static Optional<ContextWord> named(String name) {
        return Arrays.stream(values()).filter(row -> row.title.equals(name)).findFirst();
    }

    /** The row as it is shown. */
    public Word word() {
        return new Word(title, type.name(), help);
    }
}
