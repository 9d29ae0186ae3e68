package dev.ringside.symbols.linux;

/**
 * A part of a process's address space that is used in one way: {@code struct vm_area_struct}.
 *
 * @param address linear address of the struct
 * @param start   first linear address of the part
 * @param end     first linear address behind it
 * @param flags   {@code vm_flags} (include/linux/mm.h): read 1, write 2, execute 4, shared 8
 * @param offset  where in the file it begins, in bytes; 0 without a file
 * @param file    path of the file from the root of its file system, such as {@code /bin/busybox}; empty: memory of its own
 */
public record MemoryArea(long address, long start, long end, long flags, long offset, String file) {
    /** Permissions as {@code /proc/PID/maps} writes them: {@code r-xp}. */
    public String permissions() {
        return ((flags & 1) != 0 ? "r" : "-") + ((flags & 2) != 0 ? "w" : "-") + ((flags & 4) != 0 ? "x" : "-") + ((flags & 8) != 0 ? "s" : "p");
    }
}
