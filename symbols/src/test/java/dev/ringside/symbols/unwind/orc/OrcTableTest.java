package dev.ringside.symbols.unwind.orc;

import static dev.ringside.symbols.unwind.GeneralRegister.RBP;
import static dev.ringside.symbols.unwind.GeneralRegister.RSP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.FrameRegisters;
import dev.ringside.symbols.unwind.StackWalk;
import dev.ringside.symbols.unwind.TestMemory;
import dev.ringside.symbols.unwind.WalkEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same table of rules written in each of the three layouts is recognised and read alike; what cannot be told or does not fit is refused.
 * The bits are those of arch/x86/include/asm/orc_types.h of Linux 6.1, 6.3 and 6.4.
 */
class OrcTableTest {
    private static final long TEXT = 0xFFFF_FFFF_8100_0000L;
    private static final long IPS = 0xFFFF_FFFF_8200_0000L;
    private static final long RULES = 0xFFFF_FFFF_8210_0000L;
    private static final long STACK = 0xFFFF_C900_0000_1000L;

    private static final int SP = 5, BP = 4, PREVIOUS = 1;
    private static final int UNDEFINED = 0, END = 1, CALL = 2, REGISTERS = 3, PARTIAL = 4;

    /** A rule as a test means it. */
    private record Rule(int at, int spOffset, int bpOffset, int sp, int bp, int type) {
        int flags(String version) {
            int registers = sp | bp << 4;
            boolean interrupted = type == REGISTERS || type == PARTIAL;
            return registers | switch (version) {
                case "6.1" -> (type < CALL ? type << 10 : type - CALL << 8);
                case "6.3" -> (type < CALL ? type << 11 : type - CALL << 8) | (interrupted ? 0x400 : 0);
                default -> type << 8 | (interrupted ? 0x800 : 0);
            };
        }
    }

    private static final List<Rule> TABLE = List.of(new Rule(0, 0, 0, 0, 0, END), new Rule(0x100, 8, 0, SP, 0, CALL),
        new Rule(0x110, 16, -16, SP, PREVIOUS, CALL), new Rule(0x120, 16, -16, BP, PREVIOUS, CALL), new Rule(0x200, 0, 0, SP, 0, REGISTERS),
        new Rule(0x300, 0, 0, SP, 0, PARTIAL), new Rule(0x400, 0, 0, 0, 0, UNDEFINED));

