package dev.ringside.emulator.debug.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.RandomExpressions;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.vocabulary.Space;
import org.junit.jupiter.api.Test;

/** Compiled texts come to what an oracle says that computes in numbers without bounds and has never heard of trees. */
class CompiledSamplesTest {
    private static final int SAMPLES = Integer.getInteger("ringside.conditions.samples", 2_000), FRAME = 0x5000;

    private final Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 1 << 20));
    private final Cpu cpu = machine.cpu(0);

    /** 64-bit mode; the page at 0x1000 lies at {@link #FRAME}, so that linear and physical memory differ. */
    private void enterLongMode() {
        put(0x10000, 8, 0x11007);
        put(0x11000, 8, 0x12007);
        put(0x12000, 8, 0x13007);
        put(0x13008, 8, FRAME | 7);
        cpu.setControl(0x80000011L, 0x10000, Cpu.CR4_PAE, Cpu.EFER_LME | Cpu.EFER_LMA, true);
        cpu.segments.set(1, 8, 0, 0xFFFFFFFFL, 0xA09B);
        cpu.updateMode();
    }

    private void put(long physical, int size, long value) {
        machine.memory().write(Agent.LOADER, physical, size, value);
    }

    private long hold(String register, long value) {
        switch (register) {
            case "rax" -> cpu.r[Cpu.RAX] = value;
            case "rbx" -> cpu.r[Cpu.RBX] = value;
            case "rcx" -> cpu.r[Cpu.RCX] = value;
            case "r8" -> cpu.r[8] = value;
            default -> {
                cpu.setFlags((int) value & (Flags.ARITHMETIC | Flags.IOPL) | Flags.ONE);
                return cpu.flags.value();
            }
        }
        return value;
    }

    @Test
    void valuesAreTheOracles() throws ExpressionException {
        enterLongMode();
        int missing = 0;
        for (int i = 0; i < SAMPLES; i++) {
            var sample = RandomExpressions.sample(90_001L + i, i % 6, this::hold);
            sample.memory().get(Space.LINEAR).forEach((at, value) -> put(at - 0x1000 + FRAME, 1, value));
            sample.memory().get(Space.PHYSICAL).forEach((at, value) -> put(at, 1, value));
            Expression expression = Expression.parse(sample.text(), Scope.EMPTY);
            var moment = new Moment();
            CompiledValue value = ConditionCompiler.compileValue(expression, ConditionEnvironment.EMPTY);
            assertEquals(sample.value() != null, value.evaluate(cpu, moment), sample::toString);
            assertEquals(sample.value() != null && sample.value().signum() != 0,
                ConditionCompiler.compile(expression, ConditionEnvironment.EMPTY).holds(cpu, moment), sample::toString);
            if (sample.value() != null) {
                assertEquals(sample.value().longValue(), value.result(), sample::toString);
            }
            missing += sample.value() == null ? 1 : 0;
        }
        assertTrue(missing > SAMPLES / 100, "without a value: " + missing);
    }
}
