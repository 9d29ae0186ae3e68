package dev.ringside.emulator.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ringside.emulator.debug.rule.Rule;
import dev.ringside.emulator.debug.rule.RuleAction;
import dev.ringside.emulator.debug.rule.RuleHit;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.Rules;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.emulator.debug.rule.Template;
import dev.ringside.emulator.debug.rule.TemplateException;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.scope.Scope;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A session whose machine a thread of its own runs, stopped at its first instruction; the test is the front end. */
public final class DrivenGuest implements AutoCloseable, RunListener {
    /** The session. */
    public final Session session;

    /** Its run control. */
    public final RunControl control;

    /** Its machine; to be looked at inside {@link #on}. */
    public final Machine machine;

    /** Lines that rules have logged. */
    public final List<String> log = new CopyOnWriteArrayList<>();

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<RunEnd> run;

    /** Takes a machine and runs it. */
    public DrivenGuest(Machine machine, Session session, long limit) {
        this.machine = machine;
        this.session = session;
        this.control = session.control();
        session.rules().onLog(line -> log.add(line.text()));
        control.attach(this);
        control.holdAtStart();
        run = CompletableFuture.supplyAsync(() -> control.run(limit));
    }

    /** Takes a few bytes of code and runs them. */
    public DrivenGuest(BareGuest guest) {
        this(guest.machine, guest.session, Long.MAX_VALUE);
    }

    @Override
    public void stopped(Stop stop) {
        heard.add(stop);
    }

    @Override
    public void ended(RunEnd end) {
        heard.add(end);
    }

    /** Does something on the machine's thread. */
    public <T> T on(Supplier<T> task) {
        return control.call(task);
    }

    /** Waits for the next stop or end. */
    public Object next() {
        try {
            Object event = heard.poll(20, TimeUnit.SECONDS);
            assertEquals(false, event == null, "nothing happened");
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Resumes and waits for the next stop or end. */
    public Object resume() {
        control.resume();
        return next();
    }

    /** Resumes up to a stop by rules. */
    public Stop.RulesHit hit() {
        return assertInstanceOf(Stop.RulesHit.class, resume());
    }

    /** Resumes up to a stop by one rule. */
    public RuleHit one() {
        Stop.RulesHit stop = hit();
        assertEquals(List.of(), stop.failures());
        assertEquals(1, stop.hits().size());
        return stop.hits().getFirst();
    }

    /** A register. */
    public long get(String register) {
        return on(() -> {
            Registers registers = session.registers(0, RegisterWidth.BITS_64);
            return registers.read(registers.named(register)).low();
        });
    }

    /** Adds a rule. */
    public Rule add(RuleSpec spec) {
        return on(() -> {
            try {
                return session.rules().add(spec);
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Adds a rule that stops. */
    public Rule stop(Selector selector) {
        return add(RuleSpec.stop(selector));
    }

    /** The message with which a rule is refused. */
    public String refused(RuleSpec spec) {
        return on(() -> {
            try {
                session.rules().add(spec);
                return "taken";
            } catch (RefusedException e) {
                return e.getMessage();
            }
        });
    }

    /** An expression for a rule with this selector. */
    public Expression expression(Selector selector, String text) {
        return parse(session.rules(), selector, text);
    }

    /** An expression for a rule with this selector. */
    public static Expression parse(Rules rules, Selector selector, String text) {
        try {
            return Expression.parse(text, rules.scope(selector, Scope.EMPTY));
        } catch (ExpressionException e) {
            throw new AssertionError(e);
        }
    }

    /** A log action for a rule with this selector. */
    public RuleAction logging(Selector selector, String template) {
        try {
            return RuleAction.log(Template.parse(template, session.rules().scope(selector, Scope.EMPTY)));
        } catch (TemplateException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        control.kill();
        run.join();
    }
}
