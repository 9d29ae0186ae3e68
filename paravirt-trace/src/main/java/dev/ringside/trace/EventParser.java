package dev.ringside.trace;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Makes header, events and end of a trace from their lines. Fields stand in the order in which they are written. */
final class EventParser {
    private static final int MOST_VALUES = 64;

    private EventParser() {}

    /** A line after the header. */
    sealed interface Line {
    }

    /** A line that holds an event. */
    record Event(AbiCall call) implements Line {
    }

    /** The last line: how many events came before. */
    record End(long events) implements Line {
    }

    static TraceHeader header(JsonReader json) throws IOException, Unexpected {
        json.beginObject();
        expectName(json, Field.VERSION);
        long version = json.nextLong();
        if (version != TraceHeader.VERSION) {
            throw new Unexpected("format version " + TraceHeader.VERSION, "version " + version);
        }
        String platform = string(json, Field.PLATFORM);
        String guest = string(json, Field.GUEST);
        json.endObject();
        return new TraceHeader(platform, guest);
    }

    static Line line(JsonReader json) throws IOException, Unexpected {
        json.beginObject();
        String first = json.nextName();
        Line line = switch (first) {
            case Field.END -> new End(json.nextLong());
            case Field.INSTRUCTIONS -> new Event(event(json));
            default -> throw new Unexpected("field '" + Field.INSTRUCTIONS + "' or '" + Field.END + "'", "'" + first + "'");
        };
        json.endObject();
        return line;
    }

    private static AbiCall event(JsonReader json) throws IOException, Unexpected {
        long instructions = json.nextLong();
        expectName(json, Field.CPU);
        int cpu = json.nextInt();
        long rip = bits(json, Field.RIP);
        expectName(json, Field.CPL);
        int cpl = json.nextInt();
        String platform = string(json, Field.PLATFORM);
        AbiCall.Kind kind = label(json, Field.KIND, AbiCall.Kind.values(), AbiCall.Kind::label);
        String name = string(json, Field.NAME);
        List<AbiValue> arguments = values(json, Field.ARGUMENTS);
        List<AbiValue> results = values(json, Field.RESULTS);
        return new AbiCall(instructions, cpu, rip, cpl, platform, kind, name, arguments, results);
    }

    private static List<AbiValue> values(JsonReader json, String field) throws IOException, Unexpected {
        expectName(json, field);
        var values = new ArrayList<AbiValue>();
        json.beginArray();
        while (json.peek() == JsonToken.BEGIN_OBJECT) {
            if (values.size() == MOST_VALUES) {
                throw new Unexpected("at most " + MOST_VALUES + " " + field, "more");
            }
            json.beginObject();
            String name = string(json, Field.NAME);
            AbiValue.Type type = label(json, Field.TYPE, AbiValue.Type.values(), AbiValue.Type::label);
            long value = bits(json, Field.VALUE);
            String meaning = json.peek() == JsonToken.NAME ? string(json, Field.MEANING) : "";
            values.add(new AbiValue(name, type, value, meaning));
            json.endObject();
        }
        json.endArray();
        return values;
    }

    private static <T> T label(JsonReader json, String field, T[] known, Function<T, String> label) throws IOException, Unexpected {
        String text = string(json, field);
        return Arrays.stream(known).filter(k -> label.apply(k).equals(text)).findFirst()
            .orElseThrow(() -> new Unexpected("a known " + field, "'" + text + "'"));
    }

    private static long bits(JsonReader json, String field) throws IOException, Unexpected {
        String text = string(json, field);
        if (!text.startsWith("0x") || text.startsWith("0x+")) {
            throw new Unexpected("hex digits after 0x in '" + field + "'", "'" + text + "'");
        }
        return Long.parseUnsignedLong(text, 2, text.length(), 16);
    }

    /** Names and words end on terminals, so control characters go here, where they come in. */
    private static String string(JsonReader json, String field) throws IOException, Unexpected {
        expectName(json, field);
        return Printable.line(json.nextString());
    }

    private static void expectName(JsonReader json, String field) throws IOException, Unexpected {
        String name = json.nextName();
        if (!name.equals(field)) {
            throw new Unexpected("field '" + field + "'", "'" + name + "'");
        }
    }

    /** Well-formed JSON that is not what a trace has there. */
    static final class Unexpected extends Exception {
        private final String expected;
        private final String found;

        Unexpected(String expected, String found) {
            super(expected + ", " + found);
            this.expected = expected;
            this.found = found;
        }

        String expected() {
            return expected;
        }

        String found() {
            return found;
        }
    }
}
