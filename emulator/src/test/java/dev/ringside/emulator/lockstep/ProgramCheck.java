package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.EngineFactory;
import java.util.Optional;

/** Runs random programs on an engine and the interpreter side by side, and makes a program that goes wrong small. */
final class ProgramCheck {
    private static final int INTERVAL = 500;

    /** A line that has become several NOPs takes that many instructions: what went wrong now comes later. */
    private static final int SLOWER = 4;

    private final EngineFactory reference;
    private final EngineFactory checked;

    ProgramCheck(EngineFactory checked) {
        this(EngineFactory.interpreter(), checked);
    }

    ProgramCheck(EngineFactory reference, EngineFactory checked) {
        this.reference = reference;
        this.checked = checked;
    }

    /** The first difference, as narrow as one step, at the first count at which it shows, where it shows again in more runs. */
    Optional<Difference> run(RandomProgram program) {
        Optional<Difference> found = run(program, Long.MAX_VALUE);
        Optional<Difference> step = found.flatMap(wide -> run(program, wide.from())).or(() -> found);
        return step.flatMap(narrow -> run(earliest(program, narrow), narrow.from())).or(() -> step);
    }

    private Optional<Difference> run(RandomProgram program, long fineFrom) {
        Pair pair = Pair.of(engine -> ProgramMachine.build(program, engine), reference, checked);
        return new LockStepRun(pair, program.limit(), count -> {}).find(Schedule.of(program.schedule()), INTERVAL, fineFrom);
    }

    /** The lowest limit at which the program still goes wrong: where in a stretch of many units it does. */
    private RandomProgram earliest(RandomProgram program, Difference difference) {
        long right = difference.from();
        long wrong = difference.to();
        while (right + 1 < wrong) {
            long middle = right + (wrong - right) / 2;
            if (run(program.upTo(middle), Long.MAX_VALUE).isPresent()) {
                wrong = middle;
            } else {
                right = middle;
            }
        }
        return program.upTo(wrong);
    }

    /** The program with as little as possible left that still goes wrong. */
    RandomProgram shrink(RandomProgram program) {
        RandomProgram small = run(program, Long.MAX_VALUE).map(difference -> betterOf(program, program.upTo(difference.to() * SLOWER))).orElse(program);
        small = betterOf(small, small.stoppedBy(Schedule.UNITS));
        small = betterOf(small, small.in(small.environment().withoutTimer()));
        int last = small.lines().size() - 1;
        for (int size = Math.max(1, last / 2); size > 0; size /= 2) {
            for (int from = 0; from < last; from += size) {
                int to = Math.min(last, from + size);
                if (!small.idle(from, to)) {
                    small = betterOf(small, small.without(from, to));
                }
            }
        }
        RandomProgram done = small;
        return run(done).map(difference -> betterOf(done, done.upTo(difference.to()))).orElse(done);
    }

    private RandomProgram betterOf(RandomProgram program, RandomProgram smaller) {
        return run(smaller, Long.MAX_VALUE).isPresent() ? smaller : program;
    }
}
