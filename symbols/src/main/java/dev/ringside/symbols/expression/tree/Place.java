package dev.ringside.symbols.expression.tree;

/**
 * Where in the text a node comes from, so that a note can point there. It is no part of what a node means: all places are equal, so that
 * the same meaning written otherwise is the same tree.
 */
public final class Place {
    private final int column;

    /** A place in a text; the first column is 1. */
    public Place(int column) {
        this.column = column;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "@" + column;
    }
}
