package dev.ringside.repl.run;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.debug.RunEnd;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.machine.HostPacing;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.gdb.GdbServer;
import dev.ringside.repl.UserError;
import dev.ringside.repl.command.ExitCode;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.options.Endpoint;
import dev.ringside.repl.options.RunOptions;
import dev.ringside.repl.workbench.AbiLog;
import dev.ringside.repl.workbench.Guest;
import dev.ringside.trace.TraceFilter;
import dev.ringside.trace.TraceHeader;
import dev.ringside.trace.TraceWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/** One guest from its first instruction to its end. */
public final class GuestRun {
    private final RunOptions options;
    private final GuestCatalogue guests;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Diagnostics diagnostics;

    /**
     * A run.
     *
     * @param out takes what commands answer, unless standard output is the guest's alone
     * @param err takes lines for the user
     */
    public GuestRun(RunOptions options, GuestCatalogue guests, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.guests = guests;
        this.out = out;
        this.err = err;
        this.diagnostics = new Diagnostics(err);
    }

    /**
     * Runs the guest.
     *
     * @return the exit code of the process
     * @throws UserError   if the guest cannot be booted as asked
     * @throws IOException if a file of the user's fails
     */
    public int run() throws IOException {
        Optional<InputLog> replay = options.history().replay().isPresent()
            ? Optional.of(InputLog.read(options.history().replay().get())) : Optional.empty();
        var serial = new SerialLine();
        Optional<UnitDumpFile> dumps = options.watch().dumps().map(UnitDumpFile::new);
        var builder = new GuestBuilder(guests, serial, dumps.map(UnitDumpFile::engine), diagnostics);
        GuestMachine guest = builder.build(options);
        Machine machine = guest.machine();
        long limit = options.limits().instructions().orElse(Long.MAX_VALUE);
        if (replay.isPresent()) {
            limit = Math.min(limit, begin(replay.get(), machine));
        }
        var session = new Session(machine, guest.platform());
        try (var quitting = new Quit(machine, session.control(), options.limits().timeout())) {
            Optional<GdbServer> gdb = gdb(session);
            // Files are made and the terminal is taken last, when nothing that was asked for can be wrong any more.
            Optional<Desk> desk = Desk.of(options);
            if (desk.isPresent()) {
                builder.image().ifPresent(image -> ImageSymbols.add(image, session.program()));
            }
            try (SerialConsole console = desk.isPresent() ? desk.get().console() : Consoles.open(options.serial(), true)) {
                serial.connect(console);
                if (console.interactive()) {
                    diagnostics.shareTerminalWith(serial);
                }
                return run(guest, session, console, serial, limit, replay, quitting, desk, dumps);
            } finally {
                gdb.ifPresent(GdbServer::close);
            }
        }
    }

    private static StopReason untilItStops(Session session, long limit) {
        try (HeapWatch _ = HeapWatch.start()) {
            return switch (session.control().run(limit)) {
                case RunEnd.Guest(StopReason reason) -> reason;
                case RunEnd.Killed() -> new StopReason.Interrupted();
            };
        }
    }

    private int run(GuestMachine guest, Session session, SerialConsole console, SerialLine serial, long limit, Optional<InputLog> replay,
                    Quit quit, Optional<Desk> desk, Optional<UnitDumpFile> dumps) throws IOException {
        Machine machine = guest.machine();
        var calls = new AbiLog();
        var statistics = new RunStatistics();
        observePorts(machine, options.watch().ioLog());
        if (console.interactive()) {
            machine.pace(new HostPacing());
        }
        try (TraceWriter trace = trace(guest, session, statistics, desk.isPresent() ? calls::add : null); InputLog.Recording recording = recording(machine);
            UnitDumpFile dumpFile = dumps.orElse(null)) {
            if (dumpFile != null) {
                dumpFile.open();
            }
            console.start(value -> machine.inputs().offer("com1", value), quit::ask);
            if (desk.isPresent()) {
                if (options.boot().guest().isPresent()) {
                    OwnSymbols.add(options.boot().guest().get(), guests, session.program(), diagnostics);
                }
                String name = options.boot().guest().orElse("disk or ROM");
                desk.get().open(new Guest(name, guest, session, calls), serial, diagnostics, out, err, quit::ask);
                quit.alsoAtEnd(desk.get()::hurry);
                desk.get().start();
            }
            statistics.begin();
            StopReason stop = untilItStops(session, limit);
            statistics.end();
            quit.ended();
            if (recording != null) {
                recording.end(new InputLog.End(session.instructions(), machine.stateHash(), stop.endsGuest()));
            }
            if (options.watch().stats().isPresent()) {
                long events = trace == null ? 0 : trace.events();
                Files.writeString(options.watch().stats().get(), statistics.json(machine, session.instructions(), stop, events));
            }
            desk.ifPresent(Desk::stay);
            if (console.failure().isPresent()) {
                throw new UserError(console.failure().get().getMessage());
            }
            if (desk.isPresent() && desk.get().decided()) {
                return desk.get().exitCode(plainCode(stop));
            }
            return exitCode(stop, machine, session.instructions(), replay, quit);
        }
    }

