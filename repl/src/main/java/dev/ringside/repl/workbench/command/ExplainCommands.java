package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.inspect.explain.Explainer;
import dev.ringside.emulator.debug.inspect.explain.Explanation;
import dev.ringside.emulator.debug.inspect.paging.Level;
import dev.ringside.emulator.platform.CallRow;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.Candidate;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code explain}. */
final class ExplainCommands {
    private static final int VECTORS = 256;

    private static final Parameter<Long> WHERE = Parameter.optional("address", Kinds.ADDRESS, "of an instruction; the next one if it is left out");
    private static final Parameter<Argument> CALL = Parameter.required("call", Kinds.word("CALL", argument -> argument, ExplainCommands::calls),
        "a call's name, with or without its prefix, or its number");
    private static final Parameter<Long> ENTRY = Parameter.required("entry", Kinds.NUMBER, "the value of a page-table entry");
    private static final Parameter<String> LEVEL = Parameter.optional("level", Kinds.choice("LEVEL",
        Arrays.stream(Level.values()).map(l -> l.name().toLowerCase(Locale.ROOT)).toList()), "pte if it is left out");
    private static final Parameter<Long> SELECTOR = Parameter.required("selector", Kinds.NUMBER, "a segment selector");
    private static final Parameter<Long> VECTOR = Parameter.required("vector", Kinds.NUMBER, "the exception's vector");
    private static final Parameter<Long> ERROR = Parameter.required("code", Kinds.NUMBER, "the error code");
    private static final Parameter<Argument> REGISTER = Parameter.required("register", Kinds.WORD, "cr0, cr3, cr4, eflags, dr6, or a model-specific register");
    private static final Parameter<Argument> LEAF = Parameter.required("leaf", Kinds.WORD, "a number, or the name of a feature");
    private static final Parameter<Long> SUBLEAF = Parameter.optional("subleaf", Kinds.NUMBER, "what ECX holds");

