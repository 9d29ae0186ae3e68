package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import java.util.List;
import java.util.Optional;

/**
 * Steps that look through what is called: each goes to the instruction behind a call, an INT or a repeated instruction, and handlers of
 * interrupts and exceptions that come in between run by themselves. A handler that does not come back to the instruction it interrupted
 * leads the guest away; like a call that never returns, that ends with an interrupt.
 */
final class Stepping implements Journey {
    /** Decides after each step. */
    @FunctionalInterface
    interface Progress {
        /** A stop ends the way; a place is gone to first; nothing means another step. */
        Optional<Leg> look();
    }

    private final NextInstruction instruction;
    private final Cpu cpu;
    private final boolean over;
    private final Progress progress;
    private boolean begun;

    /**
     * @param over whether calls are looked through; repeated instructions and handlers are in any case
     */
    Stepping(Cpu cpu, NextInstruction instruction, boolean over, Progress progress) {
        this.cpu = cpu;
        this.instruction = instruction;
        this.over = over;
        this.progress = progress;
    }

    @Override
    public Leg next() {
        Optional<Leg> decided = begun ? progress.look() : Optional.empty();
        begun = true;
        return decided.orElseGet(this::step);
    }

    private Leg step() {
        Optional<Long> behind = over ? instruction.behindCall() : Optional.empty();
        return behind.<Leg>map(linear -> Leg.To.place(linear, StackGuard.here(cpu))).orElseGet(Leg.Step::new);
    }

    // The step has still to be made when the handler has come back.
    @Override
    public Leg delivered(Target before) {
        begun = false;
        return new Leg.To(List.of(before));
    }
}
