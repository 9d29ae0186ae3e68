package dev.ringside.repl.workbench.rule;

import dev.ringside.emulator.debug.rule.Access;
import dev.ringside.emulator.debug.rule.Actor;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.MemoryPlace;
import dev.ringside.repl.workbench.Workbench;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The events that a rule can wait for, as they are typed. */
enum EventRow {
    EXECUTE("execute", "LOCATION", "an instruction, before it executes",
        (text, workbench) -> new Selector.Execute(Kinds.CODE_PLACE.parse(text, workbench))),
    READ("read", "RANGE", "loads from memory", (text, workbench) -> memory(text, workbench, EnumSet.of(Access.READ), false)),
    WRITE("write", "RANGE", "stores to memory", (text, workbench) -> memory(text, workbench, EnumSet.of(Access.WRITE), false)),
    ACCESS("access", "RANGE", "loads and stores", (text, workbench) -> memory(text, workbench, Access.any(), false)),
    CHANGE("change", "RANGE", "stores that change something", (text, workbench) -> memory(text, workbench, EnumSet.of(Access.WRITE), true)),
    PORT("port", "N[..M] [in/out]", "IN and OUT", (text, workbench) -> directed(text, "in", "out", workbench,
        (range, accesses) -> new Selector.Port((int) range.first, (int) range.last, accesses))),
    MSR("msr", "N[..M] [read/write]", "RDMSR and WRMSR", (text, workbench) -> directed(text, "read", "write", workbench,
        (range, accesses) -> new Selector.Msr(range.first, range.last, accesses))),
    CR("cr", "N", "writes of a control register", (text, workbench) -> new Selector.Control((int) number(text, workbench))),
    DR("dr", "N", "writes of a debug register", (text, workbench) -> new Selector.Debug((int) number(text, workbench))),
    CPUID("cpuid", "LEAF[..LEAF]", "CPUID", (text, workbench) -> {
        Range range = range(text, workbench);
        return new Selector.Cpuid(range.first, range.last);
    }),
    VECTOR("vector", "N[..M]", "delivery of any vector", (text, workbench) -> vector(text, workbench, EnumSet.allOf(Selector.Source.class))),
    EXCEPTION("exception", "N[..M]", "exceptions", (text, workbench) -> vector(text, workbench, EnumSet.of(Selector.Source.EXCEPTION))),
    INTERRUPT("irq", "N[..M]", "external interrupts, by vector", (text, workbench) -> vector(text, workbench, EnumSet.of(Selector.Source.INTERRUPT))),
    SOFTWARE("int", "N[..M]", "INT n", (text, workbench) -> vector(text, workbench, EnumSet.of(Selector.Source.SOFTWARE))),
    MODE("mode", "", "a change of mode", (text, workbench) -> nothing(text, new Selector.Mode())),
    PRIVILEGE("privilege", "", "a change of the privilege level", (text, workbench) -> nothing(text, new Selector.Privilege())),
    ADDRESS_SPACE("address-space", "", "another value in CR3", (text, workbench) -> nothing(text, new Selector.AddressSpace())),
    ABI("abi", "NAME [entry/result]", "calls of the platform's ABI; * and ? stand for anything", EventRow::abi),
    MAPPING("mapping", "ADDRESS", "changes of what translates an address",
        (text, workbench) -> new Selector.Mapping(Kinds.ADDRESS.parse(text, workbench)));

    private final String word;
    private final String form;
    private final String help;
    private final BiFunction<Argument, Workbench, Selector> reader;

    private record Range(long first, long last) {}

    EventRow(String word, String form, String help, BiFunction<Argument, Workbench, Selector> reader) {
        this.word = word;
        this.form = form;
        this.help = help;
        this.reader = reader;
    }

    /** How it is used, and what it is. */
    String line() {
        return "  %-30s %s".formatted((word + " " + form).strip(), help);
    }

    /** Its word. */
    String word() {
        return word;
    }

