package dev.ringside.emulator.debug.inspect.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The layouts of {@code layouts.txt}, whose first lines explain how it is read. */
public final class Layouts {
    private static final String FILE = "layouts.txt";
    private static final Map<String, Layout> ALL = read();

    private Layouts() {}

    /**
     * The layout called {@code name}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Layout named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no layout " + name));
    }

    /** The layout called {@code name}, if there is one. */
    public static Optional<Layout> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All of them, in the order of the file. */
    public static Collection<Layout> all() {
        return ALL.values();
    }

    private static Map<String, Layout> read() {
        try (InputStream in = Layouts.class.getResourceAsStream(FILE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines of the file. */
    static Map<String, Layout> parse(List<String> lines) {
        Map<String, Layout> layouts = new LinkedHashMap<>();
        Draft draft = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            try {
                if (line.startsWith("[")) {
                    finish(draft, layouts);
                    draft = new Draft(line, layouts);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    draft.add(line);
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(FILE + " line " + (i + 1) + ": " + line, e);
            }
        }
        finish(draft, layouts);
        return Collections.unmodifiableMap(layouts);
    }

    private static void finish(Draft draft, Map<String, Layout> layouts) {
        if (draft != null && layouts.put(draft.name, draft.finish()) != null) {
            throw new IllegalArgumentException("two layouts " + draft.name);
        }
    }

    /** A layout that is being read. */
    private static final class Draft {
        private final String name;
        private final int bits;
        private final String title;
        private final String source;
        private final TreeMap<Integer, BitField> fields = new TreeMap<>();
        private BitField last;

        /** From {@code [name bits like other] title | source}; "like other" takes its fields over. */
        Draft(String head, Map<String, Layout> layouts) {
            String[] words = head.substring(1, head.indexOf(']')).split(" ");
            String[] texts = head.substring(head.indexOf(']') + 1).split("\\|");
            name = words[0];
            bits = Integer.parseInt(words[1]);
            title = texts[0].strip();
            source = texts[1].strip();
            if (words.length > 2) {
                layouts.get(words[3]).fields().forEach(f -> fields.put(f.first(), f));
            }
        }

        /** A field, {@code bits name [<<shift] | meaning | when clear}, or a value of the field above, {@code = number text}. */
        void add(String line) {
            if (line.startsWith("=")) {
                String[] parts = line.substring(1).strip().split(" ", 2);
                Map<Long, String> values = new HashMap<>(last.values());
                values.put(Long.decode(parts[0]), parts[1].strip());
                put(new BitField(last.name(), last.first(), last.bits(), last.shift(), last.meaning(), last.clear(), values));
                return;
            }
            String[] columns = line.split("\\|");
            String[] words = columns[0].strip().split(" +");
            String[] range = words[0].split(":");
            int high = Integer.parseInt(range[0]);
            int low = Integer.parseInt(range[range.length - 1]);
            int shift = words.length > 2 ? Integer.parseInt(words[2].substring(2)) : 0;
            put(new BitField(words[1], low, high - low + 1, shift, column(columns, 1), column(columns, 2), Map.of()));
        }

        private void put(BitField field) {
            List<Integer> covered = new ArrayList<>();
            fields.forEach((at, other) -> {
                if (other.meets(field)) {
                    covered.add(at);
                }
            });
            covered.forEach(fields::remove);
            fields.put(field.first(), field);
            last = field;
        }

        private static String column(String[] columns, int i) {
            return i < columns.length ? columns[i].strip() : "";
        }

        Layout finish() {
            return new Layout(name, bits, title, source, new ArrayList<>(fields.values()));
        }
    }
}
