package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.rule.CodePlace;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import dev.ringside.symbols.expression.vocabulary.Registers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** What parameters can take. */
public final class Kinds {
    /** An expression that the command evaluates itself, or not at all; with its place in the line. */
    public static final Kind<Typed> EXPRESSION = new ExpressionKind<>("EXPRESSION",
        (argument, workbench) -> new Typed(workbench.expressions().parse(argument), argument.column()));

    /** An expression, evaluated. */
    public static final Kind<Value> VALUE = new ExpressionKind<>("EXPRESSION", (argument, workbench) -> workbench.expressions().value(argument));

    /** A number that fits into 64 bits. */
    public static final Kind<Long> NUMBER = new ExpressionKind<>("NUMBER", Kinds::number);

    /** A linear address: an expression; a place in a segment such as {@code cs:ip} or {@code 0xf000:0xfff0}; {@code *} may stand before it. */
    public static final Kind<Long> ADDRESS = new AddressKind("ADDRESS");

    /** An address of code: as {@link #ADDRESS}, and a line of source where lines are known ({@code file.c:12}). */
    public static final Kind<Long> LOCATION = new LocationKind();

    /** Where a breakpoint is set: as {@link #LOCATION}, and {@code SELECTOR:OFFSET}, {@code phys:ADDRESS}. */
    public static final Kind<CodePlace> CODE_PLACE = new CodePlaceKind();

    /** An expression as text with its place, for commands that read it with names of their own. */
    public static final Kind<Argument> EXPRESSION_TEXT = new ExpressionKind<>("EXPRESSION", false, (argument, _) -> argument);

    /** How many: a decimal number from 1, or 0x and hex digits. */
    public static final Kind<Long> COUNT = new WordKind<>("COUNT", Kinds::count, (_, _) -> List.of());

    /** The number of a breakpoint or rule. */
    public static final Kind<Long> RULE_NUMBER = new WordKind<>("NUMBER", Kinds::count, (typed, workbench) -> workbench.session().rules().list().stream()
        .filter(rule -> String.valueOf(rule.number()).startsWith(typed)).map(rule -> Candidate.of("" + rule.number(), rule.spec().selector().text())).toList());

    /** A register by any name that expressions know. */
    public static final Kind<RegisterRow> REGISTER = new WordKind<>("REGISTER", (argument, _) ->
        Registers.named(argument.text().replaceFirst("^[$%]", "").toLowerCase(Locale.ROOT)).orElseThrow(() -> argument.expected("a register")),
        (typed, _) -> Registers.all().stream().filter(row -> row.name().startsWith(typed)).map(row -> Candidate.of(row.name(), row.help())).toList());

    /** A symbol's name, or a pattern for names; as text. */
    public static final Kind<String> SYMBOL = new WordKind<>("SYMBOL", (argument, _) -> argument.text(), Words::symbols);

    /** A file's name. */
    public static final Kind<Path> FILE = new WordKind<>("FILE", (argument, _) -> file(argument), (typed, _) -> Words.files(typed));

    /** A word that the command makes something of. */
    public static final Kind<Argument> WORD = new WordKind<>("WORD", (argument, _) -> argument, (_, _) -> List.of());

    /** The rest of the line as it is. */
    public static final Kind<Argument> TEXT = new RestKind("TEXT");

    /** Another command, with its arguments; completed as a line of its own. */
    public static final Kind<Argument> COMMAND = new RestKind("COMMAND");

    private Kinds() {}

    /** An expression that was understood. */
    public record Typed(Expression expression, int column) {}

    /** One of these words, or a beginning that only one of them has. */
    public static Kind<String> choice(String title, List<String> words) {
        return choice(title, () -> words);
    }

    /** One of the words that there are then. */
    public static Kind<String> choice(String title, Supplier<List<String>> words) {
        return new WordKind<>(title, (argument, _) -> chosen(argument, words.get()),
            (typed, _) -> words.get().stream().filter(word -> word.startsWith(typed)).map(word -> Candidate.of(word, "")).toList());
    }

    /** A word that {@code parse} reads; completed by the words that {@code complete} gives for a beginning. */
    public static <T> Kind<T> word(String title, Function<Argument, T> parse, BiFunction<String, Workbench, List<Candidate>> complete) {
        return new WordKind<>(title, (argument, _) -> parse.apply(argument), complete);
    }

    private static String chosen(Argument argument, List<String> words) {
        if (words.contains(argument.text())) {
            return argument.text();
        }
        List<String> found = words.stream().filter(word -> word.startsWith(argument.text())).toList();
        if (found.size() != 1) {
            throw argument.expected("one of " + String.join(", ", found.isEmpty() ? words : found));
        }
        return found.getFirst();
    }

    private static Long count(Argument argument, Workbench workbench) {
        try {
            long count = Long.decode(argument.text());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException _) {
            // answered below
        }
        throw argument.expected("a number from 1");
    }

    private static Long number(Argument argument, Workbench workbench) {
        Value value = workbench.expressions().value(argument);
        if (!value.type().scalar()) {
            throw new CommandException(argument.column(), "expected a number, found a " + value.type().name());
        }
        return value.bits();
    }

    private static Path file(Argument argument) {
        try {
            String text = argument.text();
            return Path.of(text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text);
        } catch (InvalidPathException e) {
            throw argument.expected("a file's name");
        }
    }

    private record WordKind<T>(String title, BiFunction<Argument, Workbench, T> parser, BiFunction<String, Workbench, List<Candidate>> completer)
        implements Kind<T> {
        @Override
        public Extent extent() {
            return Extent.WORD;
        }

        @Override
        public boolean live() {
            return false;
        }

        @Override
        public T parse(Argument argument, Workbench workbench) {
            return parser.apply(argument, workbench);
        }

        @Override
        public List<Candidate> complete(String typed, Workbench workbench) {
            return completer.apply(typed, workbench);
        }
    }

    private record RestKind(String title) implements Kind<Argument> {
        @Override
        public Extent extent() {
            return Extent.REST;
        }

        @Override
        public boolean live() {
            return false;
        }

        @Override
        public Argument parse(Argument argument, Workbench workbench) {
            return argument;
        }

        @Override
        public List<Candidate> complete(String typed, Workbench workbench) {
            return List.of();
        }
    }
}