    /** The event that a text names. */
    static Selector read(Argument text, Workbench workbench) {
        List<Argument> parts = Clauses.headAndRest(text);
        EventRow row = Stream.of(values()).filter(one -> one.word.equals(parts.getFirst().text())).findFirst()
            .orElseThrow(() -> parts.getFirst().expected("an event: " + String.join(", ", Stream.of(values()).map(EventRow::word).toList())));
        if (parts.getLast().text().isEmpty() && !row.form.isEmpty()) {
            throw new CommandException(parts.getLast().column(), "expected " + row.word + " " + row.form);
        }
        return row.reader.apply(parts.getLast(), workbench);
    }

    private static Selector nothing(Argument text, Selector selector) {
        if (!text.text().isEmpty()) {
            throw text.expected("nothing more");
        }
        return selector;
    }

    private static long number(Argument text, Workbench workbench) {
        return Kinds.NUMBER.parse(text, workbench);
    }

    private static Range range(Argument text, Workbench workbench) {
        Optional<List<Argument>> ends = Clauses.around(text, "..");
        long first = number(ends.map(List::getFirst).orElse(text), workbench);
        return new Range(first, ends.isPresent() ? number(ends.get().getLast(), workbench) : first);
    }

    /** {@code FROM..TO} with or without {@code phys:} before it; or an expression that reads memory: {@code u32[0x1000]}. */
    private static Selector memory(Argument text, Workbench workbench, Set<Access> accesses, boolean changes) {
        Optional<List<Argument>> ends = Clauses.around(text, "..");
        if (ends.isEmpty()) {
            MemoryPlace place = MemoryPlace.of(text, workbench);
            return memory(place, text, accesses, changes);
        }
        Argument from = ends.get().getFirst();
        boolean physical = from.text().startsWith("phys:");
        Argument first = physical ? new Argument(from.text().substring(5).strip(), from.column() + 5) : from;
        return new Selector.Memory(physical ? Selector.Space.PHYSICAL : Selector.Space.LINEAR, number(first, workbench),
            number(ends.get().getLast(), workbench), accesses, physical ? Actor.any() : EnumSet.of(Actor.CPU), changes);
    }

    /** Accesses of a place in memory. */
    static Selector memory(MemoryPlace place, Argument text, Set<Access> accesses, boolean changes) {
        if (place.type().bytes() < 1) {
            throw text.expected("something with a size");
        }
        return new Selector.Memory(place.physical() ? Selector.Space.PHYSICAL : Selector.Space.LINEAR, place.address(),
            place.address() + place.type().bytes() - 1, accesses, place.physical() ? Actor.any() : EnumSet.of(Actor.CPU), changes);
    }

    private static Selector directed(Argument text, String read, String write, Workbench workbench, BiFunction<Range, Set<Access>, Selector> make) {
        List<Argument> words = Clauses.parts(text, " ");
        String last = words.getLast().text();
        boolean directed = words.size() > 1 && (last.equals(read) || last.equals(write));
        Argument numbers = directed ? new Argument(text.text().substring(0, text.text().length() - last.length()).strip(), text.column()) : text;
        return make.apply(range(numbers, workbench), !directed ? Access.any() : EnumSet.of(last.equals(read) ? Access.READ : Access.WRITE));
    }

    private static Selector vector(Argument text, Workbench workbench, Set<Selector.Source> sources) {
        Range range = range(text, workbench);
        return new Selector.Vector((int) range.first, (int) range.last, sources);
    }

    private static Selector abi(Argument text, Workbench workbench) {
        List<Argument> words = Clauses.parts(text, " ");
        String phase = words.size() > 1 ? words.get(1).text() : "entry";
        if (words.size() > 2 || !phase.equals("entry") && !phase.equals("result")) {
            throw words.getLast().expected("entry or result");
        }
        return new Selector.Abi(words.getFirst().text(), phase.equals("entry") ? Selector.Phase.ENTRY : Selector.Phase.RESULT);
    }
}
