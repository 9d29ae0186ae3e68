package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.Recorder;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.condition.CompiledValue;
import dev.ringside.emulator.debug.condition.CompiledCondition;
import dev.ringside.emulator.debug.condition.ConditionCompiler;
import dev.ringside.emulator.debug.condition.ConditionEnvironment;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.Platform;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** The rules of a session. On the machine's thread: inside {@link dev.ringside.emulator.debug.RunControl#call}. */
public final class Rules {
    private final Session session;
    private final Cpu cpu;
    private final Platform platform;
    private final Armory armory;
    private final TreeMap<Integer, Rule> rules = new TreeMap<>();
    private final List<Trigger.Waiting> waiting = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Consumer<LogLine>> logs = new CopyOnWriteArrayList<>();
    private ConditionEnvironment environment = ConditionEnvironment.EMPTY;
    private LongFunction<String> symbolizer = address -> "0x" + Long.toHexString(address);
    private Optional<Recorder> recorder = Optional.empty();
    private int lastNumber;

    /** The table of a session over a machine. */
    public Rules(Session session, Machine machine, Platform platform) {
        this.session = session;
        this.cpu = machine.cpu(0);
        this.platform = platform;
        this.armory = new Armory(session, machine, platform);
    }

    // ---- what front ends supply ----

    /** What expressions may ask for and the machine does not hold; of rules that are added from now on. */
    public void environment(ConditionEnvironment newEnvironment) {
        environment = newEnvironment;
    }

    /** Who names addresses in templates: {@code {expr:symbol}}. */
    public void symbolizer(LongFunction<String> newSymbolizer) {
        symbolizer = newSymbolizer;
    }

    /** Where the action {@code record} records to. */
    public void recorder(Recorder newRecorder) {
        recorder = Optional.of(newRecorder);
    }

    /** From now on {@code listener} hears of every line that rules log, on the machine's thread; it must not block. */
    public void onLog(Consumer<LogLine> listener) {
        logs.add(listener);
    }

    /** {@code listener} hears no more. */
    public void removeLog(Consumer<LogLine> listener) {
        logs.remove(listener);
    }

    // ---- the table ----

    /** What names mean in the expressions of a rule with this selector: what they mean in {@code outer}, and the fields of its events. */
    public Scope scope(Selector selector, Scope outer) {
        return new SelectorScope(outer, fields(selector));
    }

    /** The fields that the events of a selector have. */
    public EventFields fields(Selector selector) {
        return EventFields.of(selector, platform.signatures());
    }

    /**
     * Adds a rule, enabled.
     *
     * @throws RefusedException when there is no such event, or an action cannot be done; one line says why, and nothing has changed
     */
    public Rule add(RuleSpec spec) throws RefusedException {
        Rule rule = new Rule(lastNumber + 1, spec);
        prepare(rule);
        lastNumber++;
        rules.put(rule.number(), rule);
        return rule;
    }

    private void prepare(Rule rule) throws RefusedException {
        RuleSpec spec = rule.spec();
        spec.selector().check();
        CompiledCondition condition = spec.condition().isEmpty() ? null : ConditionCompiler.compile(spec.condition().get(), environment);
        Trigger trigger = new Trigger(this, rule, fields(spec.selector()), condition);
        rule.become(trigger);
        trigger.bind();
        rule.arm(armory.arm(spec.selector(), trigger));
    }

    /**
     * Puts another rule in a rule's place, under its number: for a condition or actions that a user gives later. Its counts begin anew.
     *
     * @throws RefusedException when there is no rule of this number, or see {@link #add}; the old rule stays
     */
    public Rule replace(int number, RuleSpec spec) throws RefusedException {
        Rule old = find(number).orElseThrow(() -> new RefusedException("there is no rule " + number));
        Rule rule = new Rule(number, spec);
        prepare(rule);
        if (!old.enabled()) {
            rule.disarm();
        }
        old.disarm();
        rules.put(number, rule);
        return rule;
    }

