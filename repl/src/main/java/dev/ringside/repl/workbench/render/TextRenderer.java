package dev.ringside.repl.workbench.render;

import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Result.Branch;
import dev.ringside.repl.workbench.result.Result.Column;
import dev.ringside.repl.workbench.result.Result.Field;
import dev.ringside.repl.workbench.result.Result.Section;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;

/** Makes lines of text of a result, columns below each other. */
public final class TextRenderer {
    private static final String GAP = "  ";

    private final Palette palette;
    private final int width;
    private final CellText cells;

    /**
     * A renderer.
     *
     * @param width columns of the terminal, which titles are ruled to; nothing is cut off
     */
    public TextRenderer(Palette palette, int width) {
        this.palette = palette;
        this.width = width;
        cells = new CellText(palette);
    }

    /** A result as plain text: what files, pipes and {@code diff} get. */
    public static List<String> plain(Result result) {
        return new TextRenderer(Palette.NONE, 0).lines(result);
    }

    /** The lines, without line ends. */
    public List<String> lines(Result result) {
        var lines = new ArrayList<String>();
        add(result, lines);
        return lines;
    }

    /** One value as text. */
    public String text(Cell cell) {
        return cells.painted(cell);
    }

    private void add(Result result, List<String> lines) {
        switch (result) {
            case Result.Nothing() -> { }
            case Result.Lines(var values) -> values.forEach(value -> lines.add(cells.painted(value)));
            case Result.Fields(var fields) -> addFields(fields, lines);
            case Result.Table(var columns, var rows) -> addTable(columns, rows, lines);
            case Result.Tree(var branches) -> branches.forEach(branch -> addBranch(branch, 0, lines));
            case Result.Sections(var sections) -> sections.forEach(section -> addSection(section, lines));
        }
    }

    private void addFields(List<Field> fields, List<String> lines) {
        int longest = fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
        for (Field field : fields) {
            String name = palette.paint(CellText.printable(field.name()), Style.REGISTER);
            lines.add((name + " ".repeat(longest - field.name().length()) + GAP + cells.painted(field.value())).stripTrailing());
        }
    }

    private void addTable(List<Column> columns, List<List<Cell>> rows, List<String> lines) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(columns.get(i).name().length(),
                rows.stream().mapToInt(row -> CellText.plain(row.get(column)).length()).max().orElse(0));
        }
        if (columns.stream().anyMatch(column -> !column.name().isEmpty())) {
            lines.add(row(columns, columns.stream().<Cell>map(column -> Cell.text(column.name(), Style.HEADING)).toList(), widths));
        }
        rows.forEach(row -> lines.add(row(columns, row, widths)));
    }

    private String row(List<Column> columns, List<Cell> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - CellText.plain(row.get(i)).length()));
            boolean last = i == widths.length - 1;
            String text = cells.painted(row.get(i));
            line.append(columns.get(i).right() ? padding + text : text + (last ? "" : padding)).append(last || widths[i] == 0 ? "" : GAP);
        }
        return line.toString().stripTrailing();
    }

    private void addBranch(Branch branch, int depth, List<String> lines) {
        lines.add(GAP.repeat(depth) + cells.painted(branch.value()));
        branch.children().forEach(child -> addBranch(child, depth + 1, lines));
    }

    private void addSection(Section section, List<String> lines) {
        if (!section.title().isEmpty()) {
            String title = "-- " + CellText.printable(section.title()) + " ";
            lines.add(palette.paint(title + "-".repeat(Math.max(2, width - title.length())), Style.HEADING));
        }
        add(section.content(), lines);
    }
}
