package dev.ringside.repl.workbench.render;

import dev.ringside.repl.workbench.result.Style;

/** How a terminal shows a {@link Style}: with a colour (ECMA-48 SGR) or not at all. */
public enum Palette {
    /** No colours: files, pipes, dumb terminals, NO_COLOR. */
    NONE {
        @Override
        public String paint(String text, Style style) {
            return text;
        }
    },
    /** The sixteen colours that every terminal has. */
    COLOURS {
        @Override
        public String paint(String text, Style style) {
            String code = code(style);
            return code.isEmpty() || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
        }
    };

    /** The text as it goes to the terminal. It must not hold control characters. */
    public abstract String paint(String text, Style style);

    private static String code(Style style) {
        return switch (style) {
            case PLAIN, NUMBER -> "";
            case ADDRESS -> "34";
            case SYMBOL -> "33";
            case REGISTER -> "36";
            case STRING -> "32";
            case KEYWORD -> "35";
            case MNEMONIC -> "1";
            case REMARK -> "90";
            case HEADING -> "1;36";
            case CURRENT -> "1;32";
            case CHANGED -> "1;31";
            case WARNING -> "31";
        };
    }
}
