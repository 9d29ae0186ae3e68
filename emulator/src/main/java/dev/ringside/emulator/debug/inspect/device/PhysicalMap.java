package dev.ringside.emulator.debug.inspect.device;

import java.util.List;

/**
 * What answers at which physical addresses.
 *
 * @param ranges by address; where nothing answers there is no range
 * @param told the map that the guest is given when it starts, as E820 numbers its types
 */
public record PhysicalMap(List<Range> ranges, List<Told> told) {
    /** What can answer. */
    public enum Kind {
        /** Memory. */
        RAM,
        /** Memory that the guest cannot write. */
        ROM,
        /** Registers of a device. */
        DEVICE,
        /** A hole in memory where nothing answers. */
        HOLE
    }

    /**
     * Neighbouring addresses at which the same answers.
     *
     * @param name of the device; empty otherwise
     */
    public record Range(long first, long last, Kind kind, String name) {}

    /** A line of the map that the guest is given. */
    public record Told(long first, long last, int type, String meaning) {}

    /** Copies the lists. */
    public PhysicalMap {
        ranges = List.copyOf(ranges);
        told = List.copyOf(told);
    }
}
