package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.rule.Access;
import dev.ringside.emulator.debug.rule.CodePlace;
import dev.ringside.emulator.debug.rule.Rule;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.RuleSpec.Lifetime;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.BreakPlace;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.rule.PendingBreakpoints;
import dev.ringside.repl.workbench.rule.RuleScripts;
import dev.ringside.repl.workbench.rule.RuleText;
import dev.ringside.repl.workbench.rule.RuleView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Breakpoints, watchpoints and rules. */
final class RuleCommands {
    private static final Parameter<BreakPlace> WHERE = Parameter.optional("location", BreakPlace.KIND, "where; nothing: the next instruction");
    private static final Parameter<CodePlace> CLEARED = Parameter.required("location", Kinds.CODE_PLACE, "where");
    private static final Parameter<Argument> WATCHED = Parameter.required("expression", Kinds.EXPRESSION_TEXT, "something in memory: u32[0x1000], a variable");
    private static final Parameter<Argument> CONDITION = Parameter.after("if", "condition", Kinds.EXPRESSION_TEXT, "only when it holds");
    private static final Parameter<Argument> RULE = Parameter.required("rule", Kinds.TEXT, "an event, and what then");
    private static final Parameter<Argument> EVENT = Parameter.required("event", Kinds.TEXT, "an event, as rule has it");
    private static final Parameter<Long> NUMBER = Parameter.required("number", Kinds.RULE_NUMBER, "a rule's number");
    private static final Parameter<Long> LAST = Parameter.optional("number", Kinds.RULE_NUMBER, "a rule's number; nothing: the last one");
    private static final Parameter<Long> NUMBERS = Parameter.repeated("number", Kinds.RULE_NUMBER, "numbers of rules; none: all");
    private static final Parameter<Argument> NEW_CONDITION = Parameter.optional("condition", Kinds.EXPRESSION_TEXT, "what must hold; nothing: no condition");
    private static final Parameter<Long> TIMES = Parameter.required("count", Kinds.NUMBER, "how often nothing is done");

