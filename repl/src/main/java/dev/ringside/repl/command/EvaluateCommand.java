package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import dev.ringside.repl.options.Numbers;
import dev.ringside.repl.options.UserFiles;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import dev.ringside.symbols.expression.program.ProgramScope;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.TextType;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import dev.ringside.symbols.expression.vocabulary.Registers;
import dev.ringside.symbols.expression.vocabulary.Vocabulary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ringside evaluate}: the expression language without a guest. */
@Command(name = "evaluate", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Shows what an expression means and, as far as that is known without a guest, its value.",
    footerHeading = "%nExamples:%n",
    footer = {"  ringside evaluate '(eax & 0xff) == 16' --register rax=0x110", "  ringside evaluate 'schedule + 0x10' --symbols System.map",
        "  ringside evaluate --reference                all words of the language"})
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "EXPRESSION", arity = "0..*", description = "The expression; several words are joined by blanks.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--register", paramLabel = "NAME=VALUE", description = "A register's value, decimal or 0x; may be repeated.")
    private List<String> registers = new ArrayList<>();

    @Option(names = "--symbols", paramLabel = "FILE", description = "A System.map or an ELF file: its symbols and, of ELF, its types.")
    private Path symbols;

    @Option(names = "--bits", paramLabel = "32/64", defaultValue = "64", description = "Width of pointers. Default: ${DEFAULT-VALUE}.")
    private int bits;

    @Option(names = "--reference", description = "List the words of the language instead.")
    private boolean reference;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (reference) {
            printReference(out);
            return ExitCode.OK;
        }
        if (words.isEmpty()) {
            throw new UserError("evaluate needs an EXPRESSION, or --reference");
        }
        if (bits != 32 && bits != 64) {
            throw new UserError("--bits: " + bits + " is not one of 32, 64");
        }
        var given = new GivenRegisters();
        registers.forEach(text -> set(given, text));
        if (symbols != null) {
            UserFiles.checkReadable(symbols);
        }
        return ProgramFile.use(symbols, bits / 8, scope -> evaluate(String.join(" ", words), scope, given, out));
    }

    private int evaluate(String text, ProgramScope scope, GivenRegisters given, PrintWriter out) {
        Expression expression;
        try {
            expression = Expression.parse(text, scope);
        } catch (ExpressionException e) {
            return refuse(e.report(text));
        }
        out.println("meaning  " + expression.meaning());
        out.println("type     " + expression.root().type().name());
        return switch (new Evaluator(given).evaluate(expression, new Memories(expression.slots().size()))) {
            case Outcome.Known(Value value) -> {
                out.println("value    " + shown(value));
                yield ExitCode.OK;
            }
            case Outcome.Missing missing -> refuse(missing.text() + "\n" + ExpressionException.pointer(text, missing.column()));
        };
    }

    private int refuse(String report) {
        spec.commandLine().getErr().println("ringside: " + report);
        return ExitCode.USER_ERROR;
    }

    private static String shown(Value value) {
        return switch (value.type()) {
            case TextType _ -> Expression.quoted(value.text());
            case IntegerType type when type.signed() && value.bits() < 0 ->
                value.bits() + " (0x" + Long.toHexString(unsigned(type, value.bits())) + ")";
            case IntegerType _ -> Long.toUnsignedString(value.bits()) + " (0x" + Long.toHexString(value.bits()) + ")";
            case BooleanType _ -> String.valueOf(value.truth());
            case PointerType _ -> "0x" + Long.toHexString(value.bits());
            default -> "at 0x" + Long.toHexString(value.bits());
        };
    }

    private static long unsigned(IntegerType type, long value) {
        return new IntegerType(type.bits(), false).canonical(value);
    }

    private static void set(GivenRegisters given, String text) {
        String[] parts = text.split("=", 2);
        RegisterRow row = Registers.named(parts[0].toLowerCase(Locale.ROOT)).orElse(null);
        if (row == null || parts.length < 2) {
            throw new UserError("--register: '" + text + "' is not a register and its value, such as rax=0x10");
        }
        if (row.wide()) {
            throw new UserError("--register: " + row.name() + " is wider than 64 bits; giving it a value is not built yet");
        }
        try {
            given.set(row, Numbers.bits(parts[1]));
        } catch (TypeConversionException e) {
            throw new UserError("--register: " + e.getMessage());
        }
    }

    private static void printReference(PrintWriter out) {
        Vocabulary.chapters().forEach((title, rows) -> {
            out.println(title);
            rows.forEach(row -> out.printf("  %-16s %-32s %s%n", row.name(), row.form(), row.help()));
            out.println();
        });
    }
}
