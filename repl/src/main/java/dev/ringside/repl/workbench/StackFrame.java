package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.CpuMode;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterGroup;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.GeneralRegister;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A frame of the call stack as expressions see it: general registers as far as the unwinder knows them, and what calls do not touch, such
 * as control registers, as it is now.
 */
public final class StackFrame implements SelectedFrame {
    private static final Set<RegisterGroup> UNKNOWN_IN_CALLERS =
        Set.of(RegisterGroup.GENERAL, RegisterGroup.X87, RegisterGroup.X87_UPPER, RegisterGroup.VECTOR, RegisterGroup.TRANSIENT);

    private final Frame frame;
    private final LiveMachine machine;

    StackFrame(Frame frame, LiveMachine machine) {
        this.frame = frame;
        this.machine = machine;
    }

    @Override
    public int level() {
        return frame.level();
    }

    @Override
    public long pc() {
        return frame.pc();
    }

    @Override
    public OptionalLong register(String name, int word) {
        if (word == 0) {
            Optional<OptionalLong> own = own(name);
            if (own.isPresent()) {
                return own.get();
            }
        }
        Registers registers = machine.registers();
        Optional<Register> row = registers.rows().stream().filter(r -> r.name().equals(name)).findFirst();
        if (row.isEmpty() || UNKNOWN_IN_CALLERS.contains(row.get().group())) {
            return OptionalLong.empty();
        }
        var value = registers.read(row.get());
        return OptionalLong.of(word == 0 ? value.low() : value.high());
    }

    /** What the frame itself says of a register; empty: nothing about this one. */
    private Optional<OptionalLong> own(String name) {
        var registers = frame.registers();
        boolean real = machine.mode() == CpuMode.REAL || machine.mode() == CpuMode.VIRTUAL_8086;
        return switch (name) {
            case "rip" -> Optional.of(OptionalLong.of(registers.pc()));
            case "cs_base" -> Optional.of(OptionalLong.of(registers.codeBase()));
            case "cs" -> real ? Optional.of(OptionalLong.of(registers.codeBase() >>> 4)) : Optional.empty();
            default -> {
                for (GeneralRegister each : GeneralRegister.values()) {
                    if (each.name(Long.SIZE).equals(name)) {
                        yield Optional.of(registers.get(each));
                    }
                }
                yield Optional.empty();
            }
        };
    }
}
