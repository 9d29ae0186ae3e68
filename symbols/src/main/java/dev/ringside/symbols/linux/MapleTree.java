package dev.ringside.symbols.linux;

import dev.ringside.symbols.linux.StructLayout.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A maple tree, since 6.1 the kernel's map from ranges to pointers (include/linux/maple_tree.h, lib/maple_tree.c). A pointer to a node has
 * the node's kind in bits 3 to 6; nodes are aligned at 256 bytes. A node has pivots, the last index of each slot but the last one.
 */
final class MapleTree {
    private static final long NODE = -256;
    private static final long NODE_MARK = 2;
    private static final long MARKS = 3;
    private static final int LEAF = 1, RANGE = 2, RANGE_WITH_GAPS = 3;
    private static final int DEEPEST = 16;
    private static final int MOST = 1 << 18;

    private final LinuxKernel kernel;
    private final Shape range;
    private final Shape withGaps;
    private final Set<Long> seen = new HashSet<>();
    private final List<Long> found = new ArrayList<>();
    private Optional<String> broken = Optional.empty();

    /**
     * Entries of a tree.
     *
     * @param entries pointers in the order of their ranges
     * @param broken  why there may be more; empty: these are all
     */
    record Entries(List<Long> entries, Optional<String> broken) {
    }

    private record Shape(Field pivots, int pivotCount, Field slots) {
    }

    private MapleTree(LinuxKernel kernel) throws ViewException {
        this.kernel = kernel;
        range = shape("maple_range_64");
        withGaps = shape("maple_arange_64");
    }

    private Shape shape(String tag) throws ViewException {
        StructLayout layout = kernel.struct(tag);
        Field pivots = layout.field("pivot");
        return new Shape(pivots, pivots.bytes() / kernel.pointerBytes(), layout.field("slot"));
    }

    /** All pointers in the tree whose {@code struct maple_tree} is at an address. */
    static Entries entries(LinuxKernel kernel, long tree) throws ViewException {
        var walk = new MapleTree(kernel);
        long root = kernel.pointer(kernel.struct("maple_tree").field("ma_root").in(tree));
        if ((root & MARKS) == NODE_MARK && Long.compareUnsigned(root, 4096) > 0) {
            walk.node(root, -1, 0);
        } else if (root != 0) {
            walk.found.add(root);
        }
        return new Entries(List.copyOf(walk.found), walk.broken);
    }

    /** Goes through a node whose last index is {@code last}. */
    private void node(long marked, long last, int depth) throws ViewException {
        long node = marked & NODE;
        int kind = (int) (marked >>> 3) & 15;
        if (depth > DEEPEST || found.size() > MOST || !seen.add(node) || kind < LEAF || kind > RANGE_WITH_GAPS) {
            broken = Optional.of("the tree has a node at 0x" + Long.toHexString(node) + " that cannot be one");
            return;
        }
        Shape shape = kind == RANGE_WITH_GAPS ? withGaps : range;
        for (int i = 0; i <= shape.pivotCount(); i++) {
            long pivot = i < shape.pivotCount() ? kernel.pointer(shape.pivots().in(node) + (long) i * kernel.pointerBytes()) : last;
            // An unused pivot is 0; that of the first slot may be.
            long end = pivot == 0 && i > 0 ? last : pivot;
            long slot = kernel.pointer(shape.slots().in(node) + (long) i * kernel.pointerBytes());
            if (kind == LEAF) {
                if (slot != 0 && (slot & MARKS) == 0) {
                    found.add(slot);
                }
            } else if (slot != 0) {
                node(slot, end, depth + 1);
            }
            if (end == last) {
                return;
            }
        }
    }
}
