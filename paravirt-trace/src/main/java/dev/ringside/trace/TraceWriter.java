package dev.ringside.trace;

import com.google.gson.stream.JsonWriter;
import dev.ringside.emulator.debug.Recorder;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiValue;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

/** Writes events to a trace file as they happen. Used by one thread, the machine's. */
public final class TraceWriter implements Recorder, Closeable {
    private final Writer out;
    private long events;
    private IOException failure;

    /**
     * Starts a trace on {@code out}, which {@link #close} closes.
     *
     * @throws IOException if the header cannot be written
     */
    public TraceWriter(Writer out, TraceHeader header) throws IOException {
        this.out = out;
        line(json -> json.name(Field.VERSION).value(TraceHeader.VERSION)
            .name(Field.PLATFORM).value(header.platform())
            .name(Field.GUEST).value(header.guest()));
    }

    /** Writes one event; a failure is kept and thrown by {@link #close}. */
    @Override
    public void record(AbiCall event) {
        if (failure != null) {
            return;
        }
        try {
            line(json -> writeEvent(json, event));
            events++;
        } catch (IOException e) {
            failure = e;
        }
    }

    /** How many events were written. */
    public long events() {
        return events;
    }

    /**
     * Ends the trace, so that readers know it is whole.
     *
     * @throws IOException if this or an earlier write failed; the file then reads as cut short
     */
    @Override
    public void close() throws IOException {
        try (out) {
            if (failure != null) {
                throw failure;
            }
            line(json -> json.name(Field.END).value(events));
        }
    }

    private void line(Body body) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject();
            body.write(json);
            json.endObject();
        }
        out.write(text.append('\n').toString());
    }

    private static void writeEvent(JsonWriter json, AbiCall event) throws IOException {
        json.name(Field.INSTRUCTIONS).value(event.instructions())
            .name(Field.CPU).value(event.cpu())
            .name(Field.RIP).value(hex(event.rip()))
            .name(Field.CPL).value(event.cpl())
            .name(Field.PLATFORM).value(event.platform())
            .name(Field.KIND).value(event.kind().label())
            .name(Field.NAME).value(event.name());
        writeValues(json.name(Field.ARGUMENTS), event.arguments());
        writeValues(json.name(Field.RESULTS), event.results());
    }

    private static void writeValues(JsonWriter json, List<AbiValue> values) throws IOException {
        json.beginArray();
        for (AbiValue value : values) {
            json.beginObject()
                .name(Field.NAME).value(value.name())
                .name(Field.TYPE).value(value.type().label())
                .name(Field.VALUE).value(hex(value.value()));
            if (!value.meaning().isEmpty()) {
                json.name(Field.MEANING).value(value.meaning());
            }
            json.endObject();
        }
        json.endArray();
    }

    private static String hex(long bits) {
        return "0x" + Long.toHexString(bits);
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonWriter json) throws IOException;
    }
}
