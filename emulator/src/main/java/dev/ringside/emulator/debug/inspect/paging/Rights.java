package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.memory.PagingView;

/**
 * The accesses that somebody may make.
 *
 * @param read loads
 * @param write stores
 * @param execute instruction fetches
 */
public record Rights(boolean read, boolean write, boolean execute) {
    /** From {@link PagingView#rights}, those whose bits stand at {@code shift}. */
    static Rights of(int rights, int shift) {
        int mine = rights >>> shift;
        return new Rights((mine & PagingView.READ) != 0, (mine & PagingView.WRITE) != 0, (mine & PagingView.FETCH) != 0);
    }

    /** As {@code rwx}, a dash for what is not allowed. */
    public String letters() {
        return (read ? "r" : "-") + (write ? "w" : "-") + (execute ? "x" : "-");
    }
}
