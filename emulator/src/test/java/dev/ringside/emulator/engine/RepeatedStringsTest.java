package dev.ringside.emulator.engine;

import static dev.ringside.emulator.engine.FlatGuest.CODE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.engine.Engine.Exit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Repeated string instructions do what the iterations would one by one, however many go at once. */
@ParameterizedClass
@EnumSource
class RepeatedStringsTest {
    private static final int FIRST = 0x100000, SECOND = 0x110000;

    private static final String REPE = "F3", REPNE = "F2";

    private final TestEngine engine;
    private FlatGuest guest;
    private Cpu cpu;

    RepeatedStringsTest(TestEngine engine) {
        this.engine = engine;
        fresh();
    }

    private void fresh() {
        guest = new FlatGuest(engine);
        cpu = guest.cpu;
    }

    private void registers(long eax, long ecx, long esi, long edi) {
        cpu.r[Cpu.RAX] = eax;
        cpu.r[Cpu.RCX] = ecx;
        cpu.r[Cpu.RSI] = esi;
        cpu.r[Cpu.RDI] = edi;
    }

    private void arrives(long ecx, long esi, long edi) {
        assertEquals(ecx, cpu.r[Cpu.RCX], "ecx");
        assertEquals(esi, cpu.r[Cpu.RSI], "esi");
        assertEquals(edi, cpu.r[Cpu.RDI], "edi");
    }

    private void runToHalt() {
        assertEquals(Exit.HALTED, guest.run(1_000_000));
    }

    /** EFLAGS that comparing two bytes leaves. */
    private static int compared(int first, int second) {
        Flags flags = new Flags();
        flags.subtraction(first, second, first - second, 56);
        return flags.value();
    }

    @Test
    void aByteIsFoundBehindAPagesEnd() {
        guest.paged().put(FIRST + 0x1234, 1, 0x77);
        registers(0x77, -1 & 0xFFFFFFFFL, 0, FIRST + 3);
        guest.code(REPNE + "AE F4");
        runToHalt();
        arrives(0xFFFFFFFFL - 0x1232, 0, FIRST + 0x1235);
        assertEquals(compared(0x77, 0x77), cpu.flags.value());
        assertEquals(0x1232 + 1, cpu.instructions);
    }

    @Test
    void theLastComparisonWritesTheFlagsWhenTheCountRunsOut() {
        guest.put(FIRST + 99, 1, 0x90);
        registers(0x10, 100, 0, FIRST);
        guest.code(REPNE + "AE F4");
        runToHalt();
        arrives(0, 0, FIRST + 100);
        assertEquals(compared(0x10, 0x90), cpu.flags.value());
    }

    @Test
    void aCountOfZeroComparesNothing() {
        guest.paged().map(FIRST, 0);
        cpu.setFlags(Flags.ONE | Flags.CF | Flags.PF);
        registers(0, 0, FIRST, FIRST);
        guest.code(REPNE + "AE" + REPE + "A6" + REPE + "AC F4");
        runToHalt();
        arrives(0, FIRST, FIRST);
        assertEquals(Flags.ONE | Flags.CF | Flags.PF, cpu.flags.value());
    }

    @Test
    void aFaultInTheMiddleLeavesWholeIterationsAndTheFlagsFromBefore() {
        guest.paged().map(FIRST + 0x1000, 0);
        cpu.setFlags(Flags.ONE | Flags.CF | Flags.PF);
        registers(0, 0x2000, SECOND, FIRST + 0x800);
        guest.code(REPE + "A7");
        assertEquals(Vector.PF.number, guest.vector());
        arrives(0x2000 - 0x200, SECOND + 0x800, FIRST + 0x1000);
        assertEquals(FIRST + 0x1000, cpu.cr2);
        assertEquals(CODE, guest.pushed(1));
        assertEquals(Flags.ONE | Flags.CF | Flags.PF | Flags.RF, guest.pushed(3));
    }

    /** A count is unsigned; taken for a negative one, it let a copy run past the page, or past memory. */
    @Test
    void aCountBeyondEveryAddressCopiesNoFurtherThanTheRun() {
        for (long count : new long[] {0x8000_0000_0000_1800L, 0x8000_0000_7000_0000L, -1L}) {
            for (String code : new String[] {REPE + "A4", REPE + "AA", REPE + "AC"}) {
                fresh();
                guest.long64().put(SECOND + 0x1000, 8, 0x55);
                registers(0x99, count, FIRST + 0x800, SECOND);
                guest.code(code);
                assertEquals(Exit.LIMIT, guest.run(0x1000));
                assertEquals(0x1000, cpu.instructions);
                assertEquals(count - 0x1000, cpu.r[Cpu.RCX], code);
                assertEquals(0x55, guest.get(SECOND + 0x1000, 8), code);
            }
        }
    }

