package dev.ringside.emulator.debug.inspect.device;

import java.util.List;

/**
 * A device.
 *
 * @param name its name in the machine
 * @param summary what it is at, in a few words; may be empty
 * @param ports I/O ports at which it answers
 * @param memory physical addresses at which it answers
 * @param timers its timers that run, the next one first
 * @param state what it says of its state
 */
public record DeviceView(String name, String summary, List<PortRange> ports, List<MemoryRange> memory, List<Timer> timers,
        StateValue.Group state) {
    /** Neighbouring I/O ports. */
    public record PortRange(int first, int last) {}

    /** Neighbouring physical addresses. */
    public record MemoryRange(long first, long last) {}

    /**
     * A timer that runs.
     *
     * @param due virtual time in ns at which it strikes
     * @param in how long until then, in ns
     */
    public record Timer(String name, long due, long in) {}

    /** Copies the lists. */
    public DeviceView {
        ports = List.copyOf(ports);
        memory = List.copyOf(memory);
        timers = List.copyOf(timers);
    }
}
