package dev.ringside.emulator.engine;

import dev.ringside.emulator.engine.translator.Unit;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.List;

/**
 * Decoded blocks by where they lie, and the watch over their bytes. {@link BlockTable} finds blocks; per code page a list says which
 * blocks a store hits. The pages are marked in {@link PhysicalMemory}, which reports every store into
 * them, whoever makes it.
 */
final class BlockCache implements PhysicalMemory.CodeStores {
    private static final int CHUNK_SHIFT = 6;

    private final PhysicalMemory memory;
    private final Runnable invalidated;
    private final BlockTable table = new BlockTable();
    private final CodePage[] pages;
    private int changes;

    /**
     * @param invalidated runs when a block has been dropped: the running block may be the one
     */
    BlockCache(PhysicalMemory memory, Runnable invalidated) {
        this.memory = memory;
        this.invalidated = invalidated;
        this.pages = new CodePage[memory.rawBytes().length / PhysicalMemory.PAGE_SIZE];
        memory.onCodeStore(this);
    }

    Block find(long rip, long linear, int ramIndex, int mode) {
        Block b = last(rip, linear, ramIndex, mode);
        return b != null && b.valid ? b : null;
    }

    /** The last block of this place, if it is still known; it may not be valid. Null otherwise. */
    Block last(long rip, long linear, int ramIndex, int mode) {
        return table.find(rip, linear, ramIndex, mode);
    }

    void add(Block block) {
        Block leaves = table.add(block);
        if (leaves != null && leaves.valid) {
            drop(leaves);
        }
        CodePage page = page(block.ramIndex, block.linear);
        page.blocks.add(block);
        page.chunks |= chunks(block.ramIndex, block.bytes);
    }

    void add(Unit unit) {
        CodePage page = page(unit.ramIndex, unit.linear);
        page.units.add(unit);
        page.chunks |= chunks(unit);
    }

    /** The unit made for this entry in this context, or null. */
    Unit unit(long rip, long linear, int ramIndex, int context) {
        for (Unit unit : page(ramIndex).units) {
            if (unit.ramIndex == ramIndex && unit.rip == rip && unit.linear == linear && unit.context == context) {
                return unit;
            }
        }
        return null;
    }

    /** Whether a unit made for this context goes through the block's first instruction. */
    boolean inUnit(Block block, int context) {
        for (Unit unit : page(block.ramIndex).units) {
            if (unit.context == context && unit.rip - unit.ramIndex == block.rip - block.ramIndex
                    && unit.linear - unit.ramIndex == block.linear - block.ramIndex && unit.covers(block.ramIndex, 1)) {
                return true;
            }
        }
        return false;
    }

    // The page that an instruction is added to, which is executed at this linear address.
    private CodePage page(int index, long linear) {
        CodePage page = page(index);
        if (page.executedAt(linear - index)) {
            invalidated.run();
        }
        return page;
    }

    private CodePage page(int index) {
        int page = index >>> 12;
        if (pages[page] == null) {
            pages[page] = new CodePage();
            memory.markCode(index);
        }
        return pages[page];
    }

    private static long chunks(Unit unit) {
        long chunks = 0;
        for (int chunk = 0; chunk < 64; chunk++) {
            chunks |= unit.covers((unit.ramIndex & -PhysicalMemory.PAGE_SIZE) + (chunk << CHUNK_SHIFT), 1 << CHUNK_SHIFT) ? 1L << chunk : 0;
        }
        return chunks;
    }

    private static long chunks(int index, int length) {
        int first = (index & 0xFFF) >>> CHUNK_SHIFT;
        int last = (index + length - 1 & 0xFFF) >>> CHUNK_SHIFT;
        return -1L << first & -1L >>> 63 - last;
    }

    private void drop(Block block) {
        block.valid = false;
        CodePage page = pages[block.ramIndex >>> 12];
        page.blocks.remove(block);
    }

