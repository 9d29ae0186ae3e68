package dev.ringside.repl.run;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.engine.PhaseDumps;
import dev.ringside.repl.UserError;
import dev.ringside.repl.options.RunOptions;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;

/** The file that {@code --dump-units} names. The engine is told of it first; the file is made when the guest starts. */
final class UnitDumpFile implements AutoCloseable {
    private final RunOptions.Dumps wanted;
    private Writer writer;
    private IOException failure;

    UnitDumpFile(RunOptions.Dumps wanted) {
        this.wanted = wanted;
    }

    /** Makes the translator that tells of its units here. */
    EngineFactory engine() {
        return EngineFactory.translator(new PhaseDumps(wanted.phases(), this::write));
    }

    void open() throws IOException {
        writer = Files.newBufferedWriter(wanted.file());
    }

    // A full disk does not end the run: it is told at its end.
    private void write(String text) {
        try {
            if (failure == null) {
                writer.write(text);
                writer.write('\n');
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            throw new UserError("--dump-units: " + wanted.file() + ": " + failure.getMessage());
        }
    }
}
