package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.NamedMsr;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.memory.WalkEntries;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.expression.evaluate.EvaluationContext;
import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.Space;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A machine at one moment, as the language's evaluator asks for it: slow and complete, for a prompt. On the machine's thread. */
public final class MachineContext implements EvaluationContext {
    private static final Map<String, Register> REGISTERS = RegisterWidth.BITS_64.rows().stream()
        .collect(Collectors.toMap(Register::name, Function.identity()));

    private final Cpu cpu;
    private final Optional<Moment> moment;
    private final ConditionEnvironment environment;
    private final Answer answer = new Answer();
    private final WalkEntries entries = new WalkEntries();

    /** What a rule sees when an event happens. */
    public MachineContext(Cpu cpu, Moment moment, ConditionEnvironment environment) {
        this(cpu, Optional.of(moment), environment);
    }

    /** What a prompt sees, where there is neither rule nor event. */
    public MachineContext(Cpu cpu, ConditionEnvironment environment) {
        this(cpu, Optional.empty(), environment);
    }

    private MachineContext(Cpu cpu, Optional<Moment> moment, ConditionEnvironment environment) {
        this.cpu = cpu;
        this.moment = moment;
        this.environment = environment;
    }

    @Override
    public OptionalLong register(String register, int word) {
        Optional<NamedMsr> msr = NamedMsr.named(register);
        if (msr.isPresent()) {
            return word == 0 ? msr(msr.get().number() & 0xFFFFFFFFL) : OptionalLong.of(0);
        }
        Register row = REGISTERS.get(register);
        if (row == null) {
            return OptionalLong.empty();
        }
        RegisterValue value = row.getter().apply(cpu);
        return OptionalLong.of(word == 0 ? value.low() : value.high());
    }

    @Override
    public OptionalLong memoryByte(Space space, long address) {
        return found(Reads.bytes(address, cpu, 1, space));
    }

    /** A space as bytes, as far as it is mapped and plain memory: for members of a struct of which an expression gave the address. */
    public MemoryView memory(Space space) {
        return (address, into, offset, count) -> {
            int done = 0;
            while (done < count && Reads.bytes(address + done, cpu, 1, space)) {
                into[offset + done++] = (byte) Reads.value(cpu);
            }
            return done;
        };
    }

    @Override
    public OptionalLong walk(WalkPart part, long address) {
        return found(Reads.walk(address, cpu, part, entries));
    }

    @Override
    public OptionalLong msr(long number) {
        return found(Reads.msr(number, cpu));
    }

    @Override
    public OptionalLong word(ContextWord word) {
        return switch (word) {
            case HIT -> moment.isPresent() ? OptionalLong.of(moment.get().hit) : OptionalLong.empty();
            case COUNT -> moment.isPresent() ? OptionalLong.of(moment.get().count) : OptionalLong.empty();
            case MODE -> OptionalLong.of(cpu.codeSize);
            case INSTRUCTIONS -> OptionalLong.of(cpu.retired());
            case TASK -> ask(environment.task());
        };
    }

    @Override
    public OptionalLong event(EventField field) {
        return moment.isPresent() && moment.get().has(field.index()) ? OptionalLong.of(moment.get().value(field.index())) : OptionalLong.empty();
    }

    @Override
    public OptionalLong userVariable(String name) {
        Optional<UserVariable> variable = environment.variable(name);
        return variable.isPresent() && variable.get().known() ? OptionalLong.of(variable.get().bits()) : OptionalLong.empty();
    }

    @Override
    public OptionalLong depth() {
        return ask(environment.depth());
    }

    @Override
    public OptionalLong caller() {
        return ask(environment.caller());
    }

    private OptionalLong ask(LiveValue value) {
        return found(Reads.live(value, cpu, answer));
    }

    private OptionalLong found(boolean there) {
        return there ? OptionalLong.of(Reads.value(cpu)) : OptionalLong.empty();
    }
}
