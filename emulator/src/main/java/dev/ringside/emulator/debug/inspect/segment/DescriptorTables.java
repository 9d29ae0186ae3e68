package dev.ringside.emulator.debug.inspect.segment;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.system.Descriptor;
import dev.ringside.emulator.debug.MemoryAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The descriptor tables of one processor, to look at. Belongs to the machine's thread; what it answers belongs to anybody. */
public final class DescriptorTables {
    /** Most descriptors that a table can have. */
    private static final int MOST = 8192;

    private final Cpu cpu;
    private final DescriptorReader reader;

    /** Those of a processor, read through {@code linear}. */
    public DescriptorTables(Cpu cpu, MemoryAccess linear) {
        this.cpu = cpu;
        this.reader = new DescriptorReader(cpu, linear);
    }

    /** The global descriptor table. */
    public DescriptorTable gdt() {
        return table("gdt", false, cpu.gdtBase, cpu.gdtLimit);
    }

    /** The local descriptor table; without rows when LDTR is null. */
    public DescriptorTable ldt() {
        SegmentRegisters s = cpu.segments;
        if (!s.usable(SegmentRegisters.LDTR) || Descriptor.isNull(s.selector[SegmentRegisters.LDTR])) {
            return new DescriptorTable("ldt", 0, 0, List.of());
        }
        return table("ldt", true, s.base[SegmentRegisters.LDTR], s.limit[SegmentRegisters.LDTR]);
    }

    private DescriptorTable table(String name, boolean local, long base, long limit) {
        List<DescriptorRow> rows = new ArrayList<>();
        for (int i = 0; i < MOST && 8L * i + 7 <= limit; i++) {
            DescriptorRow row = reader.segment(i, local, base, limit);
            rows.add(row);
            if (reader.wide(row.low()) && (row.low() >>> 44 & 1) == 0) {
                i++;
            }
        }
        return new DescriptorTable(name, base, limit, rows);
    }

    /** The descriptor that a selector names; empty when it lies outside its table, or the selector is null. */
    public Optional<DescriptorRow> find(int selector) {
        if (Descriptor.isNull(selector) || Descriptor.address(cpu, selector, 8) == -1) {
            return Optional.empty();
        }
        boolean local = (selector & 4) != 0;
        SegmentRegisters s = cpu.segments;
        return Optional.of(reader.segment(selector >> 3 & 0x1FFF, local, local ? s.base[SegmentRegisters.LDTR] : cpu.gdtBase,
                local ? s.limit[SegmentRegisters.LDTR] : cpu.gdtLimit));
    }

    /** The interrupt descriptor table; in real mode the vector table, called {@code ivt}. */
    public DescriptorTable idt() {
        int size = !cpu.protectedMode() ? 4 : cpu.longMode() ? 16 : 8;
        List<DescriptorRow> rows = new ArrayList<>();
        for (int vector = 0; vector < 256 && size * vector + size - 1 <= cpu.idtLimit; vector++) {
            rows.add(vector(vector, size));
        }
        return new DescriptorTable(size == 4 ? "ivt" : "idt", cpu.idtBase, cpu.idtLimit, rows);
    }

    /** The gate of a vector; empty when it lies outside the table. */
    public Optional<DescriptorRow> gate(int vector) {
        int size = !cpu.protectedMode() ? 4 : cpu.longMode() ? 16 : 8;
        return vector >= 0 && vector < 256 && size * vector + size - 1 <= cpu.idtLimit ? Optional.of(vector(vector, size)) : Optional.empty();
    }

    private DescriptorRow vector(int vector, int size) {
        long address = cpu.idtBase + (long) size * vector;
        return size == 4 ? reader.realVector(vector, address) : reader.gate(vector, address, size);
    }

    /** The current task state; empty when TR holds none. */
    public Optional<TaskStateView> tss() {
        return new TaskStateReader(cpu, reader).current();
    }
}
