package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line: a longest common subsequence where they are small, pairs of lines where they are not. */
final class LineDifference {
    private static final long MOST_PAIRS = 4_000_000;

    private LineDifference() {}

    static List<Cell> of(List<String> before, List<String> after) {
        int start = 0;
        while (start < before.size() && start < after.size() && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < before.size() - start && end < after.size() - start
            && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<String> old = before.subList(start, before.size() - end);
        List<String> now = after.subList(start, after.size() - end);
        var lines = new ArrayList<Cell>();
        if ((long) old.size() * now.size() > MOST_PAIRS) {
            old.forEach(line -> lines.add(gone(line)));
            now.forEach(line -> lines.add(come(line)));
        } else {
            compare(old, now, lines);
        }
        return lines;
    }

    private static void compare(List<String> old, List<String> now, List<Cell> lines) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j)) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
            } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(gone(old.get(i++)));
            } else {
                lines.add(come(now.get(j++)));
            }
        }
    }

    private static Cell gone(String line) {
        return Cell.text("- " + line, Style.WARNING);
    }

    private static Cell come(String line) {
        return Cell.text("+ " + line, Style.CURRENT);
    }
}
