package dev.ringside.repl.workbench.context;

import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterType;
import dev.ringside.emulator.debug.RegisterWidth;
import java.util.List;

/** Names of the bits of registers that have flags. */
public final class FlagNames {
    private FlagNames() {}

    /** The flags of a register that are set in {@code value}; none for a register without flags. */
    public static List<String> of(String register, long value) {
        return RegisterWidth.BITS_64.rows().stream().filter(row -> row.name().equals(register)).findFirst()
            .map(row -> of(row, value)).orElse(List.of());
    }

    /** The flags of a register that are set in {@code value}; none for a register without flags. */
    public static List<String> of(Register register, long value) {
        return register.type() instanceof RegisterType.FlagBits(_, var bits)
            ? bits.stream().filter(flag -> !flag.name().isEmpty() && (value >>> flag.bit() & 1) != 0).map(RegisterType.Flag::name).toList()
            : List.of();
    }
}
