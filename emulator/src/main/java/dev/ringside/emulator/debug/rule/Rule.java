package dev.ringside.emulator.debug.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule that lives in a session. On the machine's thread. */
public final class Rule {
    private final int number;
    private final RuleSpec spec;
    private final Map<String, Histogram> histograms = new LinkedHashMap<>();
    private Trigger trigger;
    private Armed armed;

    Rule(int number, RuleSpec spec) {
        this.number = number;
        this.spec = spec;
    }

    void become(Trigger newTrigger) {
        trigger = newTrigger;
    }

    Trigger trigger() {
        return trigger;
    }

    void arm(Armed newArmed) {
        armed = newArmed;
    }

    void disarm() {
        if (armed != null) {
            Armed old = armed;
            armed = null;
            old.disarm();
        }
    }

    Histogram histogram(String expression) {
        return histograms.computeIfAbsent(expression, text -> new Histogram());
    }

    /** Its number in the table: from 1, never used again. */
    public int number() {
        return number;
    }

    /** What it is. */
    public RuleSpec spec() {
        return spec;
    }

    /** Whether it waits for events. */
    public boolean enabled() {
        return armed != null;
    }

    /** How often its event has happened in its scope. */
    public long hits() {
        return trigger.moment.hit;
    }

    /** How often its condition held. */
    public long held() {
        return trigger.moment.count;
    }

    /** How often it will still do nothing although the condition holds. */
    public long ignored() {
        return trigger.ignored();
    }

    /** The histograms of its count actions, by the expressions' texts. */
    public Map<String, Histogram> histograms() {
        return Collections.unmodifiableMap(histograms);
    }

    /** The fields of its events. */
    public List<EventFields.Description> fields() {
        return trigger.fields().descriptions();
    }
}
