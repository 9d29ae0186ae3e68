package dev.ringside.repl.symbols;

import java.util.function.Predicate;

/**
 * Names by a pattern in which {@code *} is any text and {@code ?} any character. It goes back to the last star only, so that no pattern
 * takes for ever.
 *
 * @param pattern the pattern; it has to match the whole name
 */
public record Glob(String pattern) implements Predicate<String> {
    @Override
    public boolean test(String name) {
        int at = 0;
        int next = 0;
        int star = -1;
        int retry = 0;
        while (at < name.length()) {
            char wanted = next < pattern.length() ? pattern.charAt(next) : 0;
            if (wanted == '*') {
                star = next++;
                retry = at;
            } else if (wanted != 0 && (wanted == '?' || wanted == name.charAt(at))) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        return pattern.substring(next).chars().allMatch(c -> c == '*');
    }
}
