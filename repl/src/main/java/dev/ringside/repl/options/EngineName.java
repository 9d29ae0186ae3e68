package dev.ringside.repl.options;

import dev.ringside.emulator.engine.EngineFactory;
import java.util.Optional;

/** The engines that {@code --engine} names. */
public enum EngineName implements Choice {
    /** Executes instruction by instruction. */
    INTERPRETER("interpreter", Optional.of(EngineFactory.interpreter())),
    /** Executes instruction by instruction until code is hot, then runs it as JVM methods. */
    TRANSLATOR("translator", Optional.of(EngineFactory.translator()));

    private final String label;
    private final Optional<EngineFactory> factory;

    EngineName(String label, Optional<EngineFactory> factory) {
        this.label = label;
        this.factory = factory;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean built() {
        return factory.isPresent();
    }

    /** What makes it; {@link #built} has said that there is something. */
    public EngineFactory factory() {
        return factory.orElseThrow();
    }
}
