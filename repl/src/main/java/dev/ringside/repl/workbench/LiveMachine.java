package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.CpuMode;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.RunEndedException;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.Stop;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The guest's machine to look at, between two instructions. Everything but {@link #call} belongs to the machine's thread, on which
 * commands are carried out unless their row says otherwise. Nothing here changes what the guest sees but the writing methods.
 */
public final class LiveMachine {
    /** D/B and L of a code segment's attributes, as the register table has them: descriptor bits 54 and 53. */
    private static final int DEFAULT_SIZE = 1 << 14, LONG = 1 << 13;

    private final Session session;
    private final Cancellation cancellation;
    private final Afterlife afterlife = new Afterlife();
    private long changes;

    LiveMachine(Session session, Cancellation cancellation) {
        this.session = session;
        this.cancellation = cancellation;
    }

    /** The session. */
    public Session session() {
        return session;
    }

    /** Has the machine's thread do something, and waits for it; also when the guest has ended. */
    public <T> T call(Supplier<T> task) {
        try {
            return session.control().call(task);
        } catch (RunEndedException e) {
            return afterlife.call(task);
        }
    }

    /** What serves when the run is over. */
    public Afterlife afterlife() {
        return afterlife;
    }

    /** Whether the guest is stopped. */
    public boolean stopped() {
        return stop().isPresent();
    }

    /** Why the guest is stopped; empty while it runs. */
    public Optional<Stop> stop() {
        return session.control().stop();
    }

    /** All registers in their 64-bit form, by the names that expressions use below ({@code rip}, {@code cs_base}). */
    public Registers registers() {
        return session.registers(0, RegisterWidth.BITS_64);
    }

    /** The low 64 bits of a register, by its name in the 64-bit table. */
    public long register(String name) {
        Registers registers = registers();
        return registers.read(registers.named(name)).low();
    }

    /** The mode. */
    public CpuMode mode() {
        return session.mode(0);
    }

    /** Width of the code that runs: 16, 32 or 64. */
    public int bits() {
        long attributes = register("cs_attr");
        return mode() == CpuMode.LONG_64 || mode() == CpuMode.COMPATIBILITY && (attributes & LONG) != 0 ? 64
            : (attributes & DEFAULT_SIZE) != 0 ? 32 : 16;
    }

    /** Linear address of the next instruction. */
    public long pc() {
        return linear("cs", register("rip"));
    }

    /** Linear address of the top of the stack. */
    public long stackPointer() {
        long rsp = register("rsp");
        long attributes = register("ss_attr");
        return linear("ss", bits() == 64 ? rsp : (attributes & DEFAULT_SIZE) != 0 ? rsp & 0xFFFFFFFFL : rsp & 0xFFFF);
    }

    /** The linear address of an offset in a segment: its hidden base is added, and outside 64-bit mode the sum has 32 bits. */
    public long linear(String segment, long offset) {
        if (bits() == 64) {
            boolean based = segment.equals("fs") || segment.equals("gs");
            return based ? register(segment + "_base") + offset : offset;
        }
        return register(segment + "_base") + (offset & 0xFFFFFFFFL) & 0xFFFFFFFFL;
    }

    /** Memory by linear addresses, through the page tables as they stand. Reading notices Ctrl-C. */
    public MemoryAccess memory() {
        return watched(session.linearMemory(0));
    }

    /** Memory by physical addresses. Reading notices Ctrl-C. */
    public MemoryAccess physicalMemory() {
        return watched(session.physicalMemory());
    }

    /** Something has been written: views that are kept are old now. */
    public void changed() {
        changes++;
    }

    /** Stays the same as long as the guest does not run and nobody writes through the workbench. */
    Object moment() {
        return new Moment(session.instructions(), changes);
    }

    private record Moment(long instructions, long changes) {}

    private MemoryAccess watched(MemoryAccess memory) {
        return new MemoryAccess() {
            @Override
            public int read(long address, byte[] target) {
                cancellation.check();
                return memory.read(address, target);
            }

            @Override
            public boolean write(long address, byte[] source) {
                changed();
                return memory.write(address, source);
            }
        };
    }
}
