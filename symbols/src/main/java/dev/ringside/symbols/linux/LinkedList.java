package dev.ringside.symbols.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A list of the kernel, {@code struct list_head}: a circle that begins and ends at its head. A guest that is stopped in the middle of a
 * change, or hostile, may have something else there.
 *
 * @param entries addresses of the links, without the head
 * @param broken  why the list ends where it should not; empty: it is whole
 */
record LinkedList(List<Long> entries, Optional<String> broken) {
    /** More links than any real list has: processes, threads, modules. */
    private static final int LONGEST = 1 << 18;

    LinkedList {
        entries = List.copyOf(entries);
    }

    /** Follows {@code next}, the first pointer of each link, from the head on. */
    static LinkedList at(LinuxKernel kernel, long head) {
        var entries = new ArrayList<Long>();
        var seen = new HashSet<Long>();
        long at = head;
        try {
            for (at = kernel.pointer(head); at != kernel.truncated(head); at = kernel.pointer(at)) {
                if (!seen.add(at) || entries.size() == LONGEST) {
                    return new LinkedList(entries, Optional.of("the list at " + hex(head)
                        + (entries.size() == LONGEST ? " has more than " + LONGEST + " entries" : " goes round in a circle at " + hex(at))));
                }
                // Reading its link shows that the entry is there at all.
                kernel.pointer(at);
                entries.add(at);
            }
        } catch (ViewException _) {
            return new LinkedList(entries, Optional.of("the list at " + hex(head) + " leads to " + hex(at) + ", which is not mapped"));
        }
        return new LinkedList(entries, Optional.empty());
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
