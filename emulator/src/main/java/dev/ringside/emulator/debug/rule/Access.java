package dev.ringside.emulator.debug.rule;

import java.util.EnumSet;
import java.util.Set;

/** Directions of an access. */
public enum Access {
    /** A load, an IN, a RDMSR. */
    READ,
    /** A store, an OUT, a WRMSR. */
    WRITE;

    /** Both. */
    public static Set<Access> any() {
        return EnumSet.allOf(Access.class);
    }

    /** A set of them as rules show it. */
    static String text(Set<Access> accesses) {
        return accesses.size() == 2 ? "access" : accesses.contains(READ) ? "read" : "write";
    }
}
