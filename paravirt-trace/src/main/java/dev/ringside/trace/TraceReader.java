package dev.ringside.trace;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import dev.ringside.emulator.platform.AbiCall;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a trace file line by line. The file may be hostile or cut short: whatever it holds, reading ends with events, with the
 * knowledge that some are missing, or with a {@link TraceException}.
 */
public final class TraceReader implements Closeable {
    private final String file;
    private final Reader in;
    private final LineReader lines;
    private final TraceHeader header;
    private long line;
    private long events;
    private boolean ended;
    private boolean complete;

    /**
     * Opens a file and reads its header.
     *
     * @throws IOException    if it cannot be read
     * @throws TraceException if it is not a trace of a version that this code reads
     */
    public static TraceReader open(Path file) throws IOException, TraceException {
        Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        try {
            return new TraceReader(in, file.toString());
        } catch (IOException | TraceException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Reads a trace from {@code in}, which {@link #close} closes.
     *
     * @param file the name to use in messages
     */
    public TraceReader(Reader in, String file) throws IOException, TraceException {
        this.in = in;
        this.file = file;
        this.lines = new LineReader(in);
        this.header = parse(nextLine(), EventParser::header, "the header of a trace, version " + TraceHeader.VERSION);
    }

    /** What the trace says about itself. */
    public TraceHeader header() {
        return header;
    }

    /** The next event, or empty at the end of the file. */
    public Optional<AbiCall> next() throws IOException, TraceException {
        String text = ended ? null : nextLine();
        if (text == null || lines.cut()) {
            ended = true;
            return Optional.empty();
        }
        return switch (parse(text, EventParser::line, "an event")) {
            case EventParser.Event(AbiCall call) -> {
                events++;
                yield Optional.of(call);
            }
            case EventParser.End(long count) -> {
                checkEnd(count);
                ended = true;
                complete = true;
                yield Optional.empty();
            }
        };
    }

    /** Once {@link #next} has answered empty: whether the trace was ended in order. Otherwise it was cut short. */
    public boolean complete() {
        return complete;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void checkEnd(long count) throws IOException, TraceException {
        if (count != events) {
            throw new TraceException(file, line, "the end of " + events + " events", "the end of " + count);
        }
        if (nextLine() != null) {
            throw new TraceException(file, line, "nothing after the end of the trace", "another line");
        }
    }

    private String nextLine() throws IOException, TraceException {
        line++;
        try {
            return lines.next();
        } catch (LineReader.LineTooLong _) {
            throw new TraceException(file, line, "at most " + LineReader.LONGEST + " characters", "more");
        } catch (CharacterCodingException _) {
            throw new TraceException(file, line, "text in UTF-8", "other bytes");
        }
    }

    private <T> T parse(String text, Parser<T> parser, String expected) throws IOException, TraceException {
        if (text == null) {
            throw new TraceException(file, line, expected, "the end of the file");
        }
        try (var json = new JsonReader(new StringReader(text))) {
            json.setStrictness(Strictness.STRICT);
            T result = parser.parse(json);
            json.peek();
            return result;
        } catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException _) {
            throw new TraceException(file, line, expected, "'" + text.strip().substring(0, Math.min(40, text.strip().length())) + "'");
        } catch (EventParser.Unexpected e) {
            throw new TraceException(file, line, e.expected(), e.found());
        }
    }

    @FunctionalInterface
    private interface Parser<T> {
        T parse(JsonReader json) throws IOException, EventParser.Unexpected;
    }
}
