package dev.ringside.repl.options;

import dev.ringside.gdb.GdbArchitecture;

/** The words of {@code --gdb-arch}. */
public enum GdbChoice implements Choice {
    /** By the guest's mode when the client connects. */
    AUTO("auto", GdbArchitecture.AUTO),
    /** 32-bit. */
    I386("i386", GdbArchitecture.I386),
    /** 64-bit. */
    X86_64("x86-64", GdbArchitecture.X86_64),
    /** Real mode. */
    I8086("i8086", GdbArchitecture.I8086);

    private final String label;
    private final GdbArchitecture architecture;

    GdbChoice(String label, GdbArchitecture architecture) {
        this.label = label;
        this.architecture = architecture;
    }

    @Override
    public String label() {
        return label;
    }

    /** The processor that the stub then describes. */
    public GdbArchitecture architecture() {
        return architecture;
    }
}
