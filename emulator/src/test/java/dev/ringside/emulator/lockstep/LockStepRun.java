package dev.ringside.emulator.lockstep;

import java.util.Optional;
import java.util.function.LongConsumer;

/** Runs a pair, comparing the processors after every step and everything every so many steps. */
final class LockStepRun {
    /** By how much a second, closer look at a stretch divides it. */
    private static final int CLOSER = 32;

    private final Pair pair;
    private final long limit;
    private final LongConsumer progress;

    /**
     * @param limit most instructions since power-up
     * @param progress hears the instruction count after every comparison of everything
     */
    LockStepRun(Pair pair, long limit, LongConsumer progress) {
        this.pair = pair;
        this.limit = limit;
        this.progress = progress;
    }

    /**
     * Runs until the machines differ, the guest ends, or the limit.
     *
     * @param interval steps between two comparisons of everything
     * @param fineFrom instruction count from which on everything is compared after every step
     */
    Optional<Difference> find(Schedule schedule, int interval, long fineFrom) {
        byte[] good = pair.save();
        long from = pair.count();
        Pair.Step step = Pair.Step.SAME;
        while (step == Pair.Step.SAME) {
            int steps = 0;
            boolean fine = from >= fineFrom;
            do {
                step = schedule.step(pair, limit);
                steps++;
            } while (step == Pair.Step.SAME && !fine && steps < interval && pair.count() < fineFrom);
            progress.accept(pair.count());
            if (step == Pair.Step.DIFFERENT || step != Pair.Step.STUCK && !pair.equalAll()) {
                return Optional.of(new Difference(from, pair.count(), good, steps, pair.differences()));
            }
            if (step == Pair.Step.SAME) {
                good = pair.save();
                from = pair.count();
            }
        }
        return Optional.empty();
    }

    /**
     * {@link #find} by units, and when it finds something, again from the last state that was good, ever closer, until one unit is
     * left. An engine that has forgotten what it had translated may not go wrong again: then the wider stretch is the answer.
     */
    Optional<Difference> findUnit(int interval) {
        Optional<Difference> found = find(Schedule.units(), interval, Long.MAX_VALUE);
        int closer = interval;
        while (found.isPresent() && closer > 1) {
            closer = Math.max(1, closer / CLOSER);
            pair.restore(found.get().before());
            LockStepRun again = new LockStepRun(pair, found.get().to(), progress);
            Optional<Difference> narrower = again.find(Schedule.units(), closer, Long.MAX_VALUE);
            if (narrower.isEmpty()) {
                return found;
            }
            found = narrower;
        }
        return found;
    }
}
