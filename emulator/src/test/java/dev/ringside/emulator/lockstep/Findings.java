package dev.ringside.emulator.lockstep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The folder that differences are saved in, one file each, to be replayed. */
final class Findings {
    /** How names of saved programs end. */
    static final String PROGRAM_SUFFIX = ".program";

    private final Path folder;
    private final Consumer<String> heard;
    private int count;

    /**
     * @param heard gets the report of each difference
     */
    Findings(Path folder, Consumer<String> heard) {
        this.folder = folder;
        this.heard = heard;
    }

    /** Saves a program that goes wrong. */
    Path save(String name, RandomProgram program, Difference difference) throws IOException {
        String report = MismatchReport.text(difference, engine -> ProgramMachine.build(program, engine));
        Files.createDirectories(folder);
        Path file = folder.resolve(name + PROGRAM_SUFFIX);
        Files.writeString(file, ProgramText.format(program, report));
        tell(file, report);
        return file;
    }

    /** Saves a guest's state just before it goes wrong. */
    Path save(String name, GuestSource guest, Difference difference) throws IOException {
        String report = MismatchReport.text(difference, guest.machine()::build);
        Files.createDirectories(folder);
        Path file = folder.resolve(name + SavedState.SUFFIX);
        SavedState.of(guest, difference).write(file, difference.before(), report);
        tell(file, report);
        return file;
    }

    private void tell(Path file, String report) {
        count++;
        heard.accept(report + "saved as " + file);
    }

    /** How many have been saved. */
    int count() {
        return count;
    }
}
