package dev.ringside.emulator.vectors;

import dev.ringside.emulator.engine.Engine;
import dev.ringside.emulator.isa.Instruction;

/** Replays on an engine, one instruction at a time by its instruction limit. */
final class EngineTarget implements VectorTarget {
    private static final int MOST_ITERATIONS = 100_000;

    private final String name;
    private final ReplayMachine machine;
    private final Engine engine;

    EngineTarget(String name, ReplayMachine machine, Engine engine) {
        this.name = name;
        this.machine = machine;
        this.engine = engine;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void load(TestCase test) {
        machine.load(test);
    }

    @Override
    public Ending execute(Instruction insn) {
        // One iteration of a repeated instruction counts as one instruction and leaves rip on it until the last.
        boolean repeats = insn.has(Instruction.REP) || insn.has(Instruction.REPNE);
        int iterations = 0;
        do {
            engine.run(machine.cpu.instructions + 1);
        } while (repeats && !machine.interrupted() && machine.cpu.rip == insn.rip && iterations++ < MOST_ITERATIONS);
        return machine.ending();
    }

    @Override
    public MachineState state() {
        return machine.state();
    }

    @Override
    public void memory(int address, byte[] bytes) {
        machine.memory(address, bytes);
    }
}
