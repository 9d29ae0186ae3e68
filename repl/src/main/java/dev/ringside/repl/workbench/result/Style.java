package dev.ringside.repl.workbench.result;

/** What a piece of text is, so that a terminal can show it as such. */
public enum Style {
    /** Nothing special. */
    PLAIN,
    /** A linear or physical address. */
    ADDRESS,
    /** The name of a symbol. */
    SYMBOL,
    /** The name of a register. */
    REGISTER,
    /** A number. */
    NUMBER,
    /** A text of the guest's, or in quotes. */
    STRING,
    /** A command's name, or a word of a language. */
    KEYWORD,
    /** What an instruction does. */
    MNEMONIC,
    /** Remarks beside the matter. */
    REMARK,
    /** A title, or the head of a column. */
    HEADING,
    /** The line that is meant: the current instruction, the selected frame. */
    CURRENT,
    /** What is not as it was at the stop before. */
    CHANGED,
    /** What should be noticed: a problem, something missing. */
    WARNING
}
