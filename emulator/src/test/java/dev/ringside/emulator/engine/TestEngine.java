package dev.ringside.emulator.engine;

import java.util.Locale;

/**
 * The engines that suites run on, one row each: a new row takes part in every suite that is said to run on every engine
 * ({@code @EnumSource}), in the lock-step checks and in switching.
 */
public enum TestEngine {
    /** The oracle of all others. */
    INTERPRETER(false, EngineFactory.interpreter()),
    /** The same with its instructions in chains soon, which usually takes long. */
    CHAINS(false, (cpu, semantics) -> Interpreter.chaining(cpu, semantics, 20)),
    /** Every block becomes a unit before it runs. */
    TRANSLATOR(true, EngineFactory.translator(0)),
    /** Blocks become units soon, whenever a thread beside this one has made them: as users have it, and never twice the same way. */
    BACKGROUND(true, EngineFactory.promoting(20)),
    /** Blocks become units soon, so that both kinds of code run. */
    TIERS(true, EngineFactory.translator(20));

    private final boolean translates;
    private final EngineFactory factory;

    TestEngine(boolean translates, EngineFactory factory) {
        this.translates = translates;
        this.factory = factory;
    }

    /** What makes it. */
    public EngineFactory factory() {
        return factory;
    }

    /** Whether it makes units. */
    public boolean translates() {
        return translates;
    }

    /** Its name on command lines and in test reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return label();
    }
}