    /** Removes a rule; returns whether there was one. */
    public boolean remove(int number) {
        Rule rule = rules.remove(number);
        if (rule != null) {
            rule.disarm();
        }
        return rule != null;
    }

    /**
     * Enables or disables a rule; its counts stay. Returns whether there is one. One that cannot be enabled any more, because what it names
     * has gone, stays disabled and says so when the guest stops.
     */
    public boolean enable(int number, boolean enabled) {
        Rule rule = rules.get(number);
        if (rule != null && enabled != rule.enabled()) {
            if (!enabled) {
                rule.disarm();
            } else {
                try {
                    rule.arm(armory.arm(rule.spec().selector(), rule.trigger()));
                } catch (RefusedException e) {
                    failed(rule, e.getMessage());
                }
            }
        }
        return rule != null;
    }

    /** Lets a rule do nothing the next {@code times} times that its condition holds; returns whether there is one. */
    public boolean ignore(int number, long times) {
        Rule rule = rules.get(number);
        if (rule != null) {
            rule.trigger().ignore(times);
        }
        return rule != null;
    }

    /** The rule of this number. */
    public Optional<Rule> find(int number) {
        return Optional.ofNullable(rules.get(number));
    }

    /** All rules, by number. */
    public List<Rule> list() {
        return List.copyOf(rules.values());
    }

    // ---- for rules ----

    Session session() {
        return session;
    }

    Cpu cpu() {
        return cpu;
    }

    ConditionEnvironment environment() {
        return environment;
    }

    CompiledValue compileValue(Expression expression) {
        return ConditionCompiler.compileValue(expression, environment);
    }

    String symbolize(long address) {
        return symbolizer.apply(address);
    }

    void log(Rule rule, String text) {
        LogLine line = new LogLine(rule.number(), rule.spec().name(), cpu.retired(), text);
        logs.forEach(listener -> listener.accept(line));
    }

    void requireRecorder() throws RefusedException {
        if (recorder.isEmpty()) {
            throw new RefusedException("record: there is no trace to record to");
        }
    }

    void record(AbiCall call) {
        recorder.ifPresent(to -> to.record(call));
    }

    void wait(Trigger.Waiting what) {
        waiting.add(what);
    }

    void failed(Rule rule, String message) {
        failures.add("rule " + rule.number() + ": " + message);
    }

    // ---- for run control ----

    /**
     * What rules came to since they were last {@linkplain #settle settled}.
     *
     * @param hits rules that stop the guest, in the order of their events
     * @param failures actions that could not be done, one line each; the guest stops for them too
     */
    public record Outcome(List<RuleHit> hits, List<String> failures) {
        /** Whether the guest is to stop. */
        public boolean stops() {
            return !hits.isEmpty() || !failures.isEmpty();
        }

        /** Both, one after the other. */
        public Outcome and(Outcome later) {
            return new Outcome(Stream.concat(hits.stream(), later.hits.stream()).toList(), Stream.concat(failures.stream(), later.failures.stream()).toList());
        }
    }

    /** Whether rules wait for the engine to stop. */
    public boolean unsettled() {
        return !waiting.isEmpty() || !failures.isEmpty();
    }

    /** Does what had to wait until the engine has stopped. For run control: the engine must not run. */
    public Outcome settle() {
        List<RuleHit> hits = new ArrayList<>();
        List<Trigger.Waiting> now = List.copyOf(waiting);
        waiting.clear();
        for (Trigger.Waiting what : now) {
            what.trigger().performDeferred(what);
            if (what.trigger().stops()) {
                hits.add(what.hit());
            }
        }
        List<String> failed = List.copyOf(failures);
        failures.clear();
        return new Outcome(hits, failed);
    }

    /** The machine has been put into a saved state; rules stay, what they derived from the old state does not. */
    public void restored() {
        waiting.clear();
        failures.clear();
        armory.restored();
    }
}
