package dev.ringside.repl.options;

import dev.ringside.emulator.engine.PhaseDumps.Phase;
import dev.ringside.repl.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The options of {@code run} and {@code debug}, one row each: name, value, help, parser. Parsing a command line fills the fields;
 * {@link #options} checks them together and hands out the immutable result.
 */
public final class RunArguments {
    @Parameters(arity = "0..1", paramLabel = "GUEST",
        description = "A bundled guest's name (see `ringside guests`) or a file: Linux bzImage, ELF, multiboot.")
    private String guest;

    @Option(names = "--platform", paramLabel = "NAME", defaultValue = "native",
        description = "Who the machine pretends to be: native, kvm; not built yet: vmi, xen, xen-pvh, hyperv, vmware, virtualbox, "
            + "lguest. Default: ${DEFAULT-VALUE}.")
    private PlatformName platform;

    @Option(names = "--vmi-ring", paramLabel = "0/1", description = "Ring of a VMI guest's kernel. Not built yet.")
    private Integer vmiRing;

    @Option(names = "--cpu", paramLabel = "MODEL",
        description = "CPU identity. The default one declares itself free of the known speculation faults.")
    private String cpu;

    @Option(names = "--memory", paramLabel = "SIZE", defaultValue = "256M",
        description = "Guest RAM, such as 64M or 1G. Default: ${DEFAULT-VALUE}.")
    private MemorySize memory;

    @Option(names = "--cpus", paramLabel = "N", defaultValue = "1", description = "Number of CPUs; more than 1 is not built yet.")
    private int cpus;

    @Option(names = "--unpack", paramLabel = "host/guest", defaultValue = "host",
        description = "Who unpacks a bzImage's payload. Default: ${DEFAULT-VALUE}.")
    private Unpacker unpack;

    @Option(names = "--kaslr", paramLabel = "SEED",
        description = "Move the kernel to a place chosen by SEED. Default: it stays where it was linked.")
    private Bits kaslr;

    @Option(names = "--initrd", paramLabel = "F",
        description = "Initial RAM disk, or the module of a multiboot guest.")
    private Path initrd;

    @Option(names = "--append", paramLabel = "TEXT", description = "Kernel command line. Default: the bundled guest's own.")
    private String append;

    @Option(names = "--disk", paramLabel = "F[,write]",
        description = "Raw disk image. Writes stay in memory unless ,write is given. Booted when there is no GUEST.")
    private DiskFile disk;

    @Option(names = "--rom", paramLabel = "F",
        description = "ROM image that ends at 4 GiB; the CPU starts in it.")
    private Path rom;

    @Option(names = "--serial", paramLabel = "TARGET", defaultValue = "stdio",
        description = "COM1: stdio, file:F, tcp:HOST:PORT or null. Default: ${DEFAULT-VALUE}.")
    private SerialTarget serial;

    @Option(names = "--engine", paramLabel = "NAME",
        description = "translator: hot code runs as JVM methods; or interpreter. Default: translator.")
    private EngineName engine;

    @Option(names = "--gdb", paramLabel = "[HOST:]PORT",
        description = "Serve gdb there; on loopback unless HOST says otherwise.")
    private Endpoint gdb;

    @Option(names = "--wait", description = "Do not start the guest before a gdb client resumes it.")
    private boolean waitForGdb;

    @Option(names = "--gdb-arch", paramLabel = "ARCH", defaultValue = "auto",
        description = "The processor to describe to gdb: auto, i386, x86-64, i8086. Default: ${DEFAULT-VALUE}.")
    private GdbChoice gdbArchitecture;

    @Option(names = "--trace", paramLabel = "F",
        description = "Record every ABI call to F; read it with `ringside trace`.")
    private Path trace;

    @Option(names = "--trace-only", paramLabel = "SELECTOR",
        description = "Record only these: kinds or names with * and ?, separated by commas, as in hypercall,KVM_*.")
    private String traceOnly;

    @Option(names = "--script", paramLabel = "F", description = "Run a script. Not built yet.")
    private Path script;

    @Option(names = "--script-allow", paramLabel = "WHAT", description = "Widen the script's sandbox: read, write, net. Not built yet.")
    private String scriptAllow;

    @Option(names = "--record", paramLabel = "F",
        description = "Write all inputs of the run to F.")
    private Path record;

    @Option(names = "--replay", paramLabel = "F",
        description = "Take all inputs from F, as recorded, and repeat the run.")
    private Path replay;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0",
        description = "Seed of the machine's random state. Default: ${DEFAULT-VALUE}.")
    private Bits seed;

    @Option(names = "--date", paramLabel = "T",
        description = "What the RTC says at start, in UTC: 2026-01-01 or 2026-01-01T12:00:00.")
    private Date date;

    @Option(names = "--command", paramLabel = "TEXT", description = "A REPL command before the guest starts; may be repeated.")
    private List<String> command = new ArrayList<>();

    @Option(names = "--commands", paramLabel = "F",
        description = "A file of REPL commands, carried out before the guest starts and before those of --command.")
    private Path commands;

    @Option(names = "--no-color", description = "No colours at the prompt; so does the environment variable NO_COLOR.")
    private boolean noColour;

    @Option(names = "--max-instructions", paramLabel = "N",
        description = "Stop there, with exit code 124. Also 500k, 20M, 4G.")
    private Count maxInstructions;

    @Option(names = "--timeout", paramLabel = "TIME",
        description = "Stop after so much host time (500ms, 60s, 10m), with exit code 124.")
    private Duration timeout;

    @Option(names = "--stats", paramLabel = "F",
        description = "On exit, write instruction counts, state hash and times to F as one JSON object.")
    private Path stats;

    @Option(names = "--dump-units", paramLabel = "F",
        description = "Write what the translator makes of hot code to F: each unit's control flow, flag liveness and bytecode.")
    private Path dumpUnits;

    @Option(names = "--dump-phases", paramLabel = "PHASE[,PHASE]", split = ",",
        description = "Write only these: control-flow, liveness, bytecode.")
    private List<Phase> dumpPhases = new ArrayList<>();

    @Option(names = "--io-log", paramLabel = "PORT[,PORT]",
        description = "Show each byte that the guest writes to these ports on standard error.")
    private Ports ioLog = new Ports(Collections.emptySortedSet());

    /**
     * What was asked for.
     *
     * @throws UserError if the options do not go together, ask for what is not built yet, or name a file that cannot be used
     */
    public RunOptions options() {
        refuseWhatIsNotBuilt();
        refuseWhatDoesNotFit();
        var files = new UserFiles();
        files.input("GUEST", guestFile());
        files.input("--disk", disk == null ? null : disk.path());
        var boot = new RunOptions.Boot(Optional.ofNullable(guest), Optional.ofNullable(append), files.input("--initrd", initrd),
            Optional.ofNullable(disk), files.input("--rom", rom), unpack,
            kaslr == null ? OptionalLong.empty() : OptionalLong.of(kaslr.value()));
        var pc = new RunOptions.Pc(platform, Optional.ofNullable(cpu), memory.bytes(), cpus, Optional.ofNullable(engine), seed.value(),
            date == null ? OptionalLong.empty() : OptionalLong.of(date.seconds()));
        var history = new RunOptions.History(files.output("--record", record), files.input("--replay", replay));
        if (serial instanceof SerialTarget.ToFile(var path)) {
            files.output("--serial", path);
        }
        var watch = new RunOptions.Watch(files.output("--trace", trace), Optional.ofNullable(traceOnly), files.output("--stats", stats),
            ioLog.numbers(), dumps(files),
            Optional.ofNullable(gdb).map(address -> new RunOptions.Gdb(address, gdbArchitecture.architecture())), waitForGdb);
        return new RunOptions(boot, pc, serial, history,
            new RunOptions.Limits(maxInstructions == null ? OptionalLong.empty() : OptionalLong.of(maxInstructions.value()),
                Optional.ofNullable(timeout)), watch, new RunOptions.Prompt(false, false, false, !noColour, scripts(files)));
    }

    private List<CommandScript> scripts(UserFiles files) {
        var scripts = new ArrayList<CommandScript>();
        files.input("--commands", commands).ifPresent(file -> {
            try {
                scripts.add(new CommandScript(file.toString(), Files.readAllLines(file)));
            } catch (IOException e) {
                throw new UserError("--commands: " + file + ": not a file of text");
            }
        });
        if (!command.isEmpty()) {
            scripts.add(new CommandScript("--command", command));
        }
        return scripts;
    }

    private Optional<RunOptions.Dumps> dumps(UserFiles files) {
        return files.output("--dump-units", dumpUnits)
            .map(file -> new RunOptions.Dumps(file, dumpPhases.isEmpty() ? EnumSet.allOf(Phase.class) : EnumSet.copyOf(dumpPhases)));
    }

    private void refuseWhatIsNotBuilt() {
        notBuilt(!platform.built(), "platform " + platform.label());
        notBuilt(engine != null && !engine.built(), "engine " + (engine == null ? "" : engine.label()));
        if (cpus < 1 || cpus > 255) {
            throw new UserError("--cpus: " + cpus + " is not between 1 and 255");
        }
        notBuilt(cpus > 1, cpus + " CPUs");
        notBuilt(vmiRing != null, "--vmi-ring");
        notBuilt(script != null || scriptAllow != null, "scripts");
    }

    private static void notBuilt(boolean asked, String what) {
        boolean plural = what.endsWith("s");
        if (asked) {
            throw new UserError(what + (plural ? " are" : " is") + " not built yet");
        }
    }

    private void refuseWhatDoesNotFit() {
        if (guest == null && rom == null && disk == null) {
            throw new UserError("nothing to run: name a GUEST (see `ringside guests`), or give --disk or --rom");
        }
        if (record != null && replay != null) {
            throw new UserError("--record and --replay exclude each other");
        }
        if (waitForGdb && gdb == null) {
            throw new UserError("--wait needs --gdb");
        }
        if (traceOnly != null && trace == null) {
            throw new UserError("--trace-only needs --trace");
        }
        if (!dumpPhases.isEmpty() && dumpUnits == null) {
            throw new UserError("--dump-phases needs --dump-units");
        }
        if (dumpUnits != null && engine == EngineName.INTERPRETER) {
            throw new UserError("--dump-units needs --engine translator");
        }
        if (traceOnly != null && traceOnly.isBlank()) {
            throw new UserError("--trace-only: '" + traceOnly + "' selects nothing; expected kinds or names such as hypercall,KVM_*");
        }
    }

    /** A guest that is a file is read, not written; one that is a name or nothing at all is judged where it is looked up. */
    private Path guestFile() {
        try {
            return guest != null && Files.isRegularFile(Path.of(guest)) ? Path.of(guest) : null;
        } catch (InvalidPathException _) {
            return null;
        }
    }

    /** Tells {@code line} and all its subcommands how the values of these rows are read. */
    public static void registerParsers(CommandLine line) {
        line.registerConverter(PlatformName.class, text -> Choice.parse(text, PlatformName.values()))
            .registerConverter(EngineName.class, text -> Choice.parse(text, EngineName.values()))
            .registerConverter(Phase.class, RunArguments::phase)
            .registerConverter(Unpacker.class, text -> Choice.parse(text, Unpacker.values()))
            .registerConverter(GdbChoice.class, text -> Choice.parse(text, GdbChoice.values()))
            .registerConverter(SerialTarget.class, SerialTarget::parse)
            .registerConverter(Endpoint.class, Endpoint::parse)
            .registerConverter(DiskFile.class, DiskFile::parse)
            .registerConverter(Path.class, Paths::parse)
            .registerConverter(Duration.class, Numbers::duration)
            .registerConverter(MemorySize.class, text -> new MemorySize(Numbers.memorySize(text)))
            .registerConverter(Bits.class, text -> new Bits(Numbers.bits(text)))
            .registerConverter(Count.class, text -> new Count(Numbers.count(text)))
            .registerConverter(Date.class, text -> new Date(Numbers.date(text)))
            .registerConverter(Ports.class, text -> new Ports(Numbers.ports(text)));
    }

    private static Phase phase(String text) {
        return Arrays.stream(Phase.values()).filter(phase -> phase.label().equals(text)).findFirst()
            .orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is not one of "
                + Arrays.stream(Phase.values()).map(Phase::label).collect(Collectors.joining(", "))));
    }

    /** Types that tell the parsers of numbers apart. */
    private record MemorySize(long bytes) {
    }

    private record Bits(long value) {
    }

    private record Count(long value) {
    }

    private record Date(long seconds) {
    }

    private record Ports(SortedSet<Integer> numbers) {
    }
}
