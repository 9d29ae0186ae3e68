package dev.ringside.repl.run;

import dev.ringside.emulator.machine.Input;
import dev.ringside.repl.UserError;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of {@code --record} and {@code --replay}: everything that came to a machine from outside, and when. Lines of text:
 * {@code ringside-inputs 1 START}, then {@code VIRTUALTIME INSTRUCTIONS CHANNEL BYTE} for each input, then
 * {@code end INSTRUCTIONS HASH guest} or {@code ... outside}: whether the guest came to its own end or was stopped. START and HASH are the
 * state hashes, in hex, of the machine before its first instruction and when it stopped, so that a replay knows whether it is one.
 *
 * @param start  state hash of the machine as it was built
 * @param inputs the inputs in order
 * @param end    how the recording ended; empty when it was cut short
 */
record InputLog(long start, List<Input> inputs, Optional<End> end) {
    private static final String MAGIC = "ringside-inputs 1 ";
    private static final String BY_GUEST = "guest";
    private static final String FROM_OUTSIDE = "outside";
    private static final int LONGEST_LINE = 200;
    private static final int MOST_INPUTS = 1 << 24;

    /**
     * The end of a recording.
     *
     * @param instructions when the machine stopped
     * @param hash         its state hash then
     * @param byGuest      whether the guest ended the run itself
     */
    record End(long instructions, long hash, boolean byGuest) {
        /** How far a replay may run: as far as the recording, and where that ended by itself, on to the same end. */
        long limit() {
            return byGuest ? instructions + 1 : instructions;
        }
    }

    static InputLog read(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            return new Parser(file, in).parse();
        } catch (CharacterCodingException _) {
            throw new UserError(file + ": expected a log of inputs, found other bytes");
        }
    }

    /** Reads a log line by line; a line without an end is a line that was cut. */
    private static final class Parser {
        private final Path file;
        private final BufferedReader in;
        private int number;

        Parser(Path file, BufferedReader in) {
            this.file = file;
            this.in = in;
        }

        InputLog parse() throws IOException {
            String header = line();
            if (header == null || !header.startsWith(MAGIC)) {
                throw fault("'" + MAGIC + "' and a state hash");
            }
            long start = hex(header.substring(MAGIC.length()));
            var inputs = new ArrayList<Input>();
            for (String line = line(); line != null; line = line()) {
                if (line.startsWith("end ")) {
                    String[] words = line.split(" ", -1);
                    if (words.length != 4 || !words[3].equals(BY_GUEST) && !words[3].equals(FROM_OUTSIDE)) {
                        throw fault("the end with instructions, hash and guest or outside");
                    }
                    return new InputLog(start, inputs,
                        Optional.of(new End(number(words[1]), hex(words[2]), words[3].equals(BY_GUEST))));
                }
                if (inputs.size() == MOST_INPUTS) {
                    throw fault("at most " + MOST_INPUTS + " inputs");
                }
                inputs.add(input(line, inputs.isEmpty() ? null : inputs.getLast()));
            }
            return new InputLog(start, inputs, Optional.empty());
        }

        private Input input(String line, Input before) {
            String[] words = line.split(" ", -1);
            if (words.length != 4 || words[2].isEmpty()) {
                throw fault("virtual time, instructions, channel, byte");
            }
            var input = new Input(number(words[0]), number(words[1]), words[2], (int) number(words[3]));
            if (input.value() > 0xFF || before != null
                && (input.virtualTime() < before.virtualTime() || input.instructions() < before.instructions())) {
                throw fault("a byte, not earlier than the one before");
            }
            return input;
        }

        private String line() throws IOException {
            number++;
            var line = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    return line.toString();
                }
                if (line.length() == LONGEST_LINE) {
                    throw fault("at most " + LONGEST_LINE + " characters");
                }
                line.append((char) c);
            }
            return null;
        }

        private long number(String text) {
            try {
                long value = Long.parseLong(text);
                if (value >= 0) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // answered below
            }
            throw fault("a number");
        }

        private long hex(String text) {
            try {
                return Long.parseUnsignedLong(text, 16);
            } catch (NumberFormatException _) {
                throw fault("a state hash in hex");
            }
        }

        private UserError fault(String expected) {
            return new UserError(file + ": line " + number + ": expected " + expected + ", found something else");
        }
    }

    /** Writes a log as the inputs come; a failure is kept until the end. */
    static final class Recording implements Closeable {
        private final BufferedWriter out;
        private IOException failure;

        Recording(Path file, long start) throws IOException {
            out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
            out.write(MAGIC + Long.toHexString(start) + "\n");
        }

        void input(Input input) {
            write(input.virtualTime() + " " + input.instructions() + " " + input.channel() + " " + input.value() + "\n");
        }

        void end(End end) {
            String who = end.byGuest() ? BY_GUEST : FROM_OUTSIDE;
            write("end " + end.instructions() + " " + Long.toHexString(end.hash()) + " " + who + "\n");
        }

        private void write(String line) {
            try {
                if (failure == null) {
                    out.write(line);
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        @Override
        public void close() throws IOException {
            try (out) {
                if (failure != null) {
                    throw failure;
                }
            }
        }
    }
}
