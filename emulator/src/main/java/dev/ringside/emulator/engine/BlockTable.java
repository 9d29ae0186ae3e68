package dev.ringside.emulator.engine;

/**
 * Decoded blocks by their first instruction. It holds so many that a kernel and its programs fit, and no more: code that no longer
 * runs, as that of a process which has ended, leaves for what is decoded later. A place has few slots; what was found last is the
 * first that is looked at and the last to leave.
 */
final class BlockTable {
    private static final int SLOTS = 1 << 18;
    private static final int WAYS = 4;
    private static final int SETS_SHIFT = 32 - Integer.numberOfTrailingZeros(SLOTS / WAYS);

    private final Block[] slots = new Block[SLOTS];

    private static int set(long rip, int ramIndex) {
        return ((int) rip * 0x85EBCA6B + ramIndex * 0x9E3779B1 >>> SETS_SHIFT) * WAYS;
    }

    /** The block that was added last for this place, valid or not, or null when there was none or it has left. */
    Block find(long rip, long linear, int ramIndex, int mode) {
        int set = set(rip, ramIndex);
        for (int i = set; i < set + WAYS; i++) {
            Block b = slots[i];
            if (b != null && b.rip == rip && b.linear == linear && b.ramIndex == ramIndex && b.mode == mode) {
                if (i != set) {
                    slots[i] = slots[set];
                    slots[set] = b;
                }
                return b;
            }
        }
        return null;
    }

    /** Adds a block in the place of the one that {@link #find} gives for it, and answers which has to leave for it, or null. */
    Block add(Block block) {
        int set = set(block.rip, block.ramIndex);
        Block old = find(block.rip, block.linear, block.ramIndex, block.mode);
        if (old != null) {
            slots[set] = block;
            return old;
        }
        int free = set + WAYS - 1;
        for (int i = set; i < set + WAYS; i++) {
            if (slots[i] == null || !slots[i].valid) {
                free = i;
                break;
            }
        }
        Block leaves = slots[free];
        slots[free] = slots[set];
        slots[set] = block;
        return leaves;
    }

    /** Forgets all blocks; none is valid any more. */
    void clear() {
        for (int i = 0; i < SLOTS; i++) {
            if (slots[i] != null) {
                slots[i].valid = false;
                slots[i] = null;
            }
        }
    }
}
