package dev.ringside.emulator.debug.inspect.segment;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.system.Descriptor;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.inspect.layout.FieldValue;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.emulator.debug.inspect.layout.Layouts;
import dev.ringside.emulator.debug.inspect.segment.DescriptorKind.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads descriptors out of memory and says what they describe. */
final class DescriptorReader {
    private static final String[] REGISTERS = {"es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr"};

    private final Cpu cpu;
    private final MemoryAccess linear;

    DescriptorReader(Cpu cpu, MemoryAccess linear) {
        this.cpu = cpu;
        this.linear = linear;
    }

    /** A little-endian value of up to eight bytes; empty when not all of it can be read. */
    Optional<Long> read(long address, int size) {
        byte[] bytes = new byte[size];
        if (linear.read(cpu.longMode() ? address : address & 0xFFFFFFFFL, bytes) < size) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[i] & 0xFFL) << 8 * i;
        }
        return Optional.of(value);
    }

    /** A descriptor of the GDT or LDT; {@code limit} is that of its table. */
    DescriptorRow segment(int index, boolean local, long base, long limit) {
        int selector = index << 3 | (local ? 4 : 0);
        long address = base + 8L * index;
        Optional<Long> low = read(address, 8);
        if (low.isEmpty()) {
            return row(index, selector, address, 0, 0, new DescriptorKind.Unreadable(), Optional.empty(), users(selector));
        }
        boolean system = (low.get() >>> 44 & 1) == 0 && low.get() != 0;
        long high = system && wide(low.get()) && 8L * index + 15 <= limit ? read(address + 8, 8).orElse(0L) : 0;
        return row(index, selector, address, low.get(), high, kind(new Descriptor(selector, address, low.get(), high)), layout(low.get()), users(selector));
    }

    /** Whether a descriptor of these first eight bytes has 16 bytes. */
    boolean wide(long low) {
        int type = (int) (low >>> 40) & 0x1F;
        return cpu.longMode() && (type == Descriptor.LDT || type == Descriptor.TSS32 || type == Descriptor.TSS32_BUSY || type == Descriptor.CALL_GATE32);
    }

    DescriptorRow gate(int vector, long address, int size) {
        Optional<Long> low = read(address, 8);
        Optional<Long> high = size == 16 ? read(address + 8, 8) : Optional.of(0L);
        List<String> name = Vectors.name(vector).map(List::of).orElse(List.of());
        if (low.isEmpty() || high.isEmpty()) {
            return row(vector, 0, address, 0, 0, new DescriptorKind.Unreadable(), Optional.empty(), name);
        }
        Descriptor d = new Descriptor(0, address, low.get(), high.get() & 0xFFFFFFFFL);
        DescriptorKind kind = low.get() == 0 ? new DescriptorKind.Empty() : isGate(d.type()) ? gate(d) : new DescriptorKind.Reserved(d.type());
        return row(vector, 0, address, low.get(), high.get(), kind, layout(low.get()), name);
    }

    DescriptorRow realVector(int vector, long address) {
        Optional<Long> entry = read(address, 4);
        List<String> name = Vectors.name(vector).map(List::of).orElse(List.of());
        DescriptorKind kind = entry.<DescriptorKind>map(e -> new Gate(Gate.Type.VECTOR, 16, (int) (e >>> 16), e & 0xFFFF, 0, 0))
                .orElse(new DescriptorKind.Unreadable());
        return new DescriptorRow(vector, 0, address, entry.orElse(0L), 0, kind, 0, true, Optional.empty(), name);
    }

    private static DescriptorRow row(int index, int selector, long address, long low, long high, DescriptorKind kind, Optional<Layout> layout,
            List<String> users) {
        return new DescriptorRow(index, selector, address, low, high, kind, (int) (low >>> 45) & 3, (low >>> 47 & 1) != 0, layout, users);
    }

    /** What the bits of a descriptor's first eight bytes mean. */
    static Optional<Layout> layout(long low) {
        int type = (int) (low >>> 40) & 0x1F;
        if (low == 0) {
            return Optional.empty();
        }
        return Optional.of(Layouts.named("descriptor." + (type >= 16 ? "segment" : isGate(type) ? "gate" : "system")));
    }

    private static boolean isGate(int type) {
        return type >= Descriptor.CALL_GATE16 && type <= Descriptor.TRAP_GATE16 || type == Descriptor.CALL_GATE32
                || type == Descriptor.INTERRUPT_GATE32 || type == Descriptor.TRAP_GATE32;
    }

    DescriptorKind kind(Descriptor d) {
        if (d.raw() == 0) {
            return new DescriptorKind.Empty();
        }
        int type = d.type();
        if (type >= 16) {
            return codeOrData(d);
        }
        boolean longMode = cpu.longMode();
        return switch (type) {
            case Descriptor.LDT -> new DescriptorKind.LocalTable(d.base(), d.limit());
            case Descriptor.TSS32, Descriptor.TSS32_BUSY ->
                new DescriptorKind.TaskState(d.base(), d.limit(), longMode ? 64 : 32, type == Descriptor.TSS32_BUSY);
            case Descriptor.TSS16, Descriptor.TSS16_BUSY -> longMode ? new DescriptorKind.Reserved(type)
                    : new DescriptorKind.TaskState(d.base(), d.limit(), 16, type == Descriptor.TSS16_BUSY);
            default -> isGate(type) ? gate(d) : new DescriptorKind.Reserved(type);
        };
    }

    private DescriptorKind codeOrData(Descriptor d) {
        boolean code = (d.access() & SegmentRegisters.CODE) != 0;
        boolean sixtyFour = code && cpu.longMode() && (d.access() & SegmentRegisters.L) != 0;
        String type = Layouts.named("descriptor.segment").decode(d.raw()).stream().filter(f -> f.field().name().equals("type"))
                .map(FieldValue::words).findFirst().orElseThrow();
        return new DescriptorKind.Segment(d.base(), d.limit(), code, type, sixtyFour ? 64 : (d.access() & SegmentRegisters.DB) != 0 ? 32 : 16,
                (d.access() & SegmentRegisters.ACCESSED) != 0);
    }

    private DescriptorKind gate(Descriptor d) {
        int type = d.type();
        boolean longMode = cpu.longMode();
        if (longMode && type < Descriptor.TSS32) {
            return new DescriptorKind.Reserved(type);
        }
        int bits = longMode ? 64 : type < Descriptor.WIDE ? 16 : 32;
        return switch (type) {
            case Descriptor.TASK_GATE -> new Gate(Gate.Type.TASK, 0, d.gateSelector(), 0, 0, 0);
            case Descriptor.CALL_GATE16, Descriptor.CALL_GATE32 ->
                new Gate(Gate.Type.CALL, bits, d.gateSelector(), d.gateOffset(), 0, longMode ? 0 : d.gateParameters());
            default -> new Gate((type & 1) == 0 ? Gate.Type.INTERRUPT : Gate.Type.TRAP, bits, d.gateSelector(), d.gateOffset(),
                    longMode ? d.gateStackIndex() : 0, 0);
        };
    }

    private List<String> users(int selector) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < REGISTERS.length && cpu.selectorsNameDescriptors(); i++) {
            if ((cpu.segments.selector[i] & ~3) == selector && !Descriptor.isNull(selector)) {
                names.add(REGISTERS[i]);
            }
        }
        return names;
    }
}
