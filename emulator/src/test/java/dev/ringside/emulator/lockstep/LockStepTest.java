package dev.ringside.emulator.lockstep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.guests.GuestAssembler;
import dev.ringside.emulator.memory.Agent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine that is deliberately wrong is found, whatever it does wrong; what is saved shows it again, and nothing else does. */
class LockStepTest {
    private static final long LIMIT = 3_000;
    private static final int PROGRAMS = 40;
    private static final int RIGHT_AT_FIRST = 10;
    private static final int INTERVAL = 200_000;
    private static final ProgramGenerator GENERATOR = new ProgramGenerator();

    @TempDir
    private Path folder;


    /** What an engine can do wrong. */
    enum Mistake {
        REGISTER("rdx: expected", cpu -> cpu.r[Cpu.RDX] ^= 0x40),
        FLAG("cpu0.eflags: expected", cpu -> cpu.flags.setCf(!cpu.flags.cf())),
        VECTOR("cpu0.vector.xmm[0xd]: expected", cpu -> cpu.vector.xmm[13] ^= 1),
        MEMORY("memory.bytes[0xa00]: expected 0, found 55", cpu -> cpu.mmu.memory().write(Agent.CPU, 0xA00, 1, 0x55));

        private final String told;
        private final Consumer<Cpu> made;

        Mistake(String told, Consumer<Cpu> made) {
            this.told = told;
            this.made = made;
        }
    }

    private static RandomProgram firstThatGoesWrong(EngineFactory wrong) {
        ProgramCheck check = new ProgramCheck(wrong);
        return LongStream.rangeClosed(1, PROGRAMS).mapToObj(seed -> GENERATOR.next(seed, LIMIT))
                .filter(candidate -> check.run(candidate).isPresent()).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeInRandomCodeIsFoundSavedAndReplayed(Mistake mistake) throws Exception {
        EngineFactory wrong = WrongEngine.about("CMPXCHG", RIGHT_AT_FIRST, mistake.made);
        RandomProgram program = firstThatGoesWrong(wrong);
        Difference difference = new ProgramCheck(wrong).run(program).orElseThrow();
        Path file = new Findings(folder, report -> {}).save("found", program, difference);

        assertEquals(1, difference.steps());
        String report = String.join("\n", Files.readAllLines(file).stream().filter(line -> line.startsWith("#")).toList());
        assertTrue(report.contains(mistake.told), report);
        assertTrue(report.contains("cmpxchg"), report);

        RegressionFile saved = RegressionFile.in(folder).getFirst();
        assertTrue(saved.replay(wrong).isPresent(), "the wrong engine is still wrong");
        assertEquals(Optional.empty(), saved.replay(EngineFactory.interpreter()), "the right one is right");
    }

    @Test
    void aProgramThatGoesWrongIsMadeSmall() {
        EngineFactory wrong = WrongEngine.about("CMPXCHG", RIGHT_AT_FIRST, Mistake.REGISTER.made);
        RandomProgram small = new ProgramCheck(wrong).shrink(firstThatGoesWrong(wrong));
        long left = small.lines().stream().filter(line -> !RandomProgram.isNops(line)).count();
        assertTrue(left < 10, () -> ProgramText.format(small, left + " lines"));
        assertTrue(ProgramText.format(small, "").contains("cmpxchg"));
    }

    @Test
    void aMistakeInAGuestIsNarrowedToOneUnitAndSavedWithTheStateBeforeIt() throws Exception {
        EngineFactory wrong = WrongEngine.about("RDTSC", 0, cpu -> cpu.r[Cpu.RDX] ^= 0x10000);
        GuestSource guest = guest("tsc-monotonic");
        Difference difference = new LockStepRun(Pair.of(guest, EngineFactory.interpreter(), wrong), Long.MAX_VALUE, count -> {})
                .findUnit(INTERVAL).orElseThrow();
        assertEquals(1, difference.steps());
        assertTrue(difference.fields().stream().anyMatch(line -> line.startsWith("rdx: expected")), difference.fields()::toString);
        Path file = new Findings(folder, report -> {}).save("found", guest, difference);
        assertTrue(Files.readString(file).contains("rdtsc"), "the report shows what was executed");

        RegressionFile saved = RegressionFile.in(folder).getFirst();
        assertTrue(saved.replay(wrong).isPresent(), "the wrong engine is still wrong");
        assertEquals(Optional.empty(), saved.replay(EngineFactory.interpreter()), "the right one is right");
    }

    @Test
    void aProgramIsTheSameWhenItsTextIsReadAgain() {
        for (long seed = 1; seed <= 20; seed++) {
            RandomProgram written = GENERATOR.next(seed, LIMIT);
            RandomProgram read = ProgramText.parse(ProgramText.format(written, "one line\nand another"));
            assertEquals(written.environment(), read.environment());
            assertEquals(List.of(written.limit(), written.schedule()), List.of(read.limit(), read.schedule()));
            assertTrue(Arrays.equals(written.code(), read.code()));
            assertTrue(Arrays.equals(written.resumeOffsets(), read.resumeOffsets()));
        }
    }

    @Test
    void theSameSeedGivesTheSameProgramAndAnotherSeedAnother() {
        RandomProgram seven = GENERATOR.next(7, LIMIT);
        assertTrue(Arrays.equals(seven.code(), new ProgramGenerator().next(7, LIMIT).code()));
        assertFalse(Arrays.equals(seven.code(), GENERATOR.next(8, LIMIT).code()));
    }

    /** A test guest. */
    private static GuestSource guest(String name) throws Exception {
        return new GuestSource(name, Files.readAllBytes(GuestAssembler.ofThisModule().assemble(name)), Optional.empty(), "",
                new BareMachine(4 << 20, 0, false));
    }
}
