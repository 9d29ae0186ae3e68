package dev.ringside.emulator.debug.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.type.CompositeType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Member;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Members of every width at every bit, as packed structs have them, read exactly the bytes that they lie in. */
class CompiledMembersTest {
    private static final Place PLACE = new Place(1);

    /** The hole begins here; nothing can be read from there on. */
    private static final int END = 0xA0000;

    private final Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 1 << 20));
    private final byte[] bytes = new byte[16];

    private record Packed() implements CompositeType {
        @Override
        public String name() {
            return "struct packed";
        }

        @Override
        public long bytes() {
            return 16;
        }

        @Override
        public Optional<Member> member(String name) {
            return Optional.empty();
        }
    }

    private CompiledValue member(Space space, long base, IntegerType type, long bitOffset) {
        Node object = new Node.Memory(new Packed(), space, new Node.Literal(IntegerType.U64, base), PLACE);
        Node field = new Node.Field(object, new Member("some", type, bitOffset), PLACE);
        return ConditionCompiler.compileValue(new Expression("", field, List.of(), ""), ConditionEnvironment.EMPTY);
    }

    private BigInteger bits(int first, int count) {
        var whole = BigInteger.ZERO;
        for (int i = bytes.length - 1; i >= 0; i--) {
            whole = whole.shiftLeft(8).or(BigInteger.valueOf(bytes[i] & 0xFF));
        }
        return whole.shiftRight(first).mod(BigInteger.ONE.shiftLeft(count));
    }

    @Test
    void everyWidthAtEveryBit() {
        new Random(3).nextBytes(bytes);
        machine.memory().copyIn(Agent.LOADER, 0x1000, bytes, 0, 16);
        for (int width = 1; width <= 64; width++) {
            for (int first = 24; first < 32; first++) {
                BigInteger expected = bits(first, width);
                BigInteger negative = expected.testBit(width - 1) ? expected.subtract(BigInteger.ONE.shiftLeft(width)) : expected;
                check(expected, Space.LINEAR, new IntegerType(width, false), first);
                check(negative, Space.PHYSICAL, new IntegerType(width, true), first);
                check(negative, Space.DS, new IntegerType(width, true), first);
            }
        }
    }

    private void check(BigInteger expected, Space space, IntegerType type, int first) {
        CompiledValue value = member(space, 0x1000, type, first);
        assertTrue(value.evaluate(machine.cpu(0), new Moment()));
        assertEquals(expected.longValue(), value.result(), () -> type.name() + " at bit " + first);
    }

    @Test
    void noByteBehindIsNeeded() {
        for (int width = 1; width <= 64; width++) {
            for (int first = 0; first < 8; first++) {
                int length = (first + width + 7) / 8;
                var type = new IntegerType(width, false);
                assertTrue(member(Space.LINEAR, END - length, type, first).evaluate(machine.cpu(0), new Moment()), type.name() + " at " + first);
                assertFalse(member(Space.LINEAR, END - length + 1, type, first).evaluate(machine.cpu(0), new Moment()), type.name() + " at " + first);
            }
        }
    }

    @Test
    void shiftsMoveAllBitsOutAtSixtyFour() throws ExpressionException {
        machine.cpu(0).r[0] = 0x8000000000000001L;
        long[][] rows = {{62, 0x4000000000000000L, -2, 2}, {63, 0x8000000000000000L, -1, 1}, {64, 0, -1, 0}, {-1, 0, -1, 0}, {1L << 32, 0, -1, 0}};
        for (long[] row : rows) {
            machine.cpu(0).r[1] = row[0];
            assertEquals(row[1], value("rax << (s64)rcx"));
            assertEquals(row[2], value("(s64)rax >> (s64)rcx"));
            assertEquals(row[3], value("rax >> (s64)rcx"));
            assertEquals(row[3] & 1, value("bit(rax, (s64)rcx)"));
        }
    }

    private long value(String text) throws ExpressionException {
        CompiledValue value = ConditionCompiler.compileValue(Expression.parse(text, Scope.EMPTY), ConditionEnvironment.EMPTY);
        assertTrue(value.evaluate(machine.cpu(0), new Moment()));
        return value.result();
    }
}
