package dev.ringside.emulator.debug.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.NamedMsr;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every register that the language can name is, compiled and not, what the debugger's table, and so gdb, shows of it. */
class RegistersInExpressionsTest {
    @ParameterizedTest
    @EnumSource
    void everyRegisterIsWhatTheTableShows(StrangeMachine.Mode mode) throws ExpressionException {
        var machine = new StrangeMachine(mode, mode.ordinal());
        for (RegisterRow row : dev.ringside.symbols.expression.vocabulary.Registers.all()) {
            for (int from = 0; from < row.bits(); from += 37) {
                int to = Math.min(row.bits(), from + 61) - 1;
                check(machine, row, "$" + row.name() + "{" + from + ".." + to + "}", from, to);
            }
            if (!row.wide()) {
                check(machine, row, "$" + row.name(), 0, row.bits() - 1);
            }
        }
    }

    private static void check(StrangeMachine machine, RegisterRow row, String text, int from, int to) throws ExpressionException {
        Registers registers = machine.session.registers(0, RegisterWidth.BITS_64);
        RegisterValue shown = registers.read(registers.named(row.register()));
        BigInteger whole = unsigned(shown.high()).shiftLeft(64).or(unsigned(shown.low()));
        long expected = whole.shiftRight(row.firstBit() + from).mod(BigInteger.ONE.shiftLeft(to - from + 1)).longValue();
        Expression expression = Expression.parse(text, Scope.EMPTY);
        CompiledValue compiled = ConditionCompiler.compileValue(expression, machine);
        assertTrue(compiled.evaluate(machine.cpu, machine.moment), text);
        assertEquals(expected, compiled.result(), text);
        Outcome outcome = new Evaluator(machine.session.context(0, machine)).evaluate(expression, new Memories(0));
        assertEquals(expected, ((Outcome.Known) outcome).value().bits(), text);
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    @Test
    void aRegisterThatTheProcessorDoesNotHaveHasNoValue() throws ExpressionException {
        Machine old = new Machine(MachineConfig.of(CpuModel.named("pentium3"), 1 << 20));
        for (NamedMsr msr : NamedMsr.all()) {
            String name = msr.name().replace("k_gs_base", "kernel_gs_base");
            assertEquals(!msr.wideOnly(), has(old, name), name);
            assertEquals(!msr.wideOnly(), has(old, "msr(0x" + Integer.toHexString(msr.number()) + ")"), name);
            assertTrue(has(new Machine(MachineConfig.of(CpuModel.standard(), 1 << 20)), name), name);
        }
    }

    private static boolean has(Machine machine, String text) throws ExpressionException {
        Expression expression = Expression.parse(text, Scope.EMPTY);
        CompiledValue compiled = ConditionCompiler.compileValue(expression, ConditionEnvironment.EMPTY);
        boolean known = compiled.evaluate(machine.cpu(0), new Moment());
        Outcome outcome = new Evaluator(new Session(machine).context(0, ConditionEnvironment.EMPTY)).evaluate(expression, new Memories(0));
        assertEquals(known, outcome instanceof Outcome.Known, text);
        assertFalse(known && compiled.result() != ((Outcome.Known) outcome).value().bits(), text);
        return known;
    }
}
