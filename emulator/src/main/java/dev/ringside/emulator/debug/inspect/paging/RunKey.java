package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.debug.inspect.paging.Region.Mapping;
import dev.ringside.emulator.memory.PagingView;

/** How a run is mapped, in one word: attributes of {@link PagingView}, memory type, log2 of the page size. */
final class RunKey {
    private static final int TYPE_SHIFT = 12, REPEATS = 1 << 20, SIZE_SHIFT = 24;
    private static final int ATTRIBUTES = PagingView.WRITABLE | PagingView.USER | PagingView.GLOBAL | PagingView.NO_EXECUTE;

    private RunKey() {}

    static int of(int attributes, MemoryType type, int pageShift) {
        return attributes & ATTRIBUTES | type.ordinal() << TYPE_SHIFT | pageShift << SIZE_SHIFT;
    }

    /** The key of tables, each for {@code 1 << shift} bytes, that are the ones before over again. */
    static int repeat(int shift) {
        return REPEATS | shift << SIZE_SHIFT;
    }

    static boolean repeats(int key) {
        return (key & REPEATS) != 0;
    }

    static int shift(int key) {
        return key >>> SIZE_SHIFT;
    }

    static Mapping mapping(int key, PagingView view) {
        int attributes = key & ATTRIBUTES;
        int rights = view.rights(attributes);
        return new Mapping((key & PagingView.WRITABLE) != 0, (key & PagingView.USER) != 0, (key & PagingView.NO_EXECUTE) == 0,
                (key & PagingView.GLOBAL) != 0, 1L << shift(key), MemoryType.values()[key >>> TYPE_SHIFT & 7], Rights.of(rights, 0),
                Rights.of(rights, PagingView.SUPERVISOR_SHIFT));
    }
}
