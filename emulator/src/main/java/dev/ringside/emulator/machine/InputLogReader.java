package dev.ringside.emulator.machine;

import dev.ringside.emulator.state.StateException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link InputLogWriter} wrote. Nothing in the file is trusted: each line must have its form, and time never goes back. */
public final class InputLogReader {
    private static final int LONGEST_LINE = 100;
    private static final int MOST_INPUTS = 16 << 20;
    private static final int LARGEST_VALUE = 255;
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18}) ([a-z][a-z0-9]{0,15}) (\\d{1,3})");

    private final Path path;
    private final List<Input> inputs = new ArrayList<>();
    private int lineNumber;

    private InputLogReader(Path path) {
        this.path = path;
    }

    /**
     * Reads a whole log.
     *
     * @throws IOException when the file cannot be read
     * @throws StateException when it is no log of inputs, in one line that begins with file and line number
     */
    public static List<Input> read(Path path) throws IOException {
        InputLogReader reader = new InputLogReader(path);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            reader.header(reader.line(in));
            for (String line = reader.line(in); line != null; line = reader.line(in)) {
                reader.input(line);
            }
        }
        return List.copyOf(reader.inputs);
    }

    /** The next line without its end, or null at the end of the file; a line that does not end was cut short. */
    private String line(InputStream in) throws IOException {
        lineNumber++;
        StringBuilder text = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c != '\n'; c = in.read()) {
            if (c < 0) {
                throw wrong("a whole line", "the end of the file after \"" + text + "\"");
            }
            if (text.length() == LONGEST_LINE) {
                throw wrong("at most " + LONGEST_LINE + " characters", "\"" + text + "...\"");
            }
            text.append(c >= ' ' && c <= '~' ? (char) c : '?');
        }
        return text.toString();
    }

    private void header(String line) {
        if (!InputLogWriter.HEADER.equals(line)) {
            throw wrong("\"" + InputLogWriter.HEADER + "\"", line == null ? "an empty file" : "\"" + line + "\"");
        }
    }

    private void input(String line) {
        Matcher m = LINE.matcher(line);
        if (!m.matches()) {
            throw wrong("virtual time, instructions, channel and value", "\"" + line + "\"");
        }
        Input input = new Input(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), m.group(3), Integer.parseInt(m.group(4)));
        if (input.value() > LARGEST_VALUE) {
            throw wrong("a value of at most " + LARGEST_VALUE, "" + input.value());
        }
        if (input.virtualTime() < input.instructions()) {
            throw wrong("a virtual time of at least the instructions", "\"" + line + "\"");
        }
        Input last = inputs.isEmpty() ? input : inputs.getLast();
        if (input.virtualTime() < last.virtualTime() || input.instructions() < last.instructions()) {
            throw wrong("a moment not before that of the line above", "\"" + line + "\"");
        }
        if (inputs.size() == MOST_INPUTS) {
            throw wrong("at most " + MOST_INPUTS + " inputs", "more");
        }
        inputs.add(input);
    }

    private StateException wrong(String expected, String found) {
        return new StateException(path + ": line " + lineNumber + ": expected " + expected + ", found " + found);
    }
}
