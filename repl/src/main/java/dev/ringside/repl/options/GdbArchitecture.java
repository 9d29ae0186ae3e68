package dev.ringside.repl.options;

/** The processor that the gdb stub describes to its client. */
public enum GdbArchitecture implements Choice {
    /** By the guest's mode when the client connects. */
    AUTO("auto"),
    /** 32-bit. */
    I386("i386"),
    /** 64-bit. */
    X86_64("x86-64"),
    /** Real mode. */
    I8086("i8086");

    private final String label;

    GdbArchitecture(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
