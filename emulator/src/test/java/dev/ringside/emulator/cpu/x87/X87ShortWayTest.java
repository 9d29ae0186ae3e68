package dev.ringside.emulator.cpu.x87;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.softfloat.ExtendedArithmetic.Binary;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.RandomOperands;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The short ways of the x87 leave the FPU, all of it, as the rules do, from any state and whatever the operands. It fails when one takes
 * a case that is not its own, rounds otherwise, or forgets a flag. Every operation runs often enough to be compiled on the way.
 */
class X87ShortWayTest {
    private static final int ROUNDS = 60_000;
    private static final List<Binary> OPERATIONS =
            List.of(X87Arithmetic.ADD, X87Arithmetic.SUB, X87Arithmetic.SUBR, X87Arithmetic.MUL, X87Arithmetic.DIV, X87Arithmetic.DIVR);

    private final RandomOperands random = new RandomOperands(700);
    private final X87Unit tried = new X87Unit(new X87State());
    private final X87Unit judge = new X87Unit(new X87State());
    private int shortWays;

    /** The same state for both: most registers in use, some of them alike. */
    private void scatter() {
        int control = random.controlWord();
        int status = random.below(4) == 0 ? random.below(0x10000) : random.below(8) << 11;
        int empty = random.below(4) == 0 ? random.below(0x100) : 1 << random.below(8);
        for (X87Unit unit : List.of(tried, judge)) {
            unit.state.controlWord(control);
            unit.state.statusWord(status);
            unit.state.empty = empty;
        }
        for (int i = 0; i < 8; i++) {
            boolean alike = i > 0 && random.below(4) == 0;
            judge.state.mantissa[i] = alike ? judge.state.mantissa[i - 1] ^ random.below(4) : random.mantissa();
            judge.state.signExponent[i] = alike ? judge.state.signExponent[i - 1] ^ random.below(2) << 15 : random.signExponent();
            tried.state.mantissa[i] = judge.state.mantissa[i];
            tried.state.signExponent[i] = judge.state.signExponent[i];
        }
    }

    private static String text(X87State s) {
        return String.format("control %x status %x empty %x %s %s", s.controlWord(), s.statusWord(), s.empty, Arrays.toString(s.mantissa),
                Arrays.toString(s.signExponent));
    }

    private void compare(String what, Predicate<X87State> shortWay, Consumer<X87Unit> rules) {
        scatter();
        String before = text(judge.state);
        boolean done = shortWay.test(tried.state);
        shortWays += done ? 1 : 0;
        if (done) {
            rules.accept(judge);
        }
        X87State a = judge.state;
        X87State b = tried.state;
        if (a.statusWord() != b.statusWord() || a.empty != b.empty || !Arrays.equals(a.mantissa, b.mantissa)
                || !Arrays.equals(a.signExponent, b.signExponent)) {
            assertEquals(text(a), text(b), () -> what + (done ? "" : ", which was not done") + " on " + before);
        }
    }

    @Test
    void arithmeticIsThatOfTheRules() {
        for (int i = 0; i < 2 * ROUNDS; i++) {
            Binary op = OPERATIONS.get(i % OPERATIONS.size());
            int destination = random.below(8);
            int source = random.below(8);
            boolean pop = random.below(2) == 0;
            compare("operation " + i % OPERATIONS.size(), s -> X87ShortWay.binary(s, op, destination, source, pop),
                    unit -> X87Arithmetic.binaryByRules(unit, op, destination, source, pop));
            FloatFormat format = FloatFormat.values()[random.below(2)];
            long value = random.operand(format);
            compare("operation with memory " + i % OPERATIONS.size(), s -> X87ShortWay.binaryWithFloat(s, op, format, value),
                    unit -> X87Arithmetic.binaryWithFloatByRules(unit, op, format, value));
        }
        assertTrue(shortWays > ROUNDS / 10, () -> "short ways: " + shortWays);
    }

    @Test
    void comparisonsAreThoseOfTheRules() {
        for (int i = 0; i < ROUNDS; i++) {
            int source = random.below(8);
            int pops = random.below(3);
            boolean quietIsInvalid = random.below(2) == 0;
            compare("comparison", s -> X87ShortWay.compare(s, source, pops),
                    unit -> X87Comparison.compareByRules(unit, source, quietIsInvalid, pops));
            FloatFormat format = FloatFormat.values()[random.below(2)];
            long value = random.operand(format);
            compare("comparison with memory", s -> X87ShortWay.compareWithFloat(s, format, value, pops),
                    unit -> X87Comparison.compareWithFloatByRules(unit, format, value, pops));
        }
        assertTrue(shortWays > ROUNDS / 10, () -> "short ways: " + shortWays);
    }

    @Test
    void loadsAndMovesAreThoseOfTheRules() {
        for (int i = 0; i < ROUNDS; i++) {
            int register = random.below(8);
            boolean pop = random.below(2) == 0;
            FloatFormat format = FloatFormat.values()[random.below(2)];
            long value = random.operand(format);
            X87Constant constant = X87Constant.values()[random.below(X87Constant.values().length)];
            compare("load", s -> X87ShortWay.pushFloat(s, format, value), unit -> X87Transfer.pushFloatByRules(unit, format, value));
            compare("load of a register", s -> X87ShortWay.pushRegister(s, register), unit -> X87Transfer.pushRegisterByRules(unit, register));
            compare("store to a register", s -> X87ShortWay.storeRegister(s, register, pop),
                    unit -> X87Transfer.storeRegisterByRules(unit, register, pop));
            compare("exchange", s -> X87ShortWay.exchange(s, register), unit -> X87Transfer.exchangeByRules(unit, register));
            compare("constant", constant::pushShort, constant::pushByRules);
        }
        assertTrue(shortWays > ROUNDS / 10, () -> "short ways: " + shortWays);
    }
}