    @Test
    void downwardsItIsTheSame() {
        guest.put(FIRST - 0x1100, 1, 0x77);
        registers(0x77, 0x5000, 0, FIRST + 5);
        guest.code("FD" + REPNE + "AE F4");
        runToHalt();
        arrives(0x5000 - 0x1106, 0, FIRST - 0x1101);
    }

    @Test
    void theRunEndsInTheMiddleExactlyWhereItShall() {
        for (String code : new String[] {REPE + "A6", REPE + "AE", REPE + "AC", REPE + "6C", REPE + "6E"}) {
            for (int limit : new int[] {1, 2, 7, 8, 9, 100, 4095, 4096, 5000}) {
                fresh();
                cpu.setFlags(Flags.ONE | Flags.SF);
                registers(0, 0x3000, FIRST, SECOND);
                guest.code(code + "F4");
                assertEquals(Exit.LIMIT, guest.run(limit));
                assertEquals(limit, cpu.instructions);
                assertEquals(0x3000 - limit, cpu.r[Cpu.RCX], code);
                assertEquals(CODE, cpu.rip);
                assertEquals(Flags.ONE | Flags.SF, cpu.flags.value());
                runToHalt();
                assertEquals(0x3001, cpu.instructions);
            }
        }
    }

    @Test
    void repeatedLoadsLeaveTheLastElement() {
        guest.put(FIRST + 4 * 1499, 4, 0x12345678);
        registers(0, 1500, FIRST, 0);
        guest.code(REPE + "AD F4");
        runToHalt();
        arrives(0, FIRST + 6000, 0);
        assertEquals(0x12345678, cpu.r[Cpu.RAX]);
    }

    @Test
    void aFillThatReachesTheCodeThatFollowsItIsSeen() {
        // rep stosb writes 43 (inc ebx) over the three 40 (inc eax) behind it
        registers(0x43, 3, 0, CODE + 2);
        guest.code(REPE + "AA 40 40 40 F4");
        runToHalt();
        assertEquals(3, cpu.r[Cpu.RBX]);
        assertEquals(0x43, cpu.r[Cpu.RAX]);
    }

    @Test
    void comparisonsOfChanceEndWhereTheElementsSay() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            fresh();
            guest.paged();
            boolean scan = random.nextBoolean();
            boolean equal = random.nextBoolean();
            int size = 1 << random.nextInt(3);
            int esi = FIRST + random.nextInt(0x1000);
            int edi = SECOND + random.nextInt(0x1000);
            int count = random.nextInt(3000) + 1;
            int end = random.nextInt(3000);
            for (int k = 0; k < 3000; k++) {
                guest.put(esi + (long) k * size, size, 0x55555555);
                guest.put(edi + (long) k * size, size, k == end == equal ? 0x66666666 : 0x55555555);
            }
            registers(0x55555555, count, esi, edi);
            guest.code((equal ? REPE : REPNE) + (size == 2 ? "66" : "") + (scan ? size == 1 ? "AE" : "AF" : size == 1 ? "A6" : "A7") + "F4");
            runToHalt();
            int done = Math.min(count, end + 1);
            arrives(count - done, scan ? esi : esi + done * size, edi + done * size);
            assertEquals(done == end + 1 != equal, cpu.flags.zf());
            assertEquals(done + 1, cpu.instructions);
        }
    }

    @Test
    void withoutAPrefixTheyFollowTheDirection() {
        // lodsb; stosb; std; scasb; cmpsb; movsd; cld; hlt
        guest.put(FIRST, 1, 0x21);
        guest.put(SECOND + 1, 1, 0x22);
        registers(0x11111100, 5, FIRST, SECOND);
        guest.code("AC AA FD AE A6 A5 FC F4");
        runToHalt();
        assertEquals(0x11111121, cpu.r[Cpu.RAX]);
        arrives(5, FIRST - 4, SECOND - 5);
        assertEquals(0x21, guest.get(SECOND - 1, 4));
        assertEquals(compared(0, 0x21), cpu.flags.value());
    }
}
