package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Two machines side by side. Each {@link #step} runs one unit of the checked machine, then the reference to the same instruction
 * count, lets what is due there happen in both, and compares the processors; {@link #equalAll} compares everything.
 */
final class Pair {
    private final Machine reference;
    private final Machine checked;
    private final ProcessorComparison comparison = new ProcessorComparison();

    /** How a step ended. */
    enum Step {
        /** Both are in the same state, as far as has been compared. */
        SAME,
        /** They differ. */
        DIFFERENT,
        /** The guest came to its end, or to the limit, in both. */
        OVER,
        /** The guest gets nowhere and was interrupted: its handlers fault for ever. No count tells its states apart. */
        STUCK
    }

    private Pair(Machine reference, Machine checked) {
        this.reference = reference;
        this.checked = checked;
    }

    /** A new pair at the beginning. */
    static Pair of(MachineSource source, EngineFactory reference, EngineFactory checked) {
        return new Pair(source.build(reference), source.build(checked));
    }

    Machine reference() {
        return reference;
    }

    Machine checked() {
        return checked;
    }

    /** Instructions that the checked machine has retired. */
    long count() {
        return checked.cpu(0).instructions;
    }

    /** One unit, at most to {@code limit} instructions in all. */
    Step step(long limit) {
        Optional<StopReason> stop = checked.runUnit(limit);
        return stop.isPresent() ? ended(stop.get()) : meet();
    }

    /** Both to exactly {@code count} instructions, each as it likes. */
    Step runTo(long count) {
        StopReason stop = checked.run(count);
        return stop.equals(new StopReason.InstructionLimit()) ? meet() : ended(stop);
    }

    private Step meet() {
        long count = count();
        StopReason found = checked.run(count);
        StopReason expected = reference.run(count);
        if (stuck(found) || stuck(expected)) {
            return Step.STUCK;
        }
        if (!expected.equals(found) || !equalProcessors()) {
            return Step.DIFFERENT;
        }
        return found.equals(new StopReason.InstructionLimit()) ? Step.SAME : Step.OVER;
    }

    /** The checked machine stopped for a reason of its own: the reference must have the same one to go no further. */
    private Step ended(StopReason found) {
        long count = count();
        if (stuck(found)) {
            return Step.STUCK;
        }
        StopReason expected = reference.run(count);
        if (expected.equals(new StopReason.InstructionLimit()) && !found.equals(expected)) {
            expected = reference.run(count + 1);
        }
        return stuck(expected) ? Step.STUCK : expected.equals(found) && equalProcessors() ? Step.OVER : Step.DIFFERENT;
    }

    private static boolean stuck(StopReason reason) {
        return reason instanceof StopReason.Interrupted;
    }

    private boolean equalProcessors() {
        return comparison.equal(reference.cpu(0), checked.cpu(0));
    }

    /** Whether the machines agree in everything: memory, TLB, devices, pending events. */
    boolean equalAll() {
        return reference.stateHash() == checked.stateHash();
    }

    /** What they differ in. */
    List<String> differences() {
        return StateDifference.lines(reference, checked);
    }

    /** The state of the reference, to go back to. */
    byte[] save() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reference.save(out);
        return out.toByteArray();
    }

    /** Puts both machines into a state that was saved. */
    void restore(byte[] state) {
        reference.restore(new ByteArrayInputStream(state));
        checked.restore(new ByteArrayInputStream(state));
    }
}
