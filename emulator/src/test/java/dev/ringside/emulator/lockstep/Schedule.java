package dev.ringside.emulator.lockstep;

import java.util.Random;

/**
 * Where the checked engine is stopped: mostly where it comes back by itself, now and then at an odd instruction count, which it has
 * to meet in the middle of whatever it runs. The same seed gives the same stops.
 */
final class Schedule {
    /** The seed without odd counts. */
    static final long UNITS = 0;

    private static final int ONE_OF = 16;
    private static final int LONGEST = 70;

    private final Random random;
    private final boolean unitsOnly;

    private Schedule(Random random, boolean unitsOnly) {
        this.random = random;
        this.unitsOnly = unitsOnly;
    }

    /** The schedule that a seed stands for; {@link #UNITS} stands for units only. */
    static Schedule of(long seed) {
        return seed == UNITS ? units() : new Schedule(new Random(seed), false);
    }

    /** Units only. */
    static Schedule units() {
        return new Schedule(new Random(0), true);
    }

    /** The next step of {@code pair}. */
    Pair.Step step(Pair pair, long limit) {
        if (unitsOnly || random.nextInt(ONE_OF) != 0) {
            return pair.step(limit);
        }
        return pair.runTo(Math.min(limit, pair.count() + 1 + random.nextInt(LONGEST)));
    }
}
