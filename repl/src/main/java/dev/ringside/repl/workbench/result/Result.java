package dev.ringside.repl.workbench.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a command answers. Immutable data; text and JSON are made of it by package {@code render}. */
public sealed interface Result {
    /** Done, and nothing to say. */
    record Nothing() implements Result {}

    /** Names with their values, below each other. */
    record Fields(List<Field> fields) implements Result {
        /** Copies the list. */
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** One value with its name. */
    record Field(String name, Cell value) {}

    /** Rows of values; each row has a cell for each column. */
    record Table(List<Column> columns, List<List<Cell>> rows) implements Result {
        /** Copies the lists. */
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<Cell> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(row.size() + " cells for " + columns.size() + " columns");
                }
            }
        }
    }

    /**
     * A column of a table.
     *
     * @param name its head, and its key in JSON; empty for a column of marks
     * @param right whether its values end, rather than begin, below each other: numbers
     */
    record Column(String name, boolean right) {
        /** A column of text. */
        public static Column left(String name) {
            return new Column(name, false);
        }

        /** A column of numbers. */
        public static Column right(String name) {
            return new Column(name, true);
        }
    }

    /** Values below each other. */
    record Lines(List<Cell> lines) implements Result {
        /** Copies the list. */
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** Values with others below them. */
    record Tree(List<Branch> branches) implements Result {
        /** Copies the list. */
        public Tree {
            branches = List.copyOf(branches);
        }
    }

    /** A value of a tree and what is below it. */
    record Branch(Cell value, List<Branch> children) {
        /** Copies the list. */
        public Branch {
            children = List.copyOf(children);
        }
    }

    /** Several answers, each with a title. */
    record Sections(List<Section> sections) implements Result {
        /** Copies the list. */
        public Sections {
            sections = List.copyOf(sections);
        }
    }

    /**
     * A part of an answer.
     *
     * @param title its head; empty for none
     */
    record Section(String title, Result content) {}

    /** The answer that says nothing. */
    static Result nothing() {
        return new Nothing();
    }

    /** One line. */
    static Result line(Cell... cells) {
        return new Lines(List.of(cells.length == 1 ? cells[0] : Cell.line(cells)));
    }

    /** Plain text, a line for each of its lines. */
    static Result text(String text) {
        return new Lines(text.lines().<Cell>map(Cell::text).toList());
    }

    /** A table of text columns, of which those whose name begins with {@code >} are columns of numbers; rows come by {@link TableBuilder#row}. */
    static TableBuilder table(String... columns) {
        return new TableBuilder(Arrays.stream(columns)
            .map(name -> name.startsWith(">") ? Column.right(name.substring(1)) : Column.left(name)).toList());
    }

    /** A table that grows. */
    final class TableBuilder {
        private final List<Column> columns;
        private final List<List<Cell>> rows = new ArrayList<>();

        private TableBuilder(List<Column> columns) {
            this.columns = columns;
        }

        /** Adds a row. */
        public TableBuilder row(Cell... cells) {
            rows.add(List.of(cells));
            return this;
        }

        /** The table so far. */
        public Table build() {
            return new Table(columns, rows);
        }
    }

    /** Names with values; they come by {@link FieldsBuilder#field}. */
    static FieldsBuilder fields() {
        return new FieldsBuilder();
    }

    /** Fields that grow. */
    final class FieldsBuilder {
        private final List<Field> fields = new ArrayList<>();

        /** Adds a value. */
        public FieldsBuilder field(String name, Cell value) {
            fields.add(new Field(name, value));
            return this;
        }

        /** The fields so far. */
        public Fields build() {
            return new Fields(fields);
        }
    }
}
