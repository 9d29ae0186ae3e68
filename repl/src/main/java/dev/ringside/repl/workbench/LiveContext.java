package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.symbols.expression.evaluate.EvaluationContext;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.util.Optional;
import java.util.OptionalLong;

/** The machine as expressions at the prompt see it, with the user's variables. In an outer frame the registers are that frame's. */
final class LiveContext implements EvaluationContext {
    private final Workbench workbench;
    private final LiveMachine machine;

    LiveContext(Workbench workbench) {
        this.workbench = workbench;
        machine = workbench.machine();
    }

    @Override
    public OptionalLong register(String register, int word) {
        Optional<SelectedFrame> frame = workbench.frame();
        if (frame.isPresent() && frame.get().level() > 0) {
            return frame.get().register(register, word);
        }
        Registers registers = machine.registers();
        Optional<Register> row = registers.rows().stream().filter(r -> r.name().equals(register)).findFirst();
        if (row.isEmpty()) {
            return OptionalLong.empty();
        }
        RegisterValue value = registers.read(row.get());
        return OptionalLong.of(word == 0 ? value.low() : value.high());
    }

    @Override
    public OptionalLong memoryByte(Space space, long address) {
        MemoryAccess memory = space == Space.PHYSICAL ? machine.physicalMemory() : machine.memory();
        long at = space == Space.PHYSICAL || space == Space.LINEAR ? address : machine.linear(space.title(), address);
        byte[] one = new byte[1];
        return memory.read(at, one) == 1 ? OptionalLong.of(one[0] & 0xFF) : OptionalLong.empty();
    }

    @Override
    public OptionalLong word(ContextWord word) {
        return switch (word) {
            case MODE -> OptionalLong.of(machine.bits());
            case INSTRUCTIONS -> OptionalLong.of(machine.session().instructions());
            case HIT, COUNT, TASK -> OptionalLong.empty();
        };
    }

    @Override
    public OptionalLong userVariable(String name) {
        return workbench.variables().get(name).map(Value::bits).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
