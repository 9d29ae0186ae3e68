package dev.ringside.emulator.lockstep;

import java.util.Random;

/**
 * Where the checked engine is stopped: mostly where it comes back by itself, now and then at an odd instruction count, which it has
 * to meet in the middle of whatever it runs, soon or after a stretch in which it goes from unit to unit as it likes. The same seed
 * gives the same stops.
 */
final class Schedule {
    /** The seed without odd counts. */
    static final long UNITS = 0;

    /** Of so many choices this one, and those above it, are a unit; 0 is a stretch of many units, the others end inside of one. */
    private static final int CHOICES = 100, UNIT = 8;

    private static final int LONG = 3000, SHORT = 70;

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
        int choice = unitsOnly ? UNIT : random.nextInt(CHOICES);
        if (choice >= UNIT) {
            return pair.step(limit);
        }
        return pair.runTo(Math.min(limit, pair.count() + 1 + random.nextInt(choice == 0 ? LONG : SHORT)));
    }
}
