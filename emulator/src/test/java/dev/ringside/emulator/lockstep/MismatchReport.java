package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import java.io.ByteArrayInputStream;

/** A difference for a reader: where, what was executed there, and what came out otherwise than on the interpreter. */
final class MismatchReport {
    private MismatchReport() {}

    /** The report; {@code source} builds the machine that went wrong. */
    static String text(Difference difference, MachineSource source) {
        Machine machine = source.build(EngineFactory.interpreter());
        machine.restore(new ByteArrayInputStream(difference.before()));
        StringBuilder text = new StringBuilder();
        text.append(difference.steps() == 1 ? "One step differs" : "The machines come apart within " + difference.steps() + " steps")
                .append(": from instruction ").append(difference.from()).append(" to ").append(difference.to()).append('\n');
        text.append("Executed (count, offset, bytes, instruction):\n");
        ExecutedPath.lines(machine, difference.to()).forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("Differences (expected: interpreter):\n");
        difference.fields().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