    private static TestMemory memory(List<Rule> rules, String version) {
        var memory = new TestMemory();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            memory.put(IPS + 4L * i, 4, TEXT + rule.at() - (IPS + 4L * i));
            memory.put(RULES + 6L * i, 2, rule.spOffset(), rule.bpOffset(), rule.flags(version));
        }
        return memory;
    }

    private static SymbolTable symbols(int count) {
        var all = new ArrayList<Symbol>();
        String[] names = {"__start_orc_unwind_ip", "__stop_orc_unwind_ip", "__start_orc_unwind", "__stop_orc_unwind", "_stext", "_etext"};
        long[] addresses = {IPS, IPS + 4L * count, RULES, RULES + 6L * count, TEXT, TEXT + 0x1000};
        for (int i = 0; i < names.length; i++) {
            all.add(new Symbol(names[i], addresses[i], Symbol.UNKNOWN_SIZE, 'T', false, SymbolSource.KALLSYMS));
        }
        return SymbolTable.of(all);
    }

    private static OrcTable table(List<Rule> rules, String version) throws FormatException {
        return OrcTable.find(memory(rules, version), symbols(rules.size()));
    }

    @ParameterizedTest
    @CsvSource({"6.1, 4.14 to 6.2", "6.3, 6.3", "6.4, 6.4 and later"})
    void eachLayoutIsRecognisedAndReadAlike(String version, String called) throws FormatException {
        OrcTable table = table(TABLE, version);
        assertEquals(called, table.versions());
        assertEquals(TABLE.size(), table.size());
        for (Rule rule : TABLE) {
            OrcEntry entry = table.at(TEXT + rule.at() + 5).orElseThrow();
            assertEquals(rule.type(), entry.type().ordinal(), rule.toString());
            assertEquals(rule.spOffset(), entry.spOffset());
            assertEquals(rule.bpOffset(), entry.bpOffset());
            assertEquals(rule.sp(), entry.spBase().ordinal());
            assertEquals(rule.bp(), entry.bpBase().ordinal());
        }
        assertEquals(Optional.empty(), table.at(TEXT - 1));
    }

    /** A call, an exception in the called function, whose handler called another: and at the end the code that nothing called. */
    @ParameterizedTest
    @CsvSource({"6.1", "6.3", "6.4"})
    void aWalkGoesThroughAnExceptionToTheEnd(String version) throws FormatException {
        var memory = memory(TABLE, version);
        long regs = STACK + 0x40;
        memory.put(STACK, 8, 0x77, TEXT + 0x208);
        memory.put(regs - 0x30, 8, 0, 0, 0, 0, 0, 0);
        for (int i = 0; i < 21; i++) {
            memory.put(STACK + 0x10 + 8L * i, 8, i);
        }
        memory.put(STACK + 0x10 + 32, 8, STACK + 0x200).put(STACK + 0x10 + 128, 8, TEXT + 0x125, 0x10, 0x202, STACK + 0x1F0, 0x18);
        memory.put(STACK + 0x1F0, 8, 0, 0, STACK + 0x300, TEXT + 5);
        var unwinder = OrcUnwinder.ofKernel(memory, symbols(TABLE.size()), table(TABLE, version));
        var live = FrameRegisters.of(64, TEXT + 0x110).with(RSP, STACK).with(RBP, 0x55);
        var found = new StackWalk(_ -> Optional.empty(), List.of(unwinder)).from(live, 10);
        assertEquals(List.of(TEXT + 0x110, TEXT + 0x208, TEXT + 0x125, TEXT + 5), found.frames().stream().map(Frame::pc).toList());
        assertEquals(List.of(true, false, true, false), found.frames().stream().map(Frame::exact).toList());
        assertEquals(0x77, found.frames().get(1).registers().get(RBP).getAsLong());
        assertEquals(STACK + 0x200, found.frames().get(2).registers().get(RBP).getAsLong());
        assertEquals(16, found.frames().get(2).registers().known().size());
        assertEquals(STACK + 0x300, found.frames().get(3).registers().get(RBP).getAsLong());
        assertInstanceOf(WalkEnd.Outermost.class, found.end());
    }

    @Test
    void whatCannotBeUsedIsRefusedInOneLine() {
        assertTrue(refusal(TABLE, SymbolTable.empty()).contains("__start_orc_unwind_ip of a kernel with ORC, found no such symbol"));
        List<Rule> mixed = new ArrayList<>(TABLE);
        mixed.add(new Rule(0x500, 0, 0, 10, 0, CALL));
        assertTrue(refusal(mixed, symbols(mixed.size())).contains("among others of a different layout"));
        List<Rule> unsorted = new ArrayList<>(TABLE);
        unsorted.add(new Rule(0x50, 8, 0, SP, 0, CALL));
        assertTrue(refusal(unsorted, symbols(unsorted.size())).contains("a table that is not sorted (yet)"));
        assertTrue(refusal(TABLE, symbols(TABLE.size() + 1)).contains("found none"), refusal(TABLE, symbols(TABLE.size() + 1)));
        assertTrue(refusal(TABLE.subList(1, 4), symbols(3)).contains("rules that may be those of Linux 4.14 to 6.2 or of 6.3"));
    }

    private static String refusal(List<Rule> rules, SymbolTable symbols) {
        return assertThrows(FormatException.class, () -> OrcTable.find(memory(rules, "6.1"), symbols)).getMessage();
    }

    /** Whatever the tables hold, they are refused or a walk by them ends. */
    @Test
    void mutatedTablesEndInAnswersOrARefusal() {
        var random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            var memory = memory(TABLE, new String[] {"6.1", "6.3", "6.4"}[round % 3]);
            for (int i = 0; i <= random.nextInt(4); i++) {
                memory.put((random.nextBoolean() ? IPS + random.nextInt(28) : RULES + random.nextInt(42)), 1, random.nextInt());
            }
            for (int i = 0; i < 64; i++) {
                memory.put(STACK + 8L * i, 8, random.nextBoolean() ? TEXT + random.nextInt(0x500) : STACK + 8L * random.nextInt(64));
            }
            try {
                var unwinder = OrcUnwinder.ofKernel(memory, symbols(TABLE.size()), OrcTable.find(memory, symbols(TABLE.size())));
                var live = FrameRegisters.of(64, TEXT + random.nextInt(0x500)).with(RSP, STACK).with(RBP, STACK + 64);
                assertTrue(new StackWalk(_ -> Optional.empty(), List.of(unwinder)).from(live, 100).frames().size() <= 100);
            } catch (FormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 500 && refused < 1900, refused + " refused");
    }
}
