package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.engine.Engine;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.InstructionSet;

/** Replays on an engine. */
final class EngineTarget implements VectorTarget {
    /** What stops the engine behind the one instruction of a case. */
    enum Stop {
        /** Its instruction limit, which it must keep exactly. */
        LIMIT,
        /**
         * The breakpoint that follows in memory, so that the engine may take both as one piece of code. Branches, which may lead
         * anywhere, stop at the limit.
         */
        BREAKPOINT
    }

    private static final int MOST_ITERATIONS = 100_000;

    private final String name;
    private final ReplayMachine machine;
    private final Engine engine;
    private final Stop stop;
    private boolean stoppedAtBreakpoint;

    /** @param maker makes the engine for a processor and the semantics of all instructions */
    EngineTarget(String name, VectorHeader header, EngineFactory maker, Stop stop) {
        this.name = name;
        this.machine = new ReplayMachine(header.mode(), header.selectors());
        this.engine = maker.make(machine.cpu, InstructionSet.semantics());
        this.stop = stop;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void load(TestCase test) {
        machine.load(test);
        stoppedAtBreakpoint = false;
    }

    @Override
    public Ending execute(Instruction insn) {
        if (stop == Stop.BREAKPOINT && !RowSelection.endsAnywhere(insn.row)) {
            engine.run(machine.cpu.instructions + MOST_ITERATIONS);
            stoppedAtBreakpoint = machine.ending().vector() == Vector.BP.number && machine.state().rip() == insn.nextRip() + 1;
            return stoppedAtBreakpoint ? Ending.NORMAL : machine.ending();
        }
        // One iteration of a repeated instruction counts as one instruction and leaves rip on it until the last.
        boolean repeats = Replay.repeats(insn);
        int iterations = 0;
        do {
            engine.run(machine.cpu.instructions + 1);
        } while (repeats && !machine.interrupted() && machine.cpu.rip == insn.rip && iterations++ < MOST_ITERATIONS);
        return machine.ending();
    }

    @Override
    public MachineState state() {
        MachineState state = machine.state();
        if (stoppedAtBreakpoint) {
            state.rip(state.rip() - 1);
        }
        return state;
    }

    @Override
    public void memory(int address, byte[] bytes) {
        machine.memory(address, bytes);
    }
}
