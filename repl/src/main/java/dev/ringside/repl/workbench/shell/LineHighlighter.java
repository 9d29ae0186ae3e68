package dev.ringside.repl.workbench.shell;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.render.Palette;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.expression.vocabulary.Registers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;

/** Colours a line while it is typed: the command, or what is none; registers, numbers, texts. */
final class LineHighlighter implements Highlighter {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"?|\\$?[A-Za-z_][\\w.]*|0[xX]\\p{XDigit}+|\\d+|.");

    private final Workbench workbench;
    private final Palette palette;

    LineHighlighter(Workbench workbench, Palette palette) {
        this.workbench = workbench;
        this.palette = palette;
    }

    @Override
    public AttributedString highlight(LineReader reader, String line) {
        if (palette == Palette.NONE) {
            return new AttributedString(line);
        }
        var painted = new StringBuilder();
        Matcher tokens = TOKEN.matcher(line);
        boolean first = true;
        while (tokens.find()) {
            String token = tokens.group();
            if (token.isBlank()) {
                painted.append(token);
                continue;
            }
            painted.append(palette.paint(token, first ? command(line) : style(token)));
            first = false;
        }
        return AttributedString.fromAnsi(painted.toString());
    }

    private Style command(String line) {
        try {
            workbench.executor().row(line);
            return Style.KEYWORD;
        } catch (CommandException e) {
            // A family whose second word is still to come is no mistake, nor is a beginning of several names.
            return e.getMessage().contains("expected a command") ? Style.WARNING : Style.PLAIN;
        }
    }

    private static Style style(String token) {
        char c = token.charAt(0);
        return c == '"' ? Style.STRING : Registers.named(token).isPresent() ? Style.REGISTER : Character.isDigit(c) ? Style.ADDRESS : Style.PLAIN;
    }
}
