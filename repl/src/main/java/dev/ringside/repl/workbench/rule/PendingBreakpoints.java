package dev.ringside.repl.workbench.rule;

import dev.ringside.emulator.debug.program.Resolved;
import dev.ringside.emulator.debug.rule.CodePlace;
import dev.ringside.emulator.debug.rule.LogLine;
import dev.ringside.emulator.debug.rule.Rule;
import dev.ringside.emulator.debug.rule.RuleAction;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.RuleSpec.Lifetime;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.render.TextRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Breakpoints on names that nobody knows yet, since the kernel is still packed: it is looked for at each write of CR3, which a kernel does
 * before it begins, by a rule that is there only so long. On the machine's thread.
 */
public final class PendingBreakpoints {
    private static final int CR3 = 3;

    private record Pending(String name, Optional<Argument> condition, Lifetime lifetime) {}

    private final Workbench workbench;
    private final List<Pending> pending = new ArrayList<>();
    private Consumer<LogLine> log = line -> { };
    private Rule looking;

    private PendingBreakpoints(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Those of a workbench. */
    public static PendingBreakpoints of(Workbench workbench) {
        return workbench.part(PendingBreakpoints.class, () -> new PendingBreakpoints(workbench));
    }

    /** Sets who hears of a breakpoint that has found its place. */
    public void tell(Consumer<LogLine> listener) {
        log = listener;
    }

    /** Whether a name may become known: nothing is known of the guest yet, neither a kernel nor a file. */
    public boolean possible() {
        return workbench.session().program().linux().isEmpty() && workbench.session().program().symbols().size() == 0;
    }

    /** Keeps a breakpoint until its name is known. The condition is read then. */
    public Rule add(String name, Optional<Argument> condition, Lifetime lifetime) {
        if (looking == null || workbench.session().rules().find(looking.number()).isEmpty()) {
            pending.clear();
            looking = RuleText.add(RuleSpec.of(new Selector.Control(CR3), RuleAction.call("look for the names of pending breakpoints", _ -> look()))
                .named("pending"), workbench);
        }
        pending.add(new Pending(name, condition, lifetime));
        return looking;
    }

    private void look() {
        for (Pending one : List.copyOf(pending)) {
            Optional<Resolved> found = workbench.session().program().resolve(one.name);
            if (found.isPresent()) {
                pending.remove(one);
                say(set(one, found.get().address()));
            }
        }
        if (pending.isEmpty()) {
            workbench.session().rules().remove(looking.number());
        }
    }

    private List<String> set(Pending one, long address) {
        try {
            RuleSpec spec = RuleSpec.stop(new Selector.Execute(new CodePlace.Linear(address))).lasting(one.lifetime);
            RuleSpec whole = one.condition.isPresent() ? spec.when(RuleText.condition(one.condition.get(), spec.selector(), workbench)) : spec;
            return TextRenderer.plain(RuleView.set(RuleText.add(whole, workbench), workbench));
        } catch (CommandException e) {
            return List.of("breakpoint on " + one.name + ": " + e.getMessage());
        }
    }

    private void say(List<String> lines) {
        lines.forEach(line -> log.accept(new LogLine(looking.number(), "pending", workbench.session().instructions(), line)));
    }
}