    private int exitCode(StopReason stop, Machine machine, long instructions, Optional<InputLog> replay, Quit quit) {
        Optional<InputLog.End> recorded = replay.flatMap(InputLog::end);
        if (recorded.isPresent() && recorded.get().instructions() == instructions) {
            if (recorded.get().hash() != machine.stateHash()) {
                throw new UserError("the replay went another way than the recording: another state after " + instructions
                    + " instructions");
            }
            diagnostics.accept("replayed " + instructions + " instructions to the same state");
        }
        return switch (stop) {
            case StopReason.PowerOff() -> ExitCode.OK;
            case StopReason.DeadHalt() -> {
                diagnostics.accept("the guest halted with no way to wake, after " + instructions + " instructions");
                yield ExitCode.OK;
            }
            case StopReason.DebugExit(int code) -> code & 0xFF;
            case StopReason.TripleFault(long rip, long linear) -> {
                diagnostics.accept("triple fault at rip 0x" + Long.toHexString(rip) + " (linear address 0x" + Long.toHexString(linear)
                    + "), after " + instructions + " instructions");
                yield ExitCode.TRIPLE_FAULT;
            }
            case StopReason.InstructionLimit() -> {
                boolean asked = options.limits().instructions().orElse(Long.MAX_VALUE) <= instructions;
                diagnostics.accept("stopped after " + instructions + " instructions" + (asked ? "" : ", where the recording ends"));
                yield asked ? ExitCode.LIMIT_REACHED : ExitCode.OK;
            }
            case StopReason.TimeLimit() -> ExitCode.LIMIT_REACHED;
            case StopReason.Interrupted() -> {
                diagnostics.accept((quit.timedOut() ? "time is over" : "ended") + " after " + instructions + " instructions");
                yield quit.timedOut() ? ExitCode.LIMIT_REACHED : ExitCode.OK;
            }
            case StopReason.Probe(long linear) ->
                throw new IllegalStateException("probe at " + Long.toHexString(linear) + ", which nobody has set");
            case StopReason.Event event -> throw new IllegalStateException("a probe that nobody has set: " + event);
        };
    }

    /** The exit code of a run whose end somebody at the prompt has been told already. */
    private static int plainCode(StopReason stop) {
        return switch (stop) {
            case StopReason.DebugExit(int code) -> code & 0xFF;
            case StopReason.TripleFault _ -> ExitCode.TRIPLE_FAULT;
            case StopReason.InstructionLimit _, StopReason.TimeLimit _ -> ExitCode.LIMIT_REACHED;
            case StopReason.PowerOff _, StopReason.DeadHalt _, StopReason.Interrupted _, StopReason.Probe _, StopReason.Event _ -> ExitCode.OK;
        };
    }

    /** Arms a replay; returns the instruction count where it ends. */
    private long begin(InputLog log, Machine machine) {
        if (log.start() != machine.stateHash()) {
            throw new UserError(options.history().replay().orElseThrow()
                + ": recorded on another machine: give the same guest and options as then");
        }
        if (log.end().isEmpty()) {
            diagnostics.accept("the recording was cut short; the replay goes on after its last input");
        }
        machine.inputs().replay(log.inputs());
        return log.end().map(InputLog.End::limit).orElse(Long.MAX_VALUE);
    }

    private InputLog.Recording recording(Machine machine) throws IOException {
        if (options.history().record().isEmpty()) {
            return null;
        }
        var recording = new InputLog.Recording(options.history().record().get(), machine.stateHash());
        machine.inputs().record(recording::input);
        return recording;
    }

    /** @param calls hears of the calls too; may be null */
    private TraceWriter trace(GuestMachine guest, Session session, RunStatistics statistics, Consumer<AbiCall> calls) throws IOException {
        Consumer<AbiCall> also = calls == null ? call -> {} : calls;
        if (options.watch().trace().isEmpty()) {
            if (options.watch().stats().isPresent() || calls != null) {
                guest.platform().listen(call -> {
                    statistics.count(call);
                    also.accept(call);
                });
            }
            return null;
        }
        var header = new TraceHeader(guest.platform().name(), options.boot().guest().orElse("disk or ROM"));
        var writer = new TraceWriter(Files.newBufferedWriter(options.watch().trace().get()), header);
        var wanted = TraceFilter.selector(options.watch().traceOnly().orElse("*"));
        guest.platform().listen(call -> {
            statistics.count(call);
            also.accept(call);
            if (wanted.test(call)) {
                writer.record(call);
            }
        });
        session.rules().recorder(writer::record);
        return writer;
    }

    private Optional<GdbServer> gdb(Session session) throws IOException {
        if (options.watch().gdb().isEmpty()) {
            return Optional.empty();
        }
        RunOptions.Gdb gdb = options.watch().gdb().get();
        Endpoint at = gdb.address();
        var address = at.host().isEmpty() ? new InetSocketAddress(InetAddress.getLoopbackAddress(), at.port())
            : new InetSocketAddress(at.host(), at.port());
        try {
            GdbServer server = GdbServer.start(session, address, gdb.architecture(), options.watch().waitForGdb());
            diagnostics.accept("gdb: target remote " + address.getHostString() + ":" + server.port());
            return Optional.of(server);
        } catch (IOException | UnresolvedAddressException e) {
            throw new UserError("--gdb: cannot listen at " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage());
        }
    }

    /** Wider writes go to the ports from {@code port} on, low byte first, as on the bus. */
    private void observePorts(Machine machine, SortedSet<Integer> ports) {
        if (ports.isEmpty()) {
            return;
        }
        machine.chipset().ports().observe(new PortBus.Observer() {
            @Override
            public void portRead(int port, int size, int value) {}

            @Override
            public void portWrite(int port, int size, int value) {
                for (int i = 0; i < size; i++) {
                    if (ports.contains(port + i & 0xFFFF)) {
                        System.err.print("io 0x%x 0x%02x\n".formatted(port + i & 0xFFFF, value >>> 8 * i & 0xFF));
                    }
                }
            }
        });
    }
}
