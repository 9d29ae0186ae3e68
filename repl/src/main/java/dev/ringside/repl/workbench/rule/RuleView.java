package dev.ringside.repl.workbench.rule;

import dev.ringside.emulator.debug.rule.CodePlace;
import dev.ringside.emulator.debug.rule.EventFields.FieldValue;
import dev.ringside.emulator.debug.rule.Histogram;
import dev.ringside.emulator.debug.rule.Rule;
import dev.ringside.emulator.debug.rule.RuleAction;
import dev.ringside.emulator.debug.rule.RuleHit;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rules and their hits as they are shown. On the machine's thread. */
public final class RuleView {
    private static final int HISTOGRAM_ROWS = 50;

    private RuleView() {}

    /** Whether a user thinks of it as a breakpoint: it stops at an instruction and does nothing else. */
    public static boolean breakpoint(RuleSpec spec) {
        return spec.selector() instanceof Selector.Execute && spec.actions().equals(List.of(RuleAction.STOP));
    }

    private static String noun(RuleSpec spec) {
        return breakpoint(spec) ? "breakpoint" : spec.selector() instanceof Selector.Memory && spec.actions().equals(List.of(RuleAction.STOP))
            ? "watchpoint" : "rule";
    }

    /** What was set, and how its condition was understood. */
    public static Result set(Rule rule, Workbench workbench) {
        RuleSpec spec = rule.spec();
        var lines = new ArrayList<Cell>();
        lines.add(Cell.line(Cell.text(spec.lifetime() == RuleSpec.Lifetime.LASTING ? "" : spec.lifetime().label()),
            Cell.text(noun(spec), Style.KEYWORD), Cell.joined(Cell.count(rule.number()), Cell.text(":")), selector(spec.selector(), workbench),
            Cell.text(scope(spec)), Cell.text(breakpoint(spec) || noun(spec).equals("watchpoint") ? "" : "do " + actions(spec))));
        spec.condition().ifPresent(condition -> lines.add(Cell.line(Cell.text("  if"), Cell.text(condition.meaning(), Style.STRING))));
        return new Result.Lines(lines);
    }

    private static Cell selector(Selector selector, Workbench workbench) {
        return selector instanceof Selector.Execute(CodePlace.Linear(long address)) ? Cell.line(Cell.text("at"), workbench.address(address))
            : Cell.text(selector.text());
    }

    private static String scope(RuleSpec spec) {
        return spec.scope().text().isEmpty() ? "" : "in " + spec.scope().text();
    }

    private static String actions(RuleSpec spec) {
        return spec.actions().stream().map(RuleAction::text).collect(Collectors.joining("; "));
    }

    /** All rules. */
    public static Result list(List<Rule> rules, Workbench workbench) {
        var table = Result.table(">number", "enabled", ">hits", ">held", "what", "does");
        rules.forEach(rule -> table.row(Cell.count(rule.number()), new Cell.Truth(rule.enabled()), Cell.count(rule.hits()), Cell.count(rule.held()),
            Cell.line(selector(rule.spec().selector(), workbench), Cell.text(scope(rule.spec())),
                Cell.text(rule.spec().condition().map(condition -> "if " + condition.text()).orElse(""), Style.STRING)),
            Cell.line(Cell.text(actions(rule.spec())), Cell.text(rule.spec().lifetime().label(), Style.REMARK),
                Cell.text(rule.ignored() == 0 ? "" : "ignores " + rule.ignored() + " more", Style.REMARK))));
        return rules.isEmpty() ? Result.line(new Cell.Missing("no rules")) : table.build();
    }

    /** Everything about one rule. */
    public static Result detail(Rule rule, Workbench workbench) {
        RuleSpec spec = rule.spec();
        var fields = Result.fields().field("number", Cell.count(rule.number())).field("enabled", new Cell.Truth(rule.enabled()))
            .field("event", Cell.line(selector(spec.selector(), workbench), Cell.text(scope(spec))));
        spec.condition().ifPresent(condition -> fields.field("condition", Cell.text(condition.text(), Style.STRING))
            .field("meaning", Cell.text(condition.meaning(), Style.STRING)));
        fields.field("actions", Cell.text(actions(spec))).field("lifetime", Cell.text(spec.lifetime() == RuleSpec.Lifetime.LASTING ? "lasting"
            : spec.lifetime().label())).field("hits", Cell.count(rule.hits())).field("held", Cell.count(rule.held())).field("ignored", Cell.count(rule.ignored()));
        var sections = new ArrayList<Result.Section>();
        sections.add(new Result.Section("", fields.build()));
        rule.histograms().forEach((expression, histogram) -> sections.add(new Result.Section(expression, histogram(histogram, workbench))));
        RuleScripts.of(workbench).lines(rule.number()).ifPresent(lines ->
            sections.add(new Result.Section("commands", new Result.Lines(lines.stream().<Cell>map(Cell::text).toList()))));
        return new Result.Sections(sections);
    }

    private static Result histogram(Histogram histogram, Workbench workbench) {
        var table = Result.table(">count", "value");
        histogram.rows().stream().limit(HISTOGRAM_ROWS).forEach(row -> table.row(Cell.count(row.count()), workbench.address(row.value())));
        if (histogram.rows().size() > HISTOGRAM_ROWS) {
            table.row(Cell.text(""), new Cell.Missing(histogram.rows().size() - HISTOGRAM_ROWS + " values more"));
        }
        if (histogram.missing() > 0) {
            table.row(Cell.count(histogram.missing()), new Cell.Missing("no value"));
        }
        return table.build();
    }

    /** Why a rule has stopped the guest. */
    public static Cell hit(RuleHit hit, Workbench workbench) {
        Cell head = Cell.line(Cell.text(noun(hit.spec()), Style.CURRENT), Cell.joined(Cell.count(hit.rule()), Cell.text(",")),
            Cell.text("hit " + hit.hit(), Style.REMARK));
        Cell what = noun(hit.spec()).equals("breakpoint") ? Cell.text("") : Cell.text(hit.spec().selector().text());
        var fields = new ArrayList<Cell>();
        hit.fields().forEach(field -> fields.add(field(field)));
        return Cell.line(head, what, Cell.text(hit.event(), Style.SYMBOL), new Cell.Chain(fields, " "));
    }

    private static Cell field(FieldValue field) {
        boolean small = field.type().bits() <= 8 || field.value() >= 0 && field.value() < 10;
        return Cell.joined(Cell.text(field.name(), Style.REGISTER), Cell.text("="), small ? Cell.count(field.value()) : Cell.hex(field.value()),
            Cell.text(field.meaning().isEmpty() ? "" : " (" + field.meaning() + ")"));
    }

    /** The fields of an event. */
    public static Result fields(Selector selector, Workbench workbench) {
        var table = Result.table("field", "type", "what");
        workbench.session().rules().fields(selector).descriptions().forEach(field ->
            table.row(Cell.text(field.name(), Style.REGISTER), Cell.text(field.type().name()), Cell.text(field.help())));
        Result.Table fields = table.build();
        if (fields.rows().isEmpty()) {
            throw new CommandException("the event has no fields: " + selector.text());
        }
        return fields;
    }
}
