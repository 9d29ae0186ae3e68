package dev.ringside.emulator.debug.rule;

/** A pattern of names: {@code *} stands for any characters, {@code ?} for any one. Takes no more time than the two lengths multiplied. */
record Glob(String pattern) {
    static Glob of(String pattern) {
        return new Glob(pattern);
    }

    boolean matches(String name) {
        return matches(pattern, name);
    }

    /** Whether some name matches that {@code names}, itself a pattern that may end with {@code *}, stands for. */
    boolean matchesAnyOf(String names) {
        return matches(names) || names.endsWith("*") && matches(names, pattern);
    }

    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int from = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
