package dev.ringside.repl.workbench;

/**
 * A word that completion offers.
 *
 * @param word the whole word, in place of the part that is typed
 * @param help a few words on it; empty for none
 * @param whole whether the word ends there: false for a folder, which goes on
 */
public record Candidate(String word, String help, boolean whole) {
    /** A whole word. */
    public static Candidate of(String word, String help) {
        return new Candidate(word, help, true);
    }
}
