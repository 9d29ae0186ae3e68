package dev.ringside.repl.workbench.rule;

import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.rule.Rule;
import dev.ringside.emulator.debug.rule.RuleAction;
import dev.ringside.emulator.debug.rule.RuleScope;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.RuleSpec.Lifetime;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.MemoryPlace;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.emulator.debug.rule.Access;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules from text: {@code EVENT [if CONDITION] [in SCOPE] [do ACTION; ...]}. On the machine's thread. */
public final class RuleText {
    private RuleText() {}

    /** The events and actions, for help. */
    public static String help() {
        return "rule EVENT [if CONDITION] [in cpl N, mode N, cr3 N, cpu N, task N] [do ACTION; ...]\n"
            + "Without actions it stops the guest. Events:\n" + Stream.of(EventRow.values()).map(EventRow::line).collect(Collectors.joining("\n"))
            + "\nA RANGE is FROM..TO, phys:FROM..TO, or what an expression reads: u32[0x1000]. Actions, separated by semicolons:\n"
            + Stream.of(ActionRow.values()).map(ActionRow::line).collect(Collectors.joining("\n"))
            + "\n  once, temporary                disables or removes the rule when it has acted\n"
            + "`info fields EVENT` lists what conditions and texts may name of an event.";
    }

    /** The rule that a text describes. */
    public static RuleSpec read(Argument text, Workbench workbench) {
        Map<String, Argument> clauses = Clauses.of(text);
        Selector selector = EventRow.read(clauses.get(""), workbench);
        RuleSpec spec = RuleSpec.stop(selector);
        if (clauses.containsKey("if")) {
            spec = spec.when(condition(clauses.get("if"), selector, workbench));
        }
        if (clauses.containsKey("in")) {
            spec = spec.in(scope(clauses.get("in"), workbench));
        }
        return clauses.containsKey("do") ? acting(spec, clauses.get("do"), workbench) : spec;
    }

    /** The event that a text names. */
    public static Selector event(Argument text, Workbench workbench) {
        return EventRow.read(text, workbench);
    }

    /** Accesses of what an expression reads. */
    public static Selector accesses(Argument text, Set<Access> accesses, boolean changes, Workbench workbench) {
        return EventRow.memory(MemoryPlace.of(text, workbench), text, accesses, changes);
    }

    /** A condition on an event, with the event's fields as names. */
    public static Expression condition(Argument text, Selector selector, Workbench workbench) {
        Expression condition = workbench.expressions().parse(text, names(selector, workbench));
        if (!condition.root().type().scalar()) {
            throw text.expected("a condition");
        }
        return condition;
    }

    private static Scope names(Selector selector, Workbench workbench) {
        return workbench.session().rules().scope(selector, workbench.expressions().scope());
    }

    private static RuleScope scope(Argument text, Workbench workbench) {
        RuleScope scope = RuleScope.ANYWHERE;
        for (Argument part : Clauses.parts(text, ",")) {
            List<Argument> words = Clauses.headAndRest(part);
            if (words.getLast().text().isEmpty()) {
                throw part.expected("cpl N, mode N, cr3 N, cpu N or task N");
            }
            long value = Kinds.NUMBER.parse(words.getLast(), workbench);
            scope = switch (words.getFirst().text()) {
                case "cpl" -> scope.atPrivilege((int) value);
                case "mode" -> scope.inMode((int) value);
                case "cr3" -> scope.inAddressSpace(value);
                case "cpu" -> scope.onCpu((int) value);
                case "task" -> scope.inTask(value);
                default -> throw words.getFirst().expected("cpl, mode, cr3, cpu or task");
            };
        }
        return scope;
    }

    private static RuleSpec acting(RuleSpec spec, Argument text, Workbench workbench) {
        Scope names = names(spec.selector(), workbench);
        var actions = new ArrayList<RuleAction>();
        Lifetime lifetime = Lifetime.LASTING;
        for (Argument part : Clauses.parts(text, ";")) {
            switch (part.text()) {
                case "once" -> lifetime = Lifetime.ONE_SHOT;
                case "temporary" -> lifetime = Lifetime.TEMPORARY;
                default -> actions.add(ActionRow.read(part, names, workbench));
            }
        }
        return spec.doing(actions.isEmpty() ? spec.actions() : actions).lasting(lifetime);
    }

    /** Sets a rule. */
    public static Rule add(RuleSpec spec, Workbench workbench) {
        try {
            return workbench.session().rules().add(spec);
        } catch (RefusedException e) {
            throw new CommandException(e.getMessage());
        }
    }

    /** Puts another rule in a rule's place. */
    public static Rule replace(Rule rule, RuleSpec spec, Workbench workbench) {
        try {
            return workbench.session().rules().replace(rule.number(), spec);
        } catch (RefusedException e) {
            throw new CommandException(e.getMessage());
        }
    }

    /** The rule of a number. */
    public static Rule find(long number, Workbench workbench) {
        Optional<Rule> rule = number > Integer.MAX_VALUE ? Optional.empty() : workbench.session().rules().find((int) number);
        return rule.orElseThrow(() -> new CommandException("expected the number of a rule, found " + number + " (info rules lists them)"));
    }
}
