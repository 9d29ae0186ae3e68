package dev.ringside.repl.workbench.rule;

import dev.ringside.emulator.debug.Stop;
import dev.ringside.emulator.debug.rule.RuleHit;
import dev.ringside.repl.workbench.Running.Event;
import dev.ringside.repl.workbench.Workbench;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands that the prompt carries out when a rule has stopped the guest. On the machine's thread. */
public final class RuleScripts {
    private static final String SILENT = "silent";

    private final Map<Integer, List<String>> scripts = new HashMap<>();

    /** Those of a workbench. */
    public static RuleScripts of(Workbench workbench) {
        return workbench.part(RuleScripts.class, RuleScripts::new);
    }

    /** Gives a rule its commands; an empty list takes them away. */
    public void set(int rule, List<String> lines) {
        if (lines.isEmpty()) {
            scripts.remove(rule);
        } else {
            scripts.put(rule, List.copyOf(lines));
        }
    }

    /** The commands of a rule. */
    public Optional<List<String>> lines(int rule) {
        return Optional.ofNullable(scripts.get(rule));
    }

    /** What is to be carried out after a stop, in the order of its hits. */
    public List<String> after(Event event) {
        var lines = new ArrayList<String>();
        for (List<String> script : scripts(event)) {
            lines.addAll(script.getFirst().strip().equals(SILENT) ? script.subList(1, script.size()) : script);
        }
        return lines;
    }

    /** Whether a stop is not to be reported: every rule that has stopped the guest says so. */
    public boolean silent(Event event) {
        List<List<String>> hit = scripts(event);
        return event instanceof Event.Stopped(Stop.RulesHit(var hits, _, var failures)) && failures.isEmpty() && hit.size() == hits.size()
            && hit.stream().allMatch(script -> script.getFirst().strip().equals(SILENT));
    }

    private List<List<String>> scripts(Event event) {
        return event instanceof Event.Stopped(Stop.RulesHit(List<RuleHit> hits, _, _))
            ? hits.stream().map(hit -> scripts.get(hit.rule())).filter(script -> script != null).toList() : List.of();
    }
}
