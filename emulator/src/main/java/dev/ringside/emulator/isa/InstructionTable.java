package dev.ringside.emulator.isa;

import dev.ringside.emulator.isa.Row.Attribute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The instruction table: every row of the .rows resources, read once, immutable. Reading it checks it: operands agree with
 * encodings, names are unique, and no two rows that are equally specific fit the same bytes.
 */
public final class InstructionTable {
    /** What bytes decode to that are no instruction; it raises #UD. */
    public static final Row INVALID = pseudoRow(0, "INVALID");

    /** What bytes decode to that would be longer than 15 bytes; it raises #GP(0). */
    public static final Row TOO_LONG = pseudoRow(1, "TOO_LONG");

    private static final List<String> RESOURCES = List.of("integer.rows", "system.rows", "x87.rows", "mmx.rows", "sse.rows");

    private static final InstructionTable STANDARD = new InstructionTable(resourceLines());

    private final List<Row> rows = new ArrayList<>(List.of(INVALID, TOO_LONG));
    private final List<Encoding> encodings = new ArrayList<>();
    private final BitSet prefixedOpcodes = new BitSet();
    private final Map<String, Row> byName = new HashMap<>();
    private final Map<String, List<Row>> byMnemonic = new HashMap<>();

    /** Builds a table from lines in the format of legend.txt. */
    InstructionTable(List<String> lines) {
        encodings.add(null);
        encodings.add(null);
        List<RowParser.Line> parsed = new ArrayList<>();
        Map<String, Integer> uses = new HashMap<>();
        for (String line : lines) {
            if (RowParser.isRow(line)) {
                RowParser.Line row = RowParser.parse(line);
                parsed.add(row);
                uses.merge(row.row().is(Attribute.ALIAS) ? "" : row.row().name(), 1, Integer::sum);
            }
        }
        for (RowParser.Line line : parsed) {
            add(line, uses.getOrDefault(line.row().name(), 0) > 1);
        }
        checkSlots();
    }

    /** Every row, pseudo rows first; a row's place is its {@link Row#id()}. */
    public static List<Row> rows() {
        return List.copyOf(STANDARD.rows);
    }

    /** The row of that name, or null. */
    public static Row row(String name) {
        return STANDARD.byName.get(name);
    }

    /** The rows of an upper-case mnemonic in table order; empty when there is none. */
    public static List<Row> rowsOf(String mnemonic) {
        return List.copyOf(STANDARD.byMnemonic.getOrDefault(mnemonic, List.of()));
    }

    /** The encoding of a row of the table; null for the pseudo rows. */
    static Encoding encoding(Row row) {
        return STANDARD.encodings.get(row.id());
    }

    /** Whether some row of the same opcode asks for a mandatory prefix. */
    static boolean hasMandatoryPrefixes(Encoding encoding) {
        return STANDARD.prefixedOpcodes.get(encoding.map() << 8 | encoding.opcode());
    }

    private void add(RowParser.Line line, boolean ambiguous) {
        Row r = line.row();
        String name = r.name() + suffix(line, ambiguous);
        Row row = new Row(rows.size(), name, r.mnemonic(), r.operands(), r.operandSize(), r.flagsRead(), r.flagsWritten(),
                r.flagsUndefined(), r.attributes(), r.feature(), r.encoding(), r.undefined());
        rows.add(row);
        encodings.add(line.encoding());
        if (line.encoding().prefixes() != Encoding.ANY_PREFIX) {
            prefixedOpcodes.set(line.encoding().map() << 8 | line.encoding().opcode());
        }
        if (byName.put(name, row) != null) {
            throw new IllegalStateException("two rows are named " + name);
        }
        byMnemonic.computeIfAbsent(row.mnemonic(), m -> new ArrayList<>()).add(row);
    }

    /** Aliases carry their opcode; rows that differ only in size or mode carry that. */
    private static String suffix(RowParser.Line line, boolean ambiguous) {
        if (line.row().is(Attribute.ALIAS)) {
            StringBuilder opcode = new StringBuilder("_");
            for (String token : line.encoding().text().split(" ")) {
                if (token.startsWith("/") && !token.equals("/r")) {
                    opcode.append('_').append(token.charAt(1));
                } else if (EncodingParser.isByte(token)) {
                    opcode.append(token, 0, 2);
                }
            }
            return opcode.toString();
        }
        if (!ambiguous) {
            return "";
        }
        if (line.row().operandSize() != 0) {
            return "_o" + line.row().operandSize();
        }
        return line.row().is(Attribute.ONLY64) ? "_64" : "";
    }

    private void checkSlots() {
        Map<Integer, List<Row>> byOpcode = new HashMap<>();
        for (Row row : rows.subList(2, rows.size())) {
            Encoding encoding = encodings.get(row.id());
            for (int i = 0; i < encoding.opcodes(); i++) {
                byOpcode.computeIfAbsent(encoding.map() << 8 | encoding.opcode() + i, o -> new ArrayList<>()).add(row);
            }
        }
        for (List<Row> slot : byOpcode.values()) {
            for (int i = 0; i < slot.size(); i++) {
                for (int j = i + 1; j < slot.size(); j++) {
                    checkPair(slot.get(i), slot.get(j));
                }
            }
        }
    }

    private void checkPair(Row one, Row other) {
        Encoding a = encodings.get(one.id());
        Encoding b = encodings.get(other.id());
        if (a.modRm() != b.modRm() && sharesMode(one, other)) {
            throw new IllegalStateException(one + " and " + other + " disagree about ModRM");
        }
        boolean legacy = a.overlaps(b, sizesIn(one, a, false), sizesIn(other, b, false));
        boolean in64 = a.overlaps(b, sizesIn(one, a, true), sizesIn(other, b, true));
        if ((legacy || in64) && a.specificity() == b.specificity() && (one.feature() == Feature.BASE) == (other.feature() == Feature.BASE)) {
            throw new IllegalStateException(one + " and " + other + " claim the same bytes");
        }
    }

    private static boolean sharesMode(Row one, Row other) {
        return !(one.is(Attribute.NOT64) && other.is(Attribute.ONLY64) || one.is(Attribute.ONLY64) && other.is(Attribute.NOT64));
    }

    /**
     * The operand sizes, as prefixes alone would select them, with which a row is taken in 64-bit mode or outside it; 0 when
     * it does not exist there. A 64-bit default takes the 32-bit slot, a forced size takes all.
     */
    static int sizesIn(Row row, Encoding encoding, boolean mode64) {
        if (row.is(mode64 ? Attribute.NOT64 : Attribute.ONLY64)) {
            return 0;
        }
        if (row.is(Attribute.FORCE64)) {
            return Encoding.ANY_SIZE;
        }
        return row.is(Attribute.DEFAULT64) ? encoding.sizes() | 2 : encoding.sizes();
    }

    private static Row pseudoRow(int id, String name) {
        return new Row(id, name, name, List.of(), 0, 0, 0, 0, Set.of(), Feature.BASE, "", Set.of());
    }

    private static List<String> resourceLines() {
        List<String> lines = new ArrayList<>();
        for (String resource : RESOURCES) {
            try (InputStream in = InstructionTable.class.getResourceAsStream(resource)) {
                lines.addAll(Arrays.asList(new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")));
            } catch (IOException e) {
                throw new UncheckedIOException(resource, e);
            }
        }
        return lines;
    }
}
