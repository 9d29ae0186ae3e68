package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Kinds.Typed;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.context.Displays;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.expression.type.TextType;
import dev.ringside.symbols.expression.type.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code print}, {@code display} and what the value history and the user's variables hold. */
final class PrintCommands {
    private static final String FORMATS = "xduotzacs";

    private static final Parameter<Typed> WHAT = Parameter.optional("expression", Kinds.EXPRESSION, "what to print; nothing: the last value");
    private static final Parameter<Typed> SHOWN = Parameter.optional("expression", Kinds.EXPRESSION, "what to show at every stop");
    private static final Parameter<Typed> MEANT = Parameter.required("expression", Kinds.EXPRESSION, "the expression");
    private static final Parameter<Long> NUMBERS = Parameter.repeated("number", Kinds.COUNT, "numbers of displays; none: all");

    private PrintCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("print", Group.DATA, "evaluates an expression and shows its value").alias("p", "inspect").takes(WHAT).format()
                .describe("""
                    The value goes into the history: $1, $2, ... A format behind a slash is one of
                      x hexadecimal   d signed    u unsigned   o octal   t binary   z hexadecimal with leading zeros
                      a address       c character s text at the address
                    Structs are opened as deep as `set depth` says. `ringside evaluate --reference` lists the language.""")
                .example("print eax + 1").example("print/x u32[esp]").example("p/t cr0").example("print", "print 1").does(PrintCommands::print),
            CommandRow.named("output", Group.DATA, "evaluates an expression and shows its value, without the history").takes(MEANT).format()
                .example("output/x esp").does(PrintCommands::output),
            CommandRow.named("meaning", Group.DATA, "tells how an expression is understood, without evaluating it").takes(MEANT)
                .describe("Every bracket, type and address is written out, in the language itself.")
                .example("meaning eax + 1 < u16[esp]").does(i -> Result.line(Cell.text(i.get(MEANT).expression().meaning()))),
            CommandRow.named("display", Group.DATA, "shows an expression at every stop; alone, shows all of them now").takes(SHOWN).format()
                .describe("With a format of `x` that has i or s (display/3i pc), memory is shown, as by `x`.")
                .example("display/x esp").example("display/2i pc").does(PrintCommands::display),
            CommandRow.named("undisplay", Group.DATA, "shows an expression no more").alias("delete display").takes(NUMBERS)
                .example("undisplay 1", "display eax").does(PrintCommands::undisplay),
            CommandRow.named("info display", Group.DATA, "lists what is shown at every stop").example("info display", "display eax")
                .does(PrintCommands::listDisplays),
            CommandRow.named("show values", Group.DATA, "lists the values that were printed").example("show values", "print 5")
                .does(PrintCommands::listValues),
            CommandRow.named("show variables", Group.DATA, "lists the user's variables").alias("show convenience")
                .example("show variables", "set $x = 5").does(PrintCommands::listVariables));
    }

    private static Result print(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        char format = format(invocation.format());
        Value value = invocation.find(WHAT).map(typed -> workbench.expressions().evaluate(typed.expression(), typed.column()))
            .orElseGet(() -> workbench.values().get(workbench.values().size())
                .orElseThrow(() -> new CommandException("expected an expression: the value history is empty")));
        boolean kept = value.type().scalar() || value.type() instanceof TextType;
        Cell name = kept ? Cell.text("$" + workbench.values().add(value), Style.REMARK)
            : Cell.text(invocation.find(WHAT).map(typed -> typed.expression().text()).orElse(""), Style.REMARK);
        return new ValueText(workbench, format).show(name, value);
    }

    private static Result output(Invocation invocation) {
        Typed typed = invocation.get(MEANT);
        Value value = invocation.workbench().expressions().evaluate(typed.expression(), typed.column());
        return new ValueText(invocation.workbench(), format(invocation.format())).show(Cell.text(typed.expression().text(), Style.REMARK), value);
    }

    /** The letter of a format; 0 for none. */
    static char format(Argument format) {
        if (format.text().isEmpty()) {
            return 0;
        }
        if (format.text().length() > 1 || FORMATS.indexOf(format.text().charAt(0)) < 0) {
            throw format.expected("a format out of x d u o t z a c s");
        }
        return format.text().charAt(0);
    }

    private static Result display(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        Displays displays = Displays.of(workbench);
        if (invocation.find(SHOWN).isEmpty()) {
            return displays.show(workbench);
        }
        String text = invocation.get(SHOWN).expression().text();
        String format = invocation.format().text();
        boolean memory = format.contains("i") || format.contains("s") || format.chars().anyMatch(Character::isDigit);
        String command = (memory ? "x" : "output") + (format.isEmpty() ? "" : "/" + format) + " " + text;
        // Carried out once now: what cannot be shown is no display.
        workbench.executor().execute(command);
        return Displays.one(displays.add(command), command, workbench);
    }

    private static Result undisplay(Invocation invocation) {
        Displays displays = Displays.of(invocation.workbench());
        List<Long> numbers = invocation.all(NUMBERS);
        List<Integer> all = numbers.isEmpty() ? List.copyOf(displays.all().keySet()) : numbers.stream().map(Long::intValue).toList();
        for (int number : all) {
            if (!displays.remove(number)) {
                throw new CommandException("expected the number of a display, found " + number + " (info display lists them)");
            }
        }
        return Result.nothing();
    }

    private static Result listDisplays(Invocation invocation) {
        var table = Result.table(">number", "command");
        Displays.of(invocation.workbench()).all().forEach((number, command) -> table.row(Cell.count(number), Cell.text(command)));
        return table.build();
    }

    private static Result listValues(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        var lines = new ArrayList<Result.Section>();
        for (int i = 1; i <= workbench.values().size(); i++) {
            int number = i;
            workbench.values().get(i).ifPresent(value ->
                lines.add(new Result.Section("", new ValueText(workbench, (char) 0).show(Cell.text("$" + number, Style.REMARK), value))));
        }
        return new Result.Sections(lines);
    }

    private static Result listVariables(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        var lines = new ArrayList<Result.Section>();
        workbench.variables().all().forEach((name, value) ->
            lines.add(new Result.Section("", new ValueText(workbench, (char) 0).show(Cell.text("$" + name, Style.REGISTER), value))));
        return new Result.Sections(lines);
    }
}
