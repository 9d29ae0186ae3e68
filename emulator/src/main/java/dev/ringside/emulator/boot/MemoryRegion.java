package dev.ringside.emulator.boot;

/**
 * One line of the memory map a guest is given.
 *
 * @param base   physical address of the first byte
 * @param length bytes
 * @param type   address range type as firmware numbers them (ACPI specification, "System Address Map Interfaces")
 */
public record MemoryRegion(long base, long length, int type) {
    /** Memory the guest may use. */
    public static final int RAM = 1;
    /** Addresses the guest must leave alone. */
    public static final int RESERVED = 2;
    /** ACPI tables, usable as memory once the guest has read them. */
    public static final int ACPI_DATA = 3;
    /** Memory that ACPI wants kept over sleep. */
    public static final int ACPI_NVS = 4;

    /** Checks that the region lies within the 52-bit physical address space. */
    public MemoryRegion {
        if (base < 0 || length < 0 || base + length < 0 || base + length > 1L << 52) {
            throw new IllegalArgumentException("memory region outside the physical address space");
        }
    }

    /** Physical address of the first byte after the region. */
    public long end() {
        return base + length;
    }

    /** Whether the guest may use it as memory. */
    public boolean isRam() {
        return type == RAM;
    }
}
