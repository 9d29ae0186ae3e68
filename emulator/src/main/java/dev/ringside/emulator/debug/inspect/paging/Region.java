package dev.ringside.emulator.debug.inspect.paging;

import java.util.OptionalLong;

/**
 * Neighbouring pages that are mapped alike: same size, same rights, same memory type.
 *
 * @param first linear address of the first byte
 * @param last linear address of the last byte
 * @param mapping what they have in common
 * @param physical where the first byte lies, when the rest follows it without a gap; empty when the pages lie scattered
 * @param repeats 0 for mapped pages; else this region is the page tables of the {@code repeats} bytes before it over again, pages and gaps,
 *     until its end
 */
public record Region(long first, long last, Mapping mapping, OptionalLong physical, long repeats) {
    /**
     * How a page is mapped.
     *
     * @param writable whether all entries have RW
     * @param user whether all entries have US
     * @param executable whether no entry has XD
     * @param global G of the last entry
     * @param pageSize in bytes
     * @param type memory type by PAT, PCD and PWT
     * @param userRights what code at CPL 3 may do
     * @param supervisorRights what other code may do, with EFLAGS.AC set
     */
    public record Mapping(boolean writable, boolean user, boolean executable, boolean global, long pageSize, MemoryType type, Rights userRights,
            Rights supervisorRights) {}

    /** How many bytes. */
    public long size() {
        return last - first + 1;
    }
}
