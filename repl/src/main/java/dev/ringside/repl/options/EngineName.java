package dev.ringside.repl.options;

/** The engines that {@code --engine} names. */
public enum EngineName implements Choice {
    /** Executes instruction by instruction. */
    INTERPRETER("interpreter", true),
    /** Compiles units of guest code to JVM methods. */
    TRANSLATOR("translator", false);

    private final String label;
    private final boolean built;

    EngineName(String label, boolean built) {
        this.label = label;
        this.built = built;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean built() {
        return built;
    }
}
