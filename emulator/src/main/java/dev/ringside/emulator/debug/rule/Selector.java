package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.debug.RefusedException;
import java.util.Set;
import java.util.stream.Collectors;

/** Which events a rule waits for. */
public sealed interface Selector {
    /** What kind of event it is: which fields it has. */
    EventKind kind();

    /** As rules are listed. */
    String text();

    /** An instruction, before it executes. One that is restarted after an interrupt's handler is come to again. */
    record Execute(CodePlace place) implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.EXECUTE;
        }

        @Override
        public String text() {
            return "execute " + place.text();
        }
    }

    /** What the addresses of a {@link Memory} selector are. */
    enum Space {
        /** Before paging: in the address space that is current when the access happens. */
        LINEAR,
        /** After paging. */
        PHYSICAL
    }

    /**
     * Data accesses. The guest stops after the instruction that does one.
     *
     * @param first first address
     * @param last the last one, included
     * @param accesses which directions
     * @param actors by whom; who uses no linear addresses is met where the range's pages lie, in the address space that is current when
     *     the rule is set, wherever they move
     * @param changes only stores that change a byte of the range: what gdb's {@code watch} waits for
     */
    record Memory(Space space, long first, long last, Set<Access> accesses, Set<Actor> actors, boolean changes) implements Selector {
        /** Copies the sets. */
        public Memory {
            accesses = Set.copyOf(accesses);
            actors = Set.copyOf(actors);
        }

        /** Stores by instructions that change a byte at a linear address: gdb's {@code watch}. */
        public static Memory watch(long linear, int bytes) {
            return new Memory(Space.LINEAR, linear, linear + bytes - 1, Set.of(Access.WRITE), Set.of(Actor.CPU), true);
        }

        @Override
        public EventKind kind() {
            return EventKind.MEMORY;
        }

        @Override
        public String text() {
            String by = actors.equals(space == Space.LINEAR ? Set.of(Actor.CPU) : Actor.any()) ? ""
                    : actors.stream().sorted().map(Actor::label).collect(Collectors.joining(", ", " by ", ""));
            return (changes ? "change" : Access.text(accesses)) + (space == Space.PHYSICAL ? " of phys:" : " of ") + range("0x", first, last) + by;
        }
    }

    /** IN and OUT of ports, elements of INS and OUTS. */
    record Port(int first, int last, Set<Access> accesses) implements Selector {
        /** Copies the set. */
        public Port {
            accesses = Set.copyOf(accesses);
        }

        @Override
        public EventKind kind() {
            return EventKind.PORT;
        }

        @Override
        public String text() {
            return "port " + range("0x", first, last) + " " + Access.text(accesses);
        }
    }

    /** RDMSR and WRMSR; numbers are unsigned. */
    record Msr(long first, long last, Set<Access> accesses) implements Selector {
        /** Copies the set. */
        public Msr {
            accesses = Set.copyOf(accesses);
        }

        @Override
        public EventKind kind() {
            return EventKind.MSR;
        }

        @Override
        public String text() {
            return "msr " + range("0x", first, last) + " " + Access.text(accesses);
        }
    }

    /** MOV to a control register (0, 2, 3, 4, 8), LMSW and CLTS. */
    record Control(int register) implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.CONTROL;
        }

        @Override
        public String text() {
            return "write of cr" + register;
        }
    }

    /** MOV to a debug register (0 to 3, 6, 7). */
    record Debug(int register) implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.DEBUG;
        }

        @Override
        public String text() {
            return "write of dr" + register;
        }
    }

    /** CPUID; leaves are unsigned. */
    record Cpuid(long first, long last) implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.CPUID;
        }

        @Override
        public String text() {
            return "cpuid " + range("0x", first, last);
        }
    }

    /** Where a vector comes from. The order is that of the event's field {@code source}. */
    enum Source {
        /** An exception, INT3, INTO and INT1 included. */
        EXCEPTION("exception"),
        /** An external interrupt or NMI. */
        INTERRUPT("interrupt"),
        /** INT n. */
        SOFTWARE("int");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        /** The word for it. */
        public String label() {
            return label;
        }
    }

    /** Delivery of vectors. The guest stops at the handler's first instruction. */
    record Vector(int first, int last, Set<Source> sources) implements Selector {
        /** Copies the set. */
        public Vector {
            sources = Set.copyOf(sources);
        }

        @Override
        public EventKind kind() {
            return EventKind.VECTOR;
        }

        @Override
        public String text() {
            String from = sources.size() == Source.values().length ? "vector"
                    : sources.stream().sorted().map(Source::label).collect(Collectors.joining(" or "));
            return from + " " + (first == last ? "" + first : first + "-" + last);
        }
    }

    /** A change of code size, protected mode, virtual-8086 mode or IA-32e mode. The guest stops before the first instruction after it. */
    record Mode() implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.MODE;
        }

        @Override
        public String text() {
            return "mode change";
        }
    }

    /** A change of the privilege level. The guest stops before the first instruction after it. */
    record Privilege() implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.PRIVILEGE;
        }

        @Override
        public String text() {
            return "privilege change";
        }
    }

    /** Another value in CR3, however it came there. The guest stops before the first instruction after it. */
    record AddressSpace() implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.ADDRESS_SPACE;
        }

        @Override
        public String text() {
            return "address-space switch";
        }
    }

    /** When of an ABI call. */
    enum Phase {
        /** Before the platform answers: the guest stops before the calling instruction. */
        ENTRY,
        /** When it has answered: the guest stops after the calling instruction. */
        RESULT
    }

    /** Calls of the platform's ABI; {@code *} and {@code ?} stand for any characters and any character. */
    record Abi(String name, Phase phase) implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.ABI;
        }

        @Override
        public String text() {
            return "abi " + name + (phase == Phase.ENTRY ? " entry" : " result");
        }
    }

    /**
     * A change of any paging-structure entry that translates a linear address in the address space that is current when the rule is set, by
     * whom ever. The guest stops after the instruction that made it.
     */
    record Mapping(long linear) implements Selector {
        @Override
        public EventKind kind() {
            return EventKind.MAPPING;
        }

        @Override
        public String text() {
            return "mapping of 0x" + Long.toHexString(linear);
        }
    }

    /** Refuses what no processor has: one line says what. */
    default void check() throws RefusedException {
        SelectorCheck.check(this);
    }

    private static String range(String prefix, long first, long last) {
        return prefix + Long.toHexString(first) + (first == last ? "" : "-" + prefix + Long.toHexString(last));
    }
}
