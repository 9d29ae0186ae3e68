package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.SnapshotFile;
import dev.ringside.emulator.tool.Misuse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a guest just before an engine went wrong: a text file {@code NAME.guest} that says how the machine is built and how
 * far to run it, and beside it {@code NAME.snapshot}.
 *
 * @param machine how the machine is built
 * @param to instruction count up to which the engines are to agree
 */
record SavedState(BareMachine machine, long to) {
    /** How names of such files end. */
    static final String SUFFIX = ".guest";

    private static final String SNAPSHOT = ".snapshot";
    private static final String MAGIC = "ringside lock-step guest 1";
    private static final int FURTHER = 1000;

    /** What belongs to a difference of a guest; some instructions beyond it are run, too. */
    static SavedState of(GuestSource guest, Difference difference) {
        return new SavedState(guest.machine(), difference.to() + FURTHER);
    }

    /**
     * Writes both files.
     *
     * @param before the state, as {@code Machine.save} writes it
     * @param report lines for readers
     */
    void write(Path file, byte[] before, String report) throws IOException {
        List<String> lines = new ArrayList<>(List.of(MAGIC));
        report.lines().map(line -> "# " + line).forEach(lines::add);
        lines.addAll(List.of("memory " + machine.memory(), "rom " + machine.rom(), "kvm " + machine.kvm(), "to " + to));
        Files.write(file, lines);
        Machine holder = machine.build(EngineFactory.interpreter());
        holder.restore(new ByteArrayInputStream(before));
        new SnapshotFile(snapshot(file)).save(holder);
    }

    private static Path snapshot(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(SUFFIX, SNAPSHOT));
    }

    /** Reads the text file. */
    static SavedState read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (!first.equals(MAGIC)) {
            throw new Misuse(file + ": expected \"" + MAGIC + "\", found \"" + first + "\"");
        }
        Map<String, String> fields = new HashMap<>();
        lines.stream().skip(1).filter(line -> !line.startsWith("#")).map(line -> line.split(" ", 2)).forEach(w -> fields.put(w[0], w[1]));
        return new SavedState(new BareMachine(Long.parseLong(fields.get("memory")), Integer.parseInt(fields.get("rom")),
                Boolean.parseBoolean(fields.get("kvm"))), Long.parseLong(fields.get("to")));
    }

    /** Runs the state of a file on an engine and the interpreter, everything compared after every unit. */
    Optional<Difference> replay(Path file, EngineFactory checked) throws IOException {
        Pair pair = Pair.of(machine::build, EngineFactory.interpreter(), checked);
        new SnapshotFile(snapshot(file)).restore(pair.reference());
        pair.restore(pair.save());
        return new LockStepRun(pair, to, count -> {}).find(Schedule.units(), 1, 0);
    }
}