    @Override
    public void stored(int index, int length) {
        CodePage page = pages[index >>> 12];
        if (page == null || (page.chunks & chunks(index, length)) == 0) {
            return;
        }
        boolean hit = page.blocks.removeIf(b -> {
            boolean overlaps = b.ramIndex < index + length && index < b.ramIndex + b.bytes;
            if (overlaps) {
                b.valid = false;
            }
            return overlaps;
        });
        hit |= page.units.removeIf(u -> {
            boolean overlaps = u.covers(index, length);
            if (overlaps) {
                u.drop();
            }
            return overlaps;
        });
        if (hit) {
            left(page, index);
            changes++;
            invalidated.run();
        }
    }

    /** Blocks or units of a page have gone. */
    private void left(CodePage page, int index) {
        page.chunks = 0;
        page.blocks.forEach(b -> page.chunks |= chunks(b.ramIndex, b.bytes));
        page.units.forEach(u -> page.chunks |= chunks(u));
        if (page.blocks.isEmpty() && page.units.isEmpty()) {
            pages[index >>> 12] = null;
            memory.unmarkCode(index);
        }
    }

    /**
     * Forgets the blocks and units that go through a linear address, wherever it lies in RAM: its probes have changed.
     *
     * @param joins whether to forget blocks that end right before it, too: nothing cuts there any more
     */
    void recut(long linear, boolean joins) {
        int offset = (int) linear & 0xFFF;
        long nearby = chunks(Math.max(offset - 1, 0), offset == 0 ? 1 : 2);
        for (int i = 0; i < pages.length; i++) {
            CodePage page = pages[i];
            if (page != null && (page.chunks & nearby) != 0 && recut(page, linear, joins)) {
                left(page, i * PhysicalMemory.PAGE_SIZE);
            }
        }
        invalidated.run();
    }

    private static boolean recut(CodePage page, long linear, boolean joins) {
        boolean hit = page.blocks.removeIf(b -> {
            long offset = linear - b.linear;
            boolean goes = offset >= 0 && (offset < b.bytes || joins && offset == b.bytes);
            if (goes) {
                b.valid = false;
                b.recut = true;
            }
            return goes;
        });
        return hit | page.units.removeIf(u -> {
            boolean goes = (u.linear ^ linear) >>> 12 == 0 && u.covers(u.ramIndex + (int) (linear - u.linear), 1);
            if (goes) {
                u.drop();
            }
            return goes;
        });
    }

    /** {@link #recut} of the code that lies at a RAM index, at whatever linear address it is executed. */
    void recutInRam(int index, boolean joins) {
        CodePage page = pages[index >>> 12];
        if (page == null) {
            return;
        }
        boolean hit = page.blocks.removeIf(b -> {
            int offset = index - b.ramIndex;
            boolean goes = offset >= 0 && (offset < b.bytes || joins && offset == b.bytes);
            if (goes) {
                b.valid = false;
                b.recut = true;
            }
            return goes;
        });
        hit |= page.units.removeIf(u -> {
            boolean goes = u.covers(index, 1);
            if (goes) {
                u.drop();
            }
            return goes;
        });
        if (hit) {
            left(page, index);
        }
        invalidated.run();
    }

    @Override
    public boolean holdsCode(int index, int length) {
        CodePage page = pages[index >>> 12];
        if (page == null || (page.chunks & chunks(index, length)) == 0) {
            return false;
        }
        for (Block b : page.blocks) {
            if (b.ramIndex < index + length && index < b.ramIndex + b.bytes) {
                return true;
            }
        }
        return page.units.stream().anyMatch(u -> u.covers(index, length));
    }

    @Override
    public int changes() {
        return changes;
    }

    /** Forgets every block and watches memory no longer. */
    void close() {
        clear();
        memory.removeCodeStores(this);
    }

    /** Forgets every block. */
    void clear() {
        table.clear();
        for (int i = 0; i < pages.length; i++) {
            if (pages[i] != null) {
                pages[i].units.forEach(Unit::drop);
                pages[i] = null;
                memory.unmarkCode(i * PhysicalMemory.PAGE_SIZE);
            }
        }
        invalidated.run();
    }
}
