package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.symbols.expression.evaluate.EvaluationContext;
import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.Space;
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
        Register row = REGISTERS.get(register);
        if (row == null) {
            return OptionalLong.empty();
        }
        RegisterValue value = row.getter().apply(cpu);
        return OptionalLong.of(word == 0 ? value.low() : value.high());
    }

    @Override
    public OptionalLong memoryByte(Space space, long address) {
        return space == Space.LINEAR && cpu.mmu.peek.readable(address, 1) ? OptionalLong.of(cpu.mmu.peek.load(address, 1)) : OptionalLong.empty();
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
        return value.read(cpu, answer) ? OptionalLong.of(answer.value) : OptionalLong.empty();
    }
}