    private RuleCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("break", Group.RULES, "stops before an instruction executes").alias("b", "br").takes(WHERE, CONDITION)
                .describe("""
                    A LOCATION is an address, a symbol, a source line (file.c:12) where lines are known, SELECTOR:OFFSET, or phys:ADDRESS. How a
                    condition was understood is told. In it hit counts how often the place was come to, count how often the condition held. A name that is not
                    known because the kernel is still packed is looked for while the guest boots.""")
                .example("break *0x100013").example("break *0x100013 if eax != 0 && hit > 2").example("break phys:0x100013")
                .linuxExample("break schedule if task->pid == 1").does(i -> code(i, Lifetime.LASTING)),
            CommandRow.named("tbreak", Group.RULES, "stops before an instruction executes, once").alias("tb").takes(WHERE, CONDITION)
                .example("tbreak *0x100013").does(i -> code(i, Lifetime.TEMPORARY)),
            CommandRow.named("watch", Group.RULES, "stops when something in memory changes").takes(WATCHED, CONDITION)
                .describe("In the condition old and new are its values. The guest stops after the instruction that did it.")
                .example("watch u32[0x106000]").example("watch u32[phys:0x106000] if new == 0").does(i -> data(i, EnumSet.of(Access.WRITE), true)),
            CommandRow.named("rwatch", Group.RULES, "stops when something in memory is read").takes(WATCHED, CONDITION).example("rwatch u32[0x106000]")
                .does(i -> data(i, EnumSet.of(Access.READ), false)),
            CommandRow.named("awatch", Group.RULES, "stops when something in memory is read or written").takes(WATCHED, CONDITION)
                .example("awatch u32[0x106000]").does(i -> data(i, Access.any(), false)),
            CommandRow.named("rule", Group.RULES, "does something when the guest does something").takes(RULE).describe(RuleText.help())
                .example("rule abi * do log \"{arg.leaf:x}\"; count arg.leaf").example("rule exception 14 if error == 2 do log \"fault at {cr2:symbol}\"")
                .example("rule port 0x20..0x21 out in cpl 0 do count value").does(i -> set(RuleText.read(i.get(RULE), i.workbench()), i)),
            CommandRow.named("info rules", Group.RULES, "lists breakpoints, watchpoints and rules").alias("info breakpoints", "info watchpoints")
                .example("info rules", "break *pc").does(i -> RuleView.list(i.workbench().session().rules().list(), i.workbench())),
            CommandRow.named("info rule", Group.RULES, "tells everything about one rule: meaning, counts, histograms").takes(NUMBER)
                .example("info rule 1", "break *pc").does(i -> RuleView.detail(RuleText.find(i.get(NUMBER), i.workbench()), i.workbench())),
            CommandRow.named("info fields", Group.RULES, "lists what conditions may name of an event").takes(EVENT).example("info fields exception 14")
                .example("info fields abi KVM_HC_*").does(i -> RuleView.fields(RuleText.event(i.get(EVENT), i.workbench()), i.workbench())),
            CommandRow.named("delete", Group.RULES, "removes rules").alias("d", "del").takes(NUMBERS).example("delete 1", "break *pc").does(RuleCommands::delete),
            CommandRow.named("clear", Group.RULES, "removes the breakpoints at a place").takes(CLEARED).example("clear *pc", "break *pc").does(RuleCommands::clear),
            CommandRow.named("enable", Group.RULES, "lets rules act again").alias("en").takes(NUMBERS).example("enable 1", "break *pc", "disable 1")
                .does(i -> enable(i, true)),
            CommandRow.named("disable", Group.RULES, "lets rules rest").alias("dis").takes(NUMBERS).example("disable 1", "break *pc").does(i -> enable(i, false)),
            CommandRow.named("condition", Group.RULES, "gives a rule another condition, or none").alias("cond").takes(NUMBER, NEW_CONDITION)
                .example("condition 1 eax == 5", "break *pc").does(RuleCommands::condition),
            CommandRow.named("ignore", Group.RULES, "lets a rule do nothing some times").takes(NUMBER, TIMES).example("ignore 1 10", "break *pc")
                .does(RuleCommands::ignore),
            CommandRow.named("commands", Group.RULES, "gives a rule commands for the prompt to carry out when it stops the guest").takes(LAST).body()
                .describe("The lines up to \"end\" are carried out at each stop; \"silent\" as the first keeps the stop quiet. No lines: no more commands.")
                .does(RuleCommands::commands));
    }

    private static Result set(RuleSpec spec, Invocation invocation) {
        return RuleView.set(RuleText.add(spec, invocation.workbench()), invocation.workbench());
    }

    private static RuleSpec when(RuleSpec spec, Invocation invocation) {
        return invocation.find(CONDITION).map(text -> spec.when(RuleText.condition(text, spec.selector(), invocation.workbench()))).orElse(spec);
    }

    private static Result code(Invocation invocation, Lifetime lifetime) {
        BreakPlace place = invocation.find(WHERE).orElseGet(() -> new BreakPlace.Known(new CodePlace.Linear(invocation.machine().pc())));
        return switch (place) {
            case BreakPlace.Known(CodePlace known) ->
                set(when(RuleSpec.stop(new Selector.Execute(known)), invocation).lasting(lifetime), invocation);
            case BreakPlace.Later(String name, CommandException problem) -> pending(name, problem, lifetime, invocation);
        };
    }

    private static Result pending(String name, CommandException problem, Lifetime lifetime, Invocation invocation) {
        PendingBreakpoints pending = PendingBreakpoints.of(invocation.workbench());
        if (!pending.possible()) {
            throw problem;
        }
        Rule looking = pending.add(name, invocation.find(CONDITION), lifetime);
        return Result.line(Cell.text("breakpoint on " + name + " is pending: no kernel is known yet; rule " + looking.number() + " looks for it"));
    }

    private static Result data(Invocation invocation, Set<Access> accesses, boolean changes) {
        return set(when(RuleSpec.stop(RuleText.accesses(invocation.get(WATCHED), accesses, changes, invocation.workbench())), invocation), invocation);
    }

    private static List<Rule> chosen(Invocation invocation) {
        List<Long> numbers = invocation.all(NUMBERS);
        return numbers.isEmpty() ? invocation.workbench().session().rules().list()
            : numbers.stream().map(number -> RuleText.find(number, invocation.workbench())).toList();
    }

    private static Result delete(Invocation invocation) {
        chosen(invocation).forEach(rule -> remove(rule, invocation.workbench()));
        return Result.nothing();
    }

    private static void remove(Rule rule, Workbench workbench) {
        workbench.session().rules().remove(rule.number());
        RuleScripts.of(workbench).set(rule.number(), List.of());
    }

    private static Result clear(Invocation invocation) {
        Selector wanted = new Selector.Execute(invocation.get(CLEARED));
        List<Rule> found = invocation.workbench().session().rules().list().stream().filter(rule -> rule.spec().selector().equals(wanted)).toList();
        if (found.isEmpty()) {
            throw new CommandException("expected a place with a breakpoint, found none at " + wanted.text());
        }
        found.forEach(rule -> remove(rule, invocation.workbench()));
        return Result.line(Cell.text("removed"), Cell.text(String.join(", ", found.stream().map(rule -> "" + rule.number()).toList())));
    }

    private static Result enable(Invocation invocation, boolean enabled) {
        chosen(invocation).forEach(rule -> invocation.workbench().session().rules().enable(rule.number(), enabled));
        return Result.nothing();
    }

    private static Result condition(Invocation invocation) {
        Rule rule = RuleText.find(invocation.get(NUMBER), invocation.workbench());
        RuleSpec spec = invocation.find(NEW_CONDITION)
            .map(text -> rule.spec().when(RuleText.condition(text, rule.spec().selector(), invocation.workbench()))).orElseGet(() -> rule.spec().always());
        return RuleView.set(RuleText.replace(rule, spec, invocation.workbench()), invocation.workbench());
    }

    private static Result ignore(Invocation invocation) {
        Rule rule = RuleText.find(invocation.get(NUMBER), invocation.workbench());
        invocation.workbench().session().rules().ignore(rule.number(), Math.max(0, invocation.get(TIMES)));
        return Result.nothing();
    }

    private static Result commands(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        List<Rule> all = workbench.session().rules().list();
        Rule rule = invocation.find(LAST).map(number -> RuleText.find(number, workbench)).orElseGet(() -> {
            if (all.isEmpty()) {
                throw new CommandException("expected a rule to give commands to, found none");
            }
            return all.getLast();
        });
        RuleScripts.of(workbench).set(rule.number(), invocation.body().stream().filter(line -> !line.isBlank()).toList());
        return Result.nothing();
    }
}