    private ExplainCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            row("explain", "explains an instruction, and what it would do now").takes(WHERE)
                .describe("What it does, its operands with what they hold, the flags it reads, writes and leaves undefined, what it needs, the exceptions "
                    + "it can raise; of calls, MSRs and CPUID also what they are about. explain fault, call, pte, selector, error, register, cpuid "
                    + "explain other things.")
                .example("explain").example("explain cs:ip").linuxExample("explain schedule")
                .does(i -> shown(i.find(WHERE).map(explainer(i)::instruction).orElseGet(explainer(i)::instruction))),
            row("explain fault", "explains the last exception: where, why, what the tables say").example("explain fault")
                .does(i -> shown(explainer(i).lastFault())),
            row("explain call", "explains a call to the hypervisor, with its arguments").takes(CALL).linuxExample("explain call KICK_CPU")
                .does(ExplainCommands::call),
            row("explain pte", "explains the bits of a page-table entry").takes(ENTRY, LEVEL).example("explain pte 0x8000000012345163")
                .example("explain pte 0xe7, pde").does(ExplainCommands::entry),
            row("explain selector", "explains a segment selector and its descriptor").alias("explain descriptor").takes(SELECTOR)
                .example("explain selector 0x10").does(i -> shown(explainer(i).selector((int) (long) i.get(SELECTOR) & 0xFFFF))),
            row("explain error", "explains the error code of an exception").takes(VECTOR, ERROR).example("explain error 14, 7")
                .example("explain error 13, 0x18").does(ExplainCommands::error),
            row("explain register", "explains the bits of a control register, the flags, or an MSR").alias("explain msr").takes(REGISTER)
                .example("explain register cr0").example("explain register EFER").does(ExplainCommands::register),
            row("explain cpuid", "explains a leaf of CPUID, or a feature").takes(LEAF, SUBLEAF).example("explain cpuid 1")
                .example("explain cpuid smap").does(ExplainCommands::cpuid));
    }

    private static CommandRow.Builder row(String name, String summary) {
        return CommandRow.named(name, Group.MACHINE, summary);
    }

    private static Explainer explainer(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        return explainer(workbench);
    }

    private static Explainer explainer(Workbench workbench) {
        return workbench.session().inspect().explain(0, linear -> workbench.program().nameOf(linear).orElse(""));
    }

    private static List<Candidate> calls(String typed, Workbench workbench) {
        return explainer(workbench).calls().stream().map(CallRow::name).filter(n -> n.startsWith(typed.toUpperCase(Locale.ROOT)))
            .map(n -> Candidate.of(n, "")).toList();
    }

    private static Result shown(Explanation explanation) {
        List<Result.Section> sections = new ArrayList<>();
        sections.add(new Result.Section("", new Result.Lines(List.of(Cell.text(explanation.title(), Style.CURRENT),
            Cell.text(explanation.source(), Style.REMARK)))));
        for (Explanation.Part part : explanation.parts()) {
            boolean labelled = part.lines().stream().anyMatch(line -> !line.label().isEmpty());
            if (labelled) {
                var fields = Result.fields();
                part.lines().forEach(line -> fields.field(line.label(), Cell.text(line.words())));
                sections.add(new Result.Section(part.heading(), fields.build()));
            } else {
                sections.add(new Result.Section(part.heading(), new Result.Lines(part.lines().stream().<Cell>map(l -> Cell.text(l.words())).toList())));
            }
        }
        return new Result.Sections(sections);
    }

    private static Result shown(Optional<Explanation> explanation, Argument argument, String expected) {
        return shown(explanation.orElseThrow(() -> argument.expected(expected)));
    }

    private static Optional<Integer> number(Argument argument) {
        if (!argument.text().matches("[0-9].*")) {
            return Optional.empty();
        }
        try {
            long value = Long.decode(argument.text());
            if (value >>> 32 == 0) {
                return Optional.of((int) value);
            }
        } catch (NumberFormatException _) {
            // answered below
        }
        throw argument.expected("a number of at most 32 bits, or a name");
    }

    private static Result call(Invocation invocation) {
        Argument call = invocation.get(CALL);
        Explainer explainer = explainer(invocation);
        if (explainer.calls().isEmpty()) {
            throw new CommandException("this platform has no calls");
        }
        return shown(number(call).map(n -> explainer.call(n & 0xFFFFFFFFL)).orElseGet(() -> explainer.call(call.text())), call, "a call that the platform knows");
    }

    private static Result entry(Invocation invocation) {
        Level level = Level.valueOf(invocation.find(LEVEL).orElse("pte").toUpperCase(Locale.ROOT));
        try {
            return shown(explainer(invocation).entry(level, invocation.get(ENTRY)));
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private static Result error(Invocation invocation) {
        long vector = invocation.get(VECTOR);
        if (vector < 0 || vector >= VECTORS) {
            throw new CommandException("expected a vector from 0 to " + (VECTORS - 1) + ", found " + vector);
        }
        return shown(explainer(invocation).errorCode((int) vector, (int) (long) invocation.get(ERROR)));
    }

    private static Result register(Invocation invocation) {
        Argument register = invocation.get(REGISTER);
        Explainer explainer = explainer(invocation);
        return shown(number(register).map(explainer::msr).orElseGet(() -> explainer.register(register.text())), register,
            "cr0, cr3, cr4, eflags, dr6, or a model-specific register that exists here");
    }

    private static Result cpuid(Invocation invocation) {
        Argument leaf = invocation.get(LEAF);
        Explainer explainer = explainer(invocation);
        int subleaf = (int) (long) invocation.find(SUBLEAF).orElse(0L);
        return shown(number(leaf).map(n -> Optional.of(explainer.leaf(n, subleaf))).orElseGet(() -> explainer.feature(leaf.text())), leaf,
            "a leaf's number, or a feature's name");
    }
}
