package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.symbols.expression.type.IntegerType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Kinds of events, each with the fields that conditions, templates and front ends may name. */
public enum EventKind {
    /** An instruction. */
    EXECUTE(Set.of()),
    /** A memory access. */
    MEMORY(Set.of(Kind.MEMORY_READ, Kind.MEMORY_WRITE, Kind.PHYSICAL_READ, Kind.PHYSICAL_WRITE),
            row("address", IntegerType.U64, "first byte: linear or physical, as the rule has it", ProcessorEvent::at),
            row("size", IntegerType.U8, "bytes", ProcessorEvent::size),
            row("write", IntegerType.U1, "1 for a store", event -> isWrite(event) ? 1 : 0),
            row("value", IntegerType.U64, "what was read or written", ProcessorEvent::value),
            row("old", IntegerType.U64, "what was there before: of a range of up to 8 bytes all of it", ProcessorEvent::old),
            row("new", IntegerType.U64, "what is there now, as old", ProcessorEvent::value),
            row("agent", IntegerType.U8, "who did it: CPU, PAGE_WALKER, DEVICE, HYPERVISOR, DEBUGGER", event -> event.agent().ordinal())),
    /** A port access. */
    PORT(Set.of(Kind.PORT_READ, Kind.PORT_WRITE),
            row("port", u(16), "the first port", ProcessorEvent::at),
            row("size", IntegerType.U8, "bytes", ProcessorEvent::size),
            row("write", IntegerType.U1, "1 for OUT", event -> isWrite(event) ? 1 : 0),
            row("value", u(32), "what was read or written", ProcessorEvent::value)),
    /** RDMSR or WRMSR. */
    MSR(Set.of(Kind.MSR_READ, Kind.MSR_WRITE),
            row("msr", u(32), "its number", ProcessorEvent::at),
            row("write", IntegerType.U1, "1 for WRMSR", event -> isWrite(event) ? 1 : 0),
            row("value", IntegerType.U64, "what was read or written", ProcessorEvent::value)),
    /** A write of a control register. */
    CONTROL(Set.of(Kind.CONTROL_WRITE),
            row("register", IntegerType.U8, "its number", ProcessorEvent::at),
            row("value", IntegerType.U64, "what was written", ProcessorEvent::value),
            row("old", IntegerType.U64, "what it was", ProcessorEvent::old)),
    /** A write of a debug register. */
    DEBUG(Set.of(Kind.DEBUG_WRITE),
            row("register", IntegerType.U8, "its number", ProcessorEvent::at),
            row("value", IntegerType.U64, "what was written", ProcessorEvent::value),
            row("old", IntegerType.U64, "what it was", ProcessorEvent::old)),
    /** CPUID. */
    CPUID(Set.of(Kind.CPUID),
            row("leaf", u(32), "EAX before", ProcessorEvent::at),
            row("subleaf", u(32), "ECX before", ProcessorEvent::value)),
    /** A vector. */
    VECTOR(Set.of(Kind.EXCEPTION, Kind.INTERRUPT, Kind.SOFTWARE_INTERRUPT),
            row("vector", IntegerType.U8, "its number", ProcessorEvent::at),
            row("error", u(32), "error code; 0 when there is none", ProcessorEvent::value),
            row("source", IntegerType.U8, "0 exception, 1 external interrupt, 2 INT n", event -> source(event.kind()).ordinal()),
            row("from", IntegerType.U64, "offset in CS that the handler returns to", ProcessorEvent::old)),
    /** A change of mode. */
    MODE(Set.of(Kind.MODE),
            row("new", IntegerType.U8, "width of the code: 16, 32 or 64", event -> event.value() & 0xFF),
            row("old", IntegerType.U8, "what it was", event -> event.old() & 0xFF),
            row("new.protected", IntegerType.U1, "CR0.PE", event -> bit(event.value(), ProcessorEvent.PROTECTED)),
            row("old.protected", IntegerType.U1, "what it was", event -> bit(event.old(), ProcessorEvent.PROTECTED)),
            row("new.v86", IntegerType.U1, "EFLAGS.VM", event -> bit(event.value(), ProcessorEvent.VIRTUAL_8086)),
            row("old.v86", IntegerType.U1, "what it was", event -> bit(event.old(), ProcessorEvent.VIRTUAL_8086)),
            row("new.long", IntegerType.U1, "EFER.LMA", event -> bit(event.value(), ProcessorEvent.LONG)),
            row("old.long", IntegerType.U1, "what it was", event -> bit(event.old(), ProcessorEvent.LONG))),
    /** A change of the privilege level. */
    PRIVILEGE(Set.of(Kind.PRIVILEGE),
            row("new", IntegerType.U8, "CPL", ProcessorEvent::value),
            row("old", IntegerType.U8, "what it was", ProcessorEvent::old)),
    /** Another CR3. */
    ADDRESS_SPACE(Set.of(Kind.ADDRESS_SPACE),
            row("new", IntegerType.U64, "CR3", ProcessorEvent::value),
            row("old", IntegerType.U64, "what it was", ProcessorEvent::old)),
    /**
     * A call of the platform's ABI: its fields are {@code arg.NAME}, {@code result} where there is one result, else {@code result.NAME}: from
     * the platform's rows.
     */
    ABI(Set.of(Kind.ABI_CALL)),
    /** A change of a paging-structure entry. */
    MAPPING(Set.of(Kind.PHYSICAL_WRITE),
            row("level", IntegerType.U8, "1 for a page table, 2 for a directory, 3, 4", ProcessorEvent::size),
            row("old", IntegerType.U64, "the entry before", ProcessorEvent::old),
            row("new", IntegerType.U64, "the entry now", ProcessorEvent::value),
            row("entry", IntegerType.U64, "its physical address", ProcessorEvent::at),
            row("agent", IntegerType.U8, "who did it: CPU, PAGE_WALKER, DEVICE, HYPERVISOR, DEBUGGER", event -> event.agent().ordinal()));

    /**
     * A field of an event.
     *
     * @param name as it is written
     * @param type its type
     * @param help one line
     * @param read takes it out of an event
     */
    record Row(String name, IntegerType type, String help, ToLongFunction<ProcessorEvent> read) {}

    /** What the processor calls them. */
    final Set<Kind> kinds;

    /** The fields, those of ABI calls excepted. */
    final List<Row> rows;

    EventKind(Set<Kind> kinds, Row... rows) {
        this.kinds = kinds;
        this.rows = List.of(rows);
    }

    /** The word for it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Row row(String name, IntegerType type, String help, ToLongFunction<ProcessorEvent> read) {
        return new Row(name, type, help, read);
    }

    private static IntegerType u(int bits) {
        return new IntegerType(bits, false);
    }

    private static boolean isWrite(ProcessorEvent event) {
        return switch (event.kind()) {
            case PORT_WRITE, MSR_WRITE, MEMORY_WRITE, PHYSICAL_WRITE -> true;
            default -> false;
        };
    }

    private static Selector.Source source(Kind kind) {
        return kind == Kind.EXCEPTION ? Selector.Source.EXCEPTION : kind == Kind.INTERRUPT ? Selector.Source.INTERRUPT : Selector.Source.SOFTWARE;
    }

    private static long bit(long word, int bit) {
        return (word & bit) != 0 ? 1 : 0;
    }
}
