package dev.ringside.repl.workbench.rule;

import dev.ringside.emulator.debug.rule.RuleAction;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.emulator.debug.rule.Template;
import dev.ringside.emulator.debug.rule.TemplateException;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import dev.ringside.symbols.expression.vocabulary.Registers;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The actions of rules, as they are typed. */
enum ActionRow {
    STOP("stop", "", "stops the guest", (text, scope, workbench) -> RuleAction.STOP),
    LOG("log", "\"TEXT {EXPR:FORMAT}\"", "logs a line", (text, scope, workbench) -> RuleAction.log(template(text, scope))),
    COUNT("count", "EXPR", "counts the values of an expression: info rule N", (text, scope, workbench) ->
        RuleAction.count(workbench.expressions().parse(text, scope))),
    RECORD("record", "", "records the event in the trace", (text, scope, workbench) -> RuleAction.record()),
    SNAPSHOT("snapshot", "\"NAME\"", "saves the machine", (text, scope, workbench) -> RuleAction.snapshot(template(text, scope))),
    ENABLE("enable", "N", "enables a rule", (text, scope, workbench) -> RuleAction.enable(rule(text, workbench), true)),
    DISABLE("disable", "N", "disables a rule", (text, scope, workbench) -> RuleAction.enable(rule(text, workbench), false)),
    SET("set", "PLACE = EXPR", "sets a register or memory", ActionRow::set),
    SKIP("skip", "EXPR", "keeps the platform from answering a call: it returns this", (text, scope, workbench) ->
        RuleAction.skip(workbench.expressions().parse(text, scope)));

    /** Reads what stands behind the word. */
    @FunctionalInterface
    interface Reader {
        RuleAction read(Argument text, Scope scope, Workbench workbench);
    }

    private final String word;
    private final String form;
    private final String help;
    private final Reader reader;

    ActionRow(String word, String form, String help, Reader reader) {
        this.word = word;
        this.form = form;
        this.help = help;
        this.reader = reader;
    }

    /** How it is used, and what it does. */
    String line() {
        return "  %-30s %s".formatted((word + " " + form).strip(), help);
    }

    /** The action that a text names. */
    static RuleAction read(Argument text, Scope scope, Workbench workbench) {
        List<Argument> parts = Clauses.headAndRest(text);
        ActionRow row = Stream.of(values()).filter(one -> one.word.equals(parts.getFirst().text())).findFirst()
            .orElseThrow(() -> parts.getFirst().expected("an action: " + String.join(", ", Stream.of(values()).map(one -> one.word).toList())
                + ", once, temporary"));
        if (parts.getLast().text().isEmpty() != row.form.isEmpty()) {
            throw new CommandException(parts.getLast().column(), "expected " + (row.form.isEmpty() ? "nothing behind " + row.word : row.word + " " + row.form));
        }
        return row.reader.read(parts.getLast(), scope, workbench);
    }

    private static int rule(Argument text, Workbench workbench) {
        return Kinds.RULE_NUMBER.parse(text, workbench).intValue();
    }

    private static Template template(Argument text, Scope scope) {
        boolean quoted = text.text().length() > 1 && text.text().startsWith("\"") && text.text().endsWith("\"");
        if (!quoted) {
            throw text.expected("a text in double quotes");
        }
        try {
            return Template.parse(text.text().substring(1, text.text().length() - 1).replace("\\\"", "\""), scope);
        } catch (TemplateException e) {
            throw new CommandException(text.column() + e.column(), e.getMessage().replaceFirst("^column \\d+: ", ""));
        }
    }

    private static RuleAction set(Argument text, Scope scope, Workbench workbench) {
        List<Argument> sides = Clauses.around(text, "=").orElseThrow(() -> text.expected("PLACE = EXPR"));
        Expression value = workbench.expressions().parse(sides.getLast(), scope);
        Argument place = sides.getFirst();
        Optional<RegisterRow> register = Registers.named(place.text().replaceFirst("^\\$", "").toLowerCase(Locale.ROOT));
        if (register.isPresent()) {
            return RuleAction.setRegister(register.get().register(), value);
        }
        Expression target = workbench.expressions().parse(place, scope);
        if (target.root() instanceof Node.Memory memory && (memory.space() == Space.LINEAR || memory.space() == Space.PHYSICAL)
            && memory.type().scalar() && memory.type().bytes() <= 8) {
            var address = new Expression(target.text(), memory.address(), target.slots(), "");
            return RuleAction.setMemory(memory.space() == Space.LINEAR ? Selector.Space.LINEAR : Selector.Space.PHYSICAL, address,
                (int) memory.type().bytes(), value);
        }
        throw place.expected("a register or memory such as u32[0x1000]");
    }
}
