package dev.ringside.repl.options;

import dev.ringside.repl.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of one command line, looked at before anything is opened, so that a mistake in one never costs another. */
public final class UserFiles {
    private final List<Named> inputs = new ArrayList<>();
    private final List<Named> outputs = new ArrayList<>();

    private record Named(String option, Path path) {
        /** The same file under whatever name. Devices may be named twice: nothing is lost in them. */
        boolean clashesWith(Named other) {
            try {
                return Files.exists(path) && Files.exists(other.path)
                    ? Files.isRegularFile(path) && Files.isSameFile(path, other.path)
                    : path.toAbsolutePath().normalize().equals(other.path.toAbsolutePath().normalize());
            } catch (IOException _) {
                return false;
            }
        }
    }

    /**
     * A file to read as a whole.
     *
     * @param option what names it
     * @param file   null: it was not given
     * @throws UserError if it cannot be read
     */
    public Optional<Path> input(String option, Path file) {
        if (file != null) {
            checkReadable(option + ": ", file);
            if (!Files.isRegularFile(file)) {
                throw new UserError(option + ": " + file + ": not a file");
            }
            inputs.add(new Named(option, file));
        }
        return Optional.ofNullable(file);
    }

    /**
     * A file to write; it need not exist yet.
     *
     * @param option what names it
     * @param file   null: it was not given
     * @throws UserError if it could not be written, or is one of the other files too
     */
    public Optional<Path> output(String option, Path file) {
        if (file == null) {
            return Optional.empty();
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UserError(option + ": " + file + ": its folder does not exist");
        }
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new UserError(option + ": " + file + ": not writable");
        }
        var output = new Named(option, file);
        for (Named other : inputs) {
            if (output.clashesWith(other)) {
                throw new UserError(option + ": " + file + ": is read by " + other.option() + ", writing it would destroy it");
            }
        }
        for (Named other : outputs) {
            if (output.clashesWith(other)) {
                throw new UserError(option + ": " + file + ": is written by " + other.option() + " too");
            }
        }
        outputs.add(output);
        return Optional.of(file);
    }

    /**
     * Checks a file, pipe or device that a command reads from beginning to end.
     *
     * @throws UserError if that cannot be done
     */
    public static void checkReadable(Path file) {
        checkReadable("", file);
    }

    private static void checkReadable(String prefix, Path file) {
        if (!Files.exists(file)) {
            throw new UserError(prefix + file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new UserError(prefix + file + ": not a file");
        }
        if (!Files.isReadable(file)) {
            throw new UserError(prefix + file + ": not readable");
        }
    }
}
