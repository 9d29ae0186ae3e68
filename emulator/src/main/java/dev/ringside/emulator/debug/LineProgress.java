package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.Journey.Leg;
import dev.ringside.symbols.dwarf.SourceLine;
import java.util.Optional;

/**
 * When a step by source lines is done: at the first instruction of another line's code, or of the same line's come to anew from elsewhere.
 * A function without lines runs until it returns.
 */
final class LineProgress implements Stepping.Progress {
    private final Cpu cpu;
    private final NextInstruction instruction;
    private final LineTable lines;
    private long steps;
    private Optional<SourceLine> from;
    private StackGuard frame;
    private StackGuard before;
    private Optional<Long> behindCall;

    LineProgress(Cpu cpu, NextInstruction instruction, LineTable lines, long steps) {
        this.cpu = cpu;
        this.instruction = instruction;
        this.lines = lines;
        this.steps = steps;
        this.from = lines.at(instruction.linear());
        this.frame = StackGuard.here(cpu);
        remember();
    }

    private void remember() {
        before = StackGuard.here(cpu);
        behindCall = instruction.behindCall();
    }

    @Override
    public Optional<Leg> look() {
        long linear = instruction.linear();
        Optional<SourceLine> here = lines.at(linear);
        Optional<Leg> decided = Optional.empty();
        if (here.isEmpty() && from.isPresent() && behindCall.isPresent() && linear != behindCall.get() && !before.holds(cpu)) {
            decided = Optional.of(Leg.To.place(behindCall.get(), before));
        } else if (here.isPresent() && here.get().line() != 0 && here.get().address() == linear && !sameLine(here.get())) {
            from = here;
            frame = StackGuard.here(cpu);
            steps--;
            decided = steps == 0 ? Optional.of(new Leg.End(new Stop.Stepped())) : Optional.empty();
        }
        remember();
        return decided;
    }

    private boolean sameLine(SourceLine here) {
        return from.isPresent() && here.line() == from.get().line() && here.file().equals(from.get().file()) && !frame.left(cpu);
    }
}
