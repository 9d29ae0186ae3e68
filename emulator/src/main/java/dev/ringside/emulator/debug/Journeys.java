package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.Journey.Leg;
import dev.ringside.emulator.debug.Journey.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes the journeys that front ends ask for, from where the guest stands. */
final class Journeys {
    private final Cpu cpu;
    private final NextInstruction instruction;
    private final CallerFinder callers;

    Journeys(Cpu cpu, CallerFinder callers) {
        this.cpu = cpu;
        this.instruction = new NextInstruction(cpu);
        this.callers = callers;
    }

    /** So many instructions, calls looked through. */
    Journey over(long steps) {
        long[] left = {steps};
        return new Stepping(cpu, instruction, true, () -> --left[0] > 0 ? Optional.empty() : stepped());
    }

    private static Optional<Leg> stepped() {
        return Optional.of(new Leg.End(new Stop.Stepped()));
    }

    /** Steps over until an instruction further on, or until the frame has been left: out of a loop. */
    Journey onward() {
        long from = instruction.linear();
        StackGuard frame = StackGuard.here(cpu);
        return new Stepping(cpu, instruction, true,
                () -> frame.left(cpu) || Long.compareUnsigned(instruction.linear(), from) > 0 ? stepped() : Optional.empty());
    }

    /** So many source lines. */
    Journey lines(long steps, boolean over, LineTable lines) {
        return new Stepping(cpu, instruction, over, new LineProgress(cpu, instruction, lines, steps));
    }

    /** To where the current function returns to. */
    Journey finish() throws RefusedException {
        Caller caller = callers.find().orElseThrow(() -> new RefusedException("cannot find where this function returns to"));
        int bits = cpu.codeSize;
        String register = bits == 64 ? "rax" : bits == 32 ? "eax" : "ax";
        return once(List.of(target(caller)),
                linear -> new Stop.Finished(caller, register, bits == 64 ? cpu.r[Cpu.RAX] : cpu.r[Cpu.RAX] & (1L << bits) - 1));
    }

    private Target target(Caller caller) {
        return new Target(caller.linear(), StackGuard.at(cpu, caller.stackPointer()));
    }

    /** To an address; as far as the current function's return, if that can be told and is wanted. */
    Journey to(long linear, boolean withinFunction) {
        List<Target> targets = new ArrayList<>(List.of(new Target(linear, null)));
        if (withinFunction) {
            callers.find().ifPresent(caller -> targets.add(target(caller)));
        }
        return once(targets, Stop.Arrived::new);
    }

    private Journey once(List<Target> targets, Function<Long, Stop> stop) {
        boolean[] begun = {false};
        return () -> {
            if (begun[0]) {
                return new Leg.End(stop.apply(instruction.linear()));
            }
            begun[0] = true;
            return new Leg.To(targets);
        };
    }
}
