package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.SectionBytes;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.AddressRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Source lines of addresses, and addresses of source lines. The first question runs every line program once to note which addresses it
 * covers; its rows are decoded again when they are needed, and those of the last few units are kept.
 */
public final class SourceLines {
    private static final int KEPT = 8;
    // Sequences sorted by their start may overlap in a file that was linked badly; a few steps back find the others.
    private static final int MOST_STEPS_BACK = 16;

    private final Sections sections;
    private final List<Table> tables = new ArrayList<>();
    private final Map<Table, LineRows> decoded = new LinkedHashMap<>(2 * KEPT, 0.75f, true);
    private List<Sequence> sequences;

    private record Table(LineHeader header, String directory) {
        LineFiles files(Sections sections) {
            return LineFiles.read(sections, header, directory);
        }
    }

    private record Sequence(AddressRange range, Table table) {
    }

    private SourceLines(Sections sections) {
        this.sections = sections;
    }

    /**
     * Reads the headers of the line tables that units refer to.
     *
     * @throws SectionException when they are damaged
     */
    public static SourceLines read(SectionBytes bytes) {
        var lines = new SourceLines(Sections.of(bytes));
        var info = new DebugInfo(lines.sections);
        var values = new Values(info);
        var seen = new TreeSet<Long>();
        for (Unit unit : info.units()) {
            Entry root = info.root(unit).entry();
            var offset = values.number(root, Attribute.STMT_LIST);
            if (offset.isPresent() && seen.add(offset.getAsLong())) {
                var header = LineHeader.read(lines.sections.lines(), offset.getAsLong(), unit.addressSize());
                lines.tables.add(new Table(header, values.text(root, Attribute.COMP_DIR).orElse("")));
            }
        }
        return lines;
    }

    /** The line that the instruction at an address comes from. */
    public synchronized Optional<SourceLine> at(long address) {
        List<Sequence> all = sequences();
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(all.get(middle).range().low(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= Math.max(0, low - MOST_STEPS_BACK); i--) {
            if (all.get(i).range().contains(address)) {
                Table table = all.get(i).table();
                LineRows rows = rows(table);
                int row = rows.find(address);
                return row < 0 ? Optional.empty() : Optional.of(rows.sourceLine(row, table.files(sections)));
            }
        }
        return Optional.empty();
    }

    /**
     * Where the code of a line begins: where control comes to the line, once for each run of rows of the line.
     *
     * @param file a path, or the end of one: {@code fork.c}, {@code kernel/fork.c}
     * @param line line, from 1
     * @return rising addresses, unsigned; none when the line has no code
     */
    public synchronized List<Long> addresses(String file, int line) {
        var found = new TreeSet<Long>(Long::compareUnsigned);
        for (Table table : tables) {
            List<Integer> files = table.files(sections).find(file);
            if (!files.isEmpty()) {
                LineRows rows = rows(table);
                boolean inside = false;
                for (int row = 0; row < rows.count(); row++) {
                    boolean matches = rows.line(row) == line && !rows.endsSequence(row) && files.contains(rows.file(row));
                    if (matches && !inside && rows.isStatement(row)) {
                        found.add(rows.address(row));
                    }
                    inside = matches && (inside || rows.isStatement(row));
                }
            }
        }
        return List.copyOf(found);
    }

    /** Goes through all rows but those that end a sequence, in the file's order. */
    public void forEach(Consumer<SourceLine> consumer) {
        for (Table table : tables) {
            LineFiles files = table.files(sections);
            var rows = new LineRows();
            LineProgram.run(sections.lines(), table.header(), rows);
            for (int row = 0; row < rows.count(); row++) {
                if (!rows.endsSequence(row)) {
                    consumer.accept(rows.sourceLine(row, files));
                }
            }
        }
    }

    private LineRows rows(Table table) {
        LineRows rows = decoded.get(table);
        if (rows == null) {
            rows = new LineRows();
            LineProgram.run(sections.lines(), table.header(), rows);
            decoded.put(table, rows);
            if (decoded.size() > KEPT) {
                decoded.remove(decoded.keySet().iterator().next());
            }
        }
        return rows;
    }

    private List<Sequence> sequences() {
        if (sequences == null) {
            List<Sequence> all = new ArrayList<>();
            for (Table table : tables) {
                LineProgram.run(sections.lines(), table.header(), new SequenceFinder(table, all));
            }
            all.sort(Comparator.comparing(s -> s.range().low(), Long::compareUnsigned));
            sequences = all;
        }
        return sequences;
    }

    private static final class SequenceFinder implements LineProgram.Rows {
        private final Table table;
        private final List<Sequence> all;
        private boolean inside;
        private long start;

        SequenceFinder(Table table, List<Sequence> all) {
            this.table = table;
            this.all = all;
        }

        @Override
        public void row(long address, int file, int line, int column, boolean isStatement, boolean endsSequence) {
            start = inside ? start : address;
            inside = !endsSequence;
            // Address 0 is where linkers leave code that they dropped.
            if (endsSequence && start != 0 && Long.compareUnsigned(start, address) < 0) {
                all.add(new Sequence(new AddressRange(start, address), table));
            }
        }
    }
}
