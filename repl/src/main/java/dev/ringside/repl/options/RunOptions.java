package dev.ringside.repl.options;

import dev.ringside.emulator.engine.PhaseDumps.Phase;
import dev.ringside.gdb.GdbArchitecture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;

/**
 * Everything that {@code run} and {@code debug} were asked for, checked. This is the seam between the command line and the machine.
 *
 * @param boot    what is booted
 * @param machine what it is booted on
 * @param serial  where COM1 leads
 * @param history recorded inputs
 * @param limits  when to stop although the guest goes on
 * @param watch   what to tell about the run
 * @param prompt  the REPL
 */
public record RunOptions(Boot boot, Pc machine, SerialTarget serial, History history, Limits limits, Watch watch, Prompt prompt) {
    /** The same with this prompt. */
    public RunOptions with(Prompt newPrompt) {
        return new RunOptions(boot, machine, serial, history, limits, watch, newPrompt);
    }

    /**
     * The REPL.
     *
     * @param first   whether the guest waits for it at its first instruction
     * @param tour    whether it begins with a page for somebody who is new to it
     * @param init    whether the user's startup file is carried out
     * @param colour  whether it may use colours
     * @param scripts commands to carry out before the guest starts
     */
    public record Prompt(boolean first, boolean tour, boolean init, boolean colour, List<CommandScript> scripts) {
        /** The same, and the guest waits for it. */
        public Prompt atFirst(boolean newTour, boolean newInit) {
            return new Prompt(true, newTour, newInit, colour, scripts);
        }
    }

    /**
     * The boot inputs.
     *
     * @param guest  a bundled guest's name or a file; empty only with a ROM or a disk
     * @param append the kernel's command line; absent: the guest's own default
     * @param initrd initial RAM disk, or a module of a multiboot guest
     * @param disk   hard disk or floppy image
     * @param rom    ROM image that ends at 4 GiB
     * @param unpack who unpacks a bzImage
     * @param kaslr  seed for the slide of the kernel; absent: it stays where it was linked
     */
    public record Boot(Optional<String> guest, Optional<String> append, Optional<Path> initrd, Optional<DiskFile> disk,
                       Optional<Path> rom, Unpacker unpack, OptionalLong kaslr) {
    }

    /**
     * The machine.
     *
     * @param platform who it pretends to be
     * @param cpuModel name of the CPU model; absent: the default one
     * @param memory   guest RAM in bytes, a multiple of 1 MiB
     * @param cpus     number of CPUs
     * @param engine   absent: the fastest that is built
     * @param seed     seed of the random state (RDRAND and the like)
     * @param date     what the RTC says at start, in seconds since 1970; absent: its fixed default
     */
    public record Pc(PlatformName platform, Optional<String> cpuModel, long memory, int cpus, Optional<EngineName> engine, long seed,
                     OptionalLong date) {
    }

    /**
     * The log of inputs.
     *
     * @param record file to write it to
     * @param replay file to take it from, in place of everything that comes from outside
     */
    public record History(Optional<Path> record, Optional<Path> replay) {
    }

    /**
     * Limits of the run; reaching one ends it with exit code 124.
     *
     * @param instructions of all CPUs together
     * @param timeout      host time
     */
    public record Limits(OptionalLong instructions, Optional<Duration> timeout) {
    }

    /**
     * What is told about the run.
     *
     * @param trace     file for the events
     * @param traceOnly which events; absent: all
     * @param stats     file for the statistics, written when the run ends
     * @param ioLog     ports whose writes go to standard error
     * @param dumps     what to tell of translated code
     * @param gdb       where to serve gdb
     * @param waitForGdb   whether the guest waits for a client of the gdb stub
     */
    public record Watch(Optional<Path> trace, Optional<String> traceOnly, Optional<Path> stats, SortedSet<Integer> ioLog,
                        Optional<Dumps> dumps, Optional<Gdb> gdb, boolean waitForGdb) {
    }

    /**
     * Dumps of translated code.
     *
     * @param file   where they go
     * @param phases what of each unit
     */
    public record Dumps(Path file, Set<Phase> phases) {
    }

    /**
     * The gdb stub.
     *
     * @param address      where it listens; an empty host means loopback
     * @param architecture the processor it describes
     */
    public record Gdb(Endpoint address, GdbArchitecture architecture) {
    }
}
