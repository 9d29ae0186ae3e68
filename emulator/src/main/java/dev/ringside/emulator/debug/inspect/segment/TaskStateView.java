package dev.ringside.emulator.debug.inspect.segment;

import java.util.List;
import java.util.Optional;

/**
 * A task-state segment (SDM vol. 3, 7.2.1, 7.6, 7.7).
 *
 * @param selector in TR
 * @param base linear address
 * @param limit offset of the last byte
 * @param bits 16, 32 or 64
 * @param fields what lies in it, by offset
 * @param ports the I/O permission bitmap; empty of a 16-bit TSS
 */
public record TaskStateView(int selector, long base, long limit, int bits, List<Field> fields, Optional<PortBitmap> ports) {
    /**
     * A field.
     *
     * @param name the manual's name
     * @param offset in the TSS
     * @param size bytes
     * @param value what it holds; empty when it lies beyond the limit or cannot be read
     */
    public record Field(String name, int offset, int size, Optional<Long> value) {}

    /**
     * The I/O permission bitmap.
     *
     * @param offset in the TSS
     * @param inside whether any of it lies within the limit; if not, no port may be used above IOPL
     * @param allowed runs of ports that may be used whatever the CPL
     */
    public record PortBitmap(int offset, boolean inside, List<PortRun> allowed) {
        /** Copies the runs. */
        public PortBitmap {
            allowed = List.copyOf(allowed);
        }
    }

    /** Neighbouring ports. */
    public record PortRun(int first, int last) {}

    /** Copies the fields. */
    public TaskStateView {
        fields = List.copyOf(fields);
    }
}
