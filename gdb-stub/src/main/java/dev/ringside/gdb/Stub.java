package dev.ringside.gdb;

import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.RunControl;
import dev.ringside.emulator.debug.RunEnd;
import dev.ringside.emulator.debug.RunListener;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.Stop;
import dev.ringside.gdb.request.Request;
import dev.ringside.gdb.wire.PacketDecoder;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What requests mean: one client's view of a session. Lives on the machine's thread. While the target runs it takes no request;
 * the client waits for the stop reply, which goes out by itself.
 */
final class Stub implements RunListener {
    /** What we tell a client that we can. */
    private static final String FEATURES = "PacketSize=%x;qXfer:features:read+;QStartNoAckMode+;vContSupported+;swbreak+;hwbreak+"
            .formatted(PacketDecoder.LONGEST);

    private final Session session;
    private final Consumer<Reply> later;
    private final GdbArchitecture architecture;
    private final Registers registers;
    private final RegisterPackets registerPackets;
    private final MemoryPackets memoryPackets;
    private final BreakpointPackets breakpointPackets;
    private final String description;
    private final boolean stoppedBefore;
    private boolean running;
    private boolean resumed;
    private boolean leaving;
    private Stop lastStop = new Stop.Held();

    /**
     * Attaches to a session and stops the guest.
     *
     * @param later takes what goes out without being asked for: stop replies. Must not block.
     */
    Stub(Session session, GdbArchitecture wanted, Consumer<Reply> later) {
        this.session = session;
        this.later = later;
        architecture = wanted.resolved(session.mode(0));
        registers = session.registers(0, architecture.width);
        registerPackets = new RegisterPackets(registers);
        memoryPackets = new MemoryPackets(session.linearMemory(0));
        breakpointPackets = new BreakpointPackets(session.breakpoints());
        description = new TargetDescription(architecture).xml();
        RunControl control = session.control();
        stoppedBefore = control.stop().isPresent();
        control.attach(this);
        control.hold();
        control.stop().ifPresent(stop -> lastStop = stop);
    }

    /** Leaves the session as it would be without us: breakpoints gone; running, unless it was found stopped and never resumed. */
    void leave() {
        session.control().detach(this);
        breakpointPackets.clearAll();
        if (resumed || !stoppedBefore) {
            session.control().resume();
        }
    }

    /** Ctrl-C. */
    void interrupt() {
        session.control().interrupt();
    }

    // ---- stops ----

    @Override
    public void stopped(Stop stop) {
        lastStop = stop;
        if (running) {
            running = false;
            later.accept(new Reply.Text(stopReply()));
        }
    }

    @Override
    public void ended(RunEnd end) {
        if (!leaving) {
            later.accept(new Reply.Farewell(running ? StopReply.of(end) : ""));
        }
    }

    private String stopReply() {
        OptionalLong breakpoint = switch (lastStop) {
            case Stop.Breakpoint(long linear) -> OptionalLong.of(linear);
            case Stop.RulesHit hit -> hit.breakpoint();
            default -> OptionalLong.empty();
        };
        return StopReply.of(lastStop, 1, breakpoint.isPresent() ? breakpointReason(breakpoint.getAsLong()) : "");
    }

    // gdb goes on without a word when it is told of its breakpoint and has none at the program counter, which is an offset.
    private String breakpointReason(long linear) {
        return registers.read(counter()).low() == linear ? breakpointPackets.reason(linear) : "";
    }

    private Register counter() {
        return registers.named(architecture.width == RegisterWidth.BITS_64 ? "rip" : "eip");
    }

    // ---- requests ----

    /** Does what is asked. */
    Reply answer(Request request) {
        if (running) {
            return Reply.error(RequestError.RUNNING);
        }
        return switch (request) {
            case Request.WhyStopped() -> new Reply.Text(stopReply());
            case Request.ReadRegisters() -> registerPackets.readAll();
            case Request.WriteRegisters(byte[] values) -> registerPackets.writeAll(values);
            case Request.ReadRegister(int number) -> registerPackets.read(number);
            case Request.WriteRegister write -> registerPackets.write(write);
            case Request.ReadMemory read -> memoryPackets.read(read);
            case Request.WriteMemory write -> memoryPackets.write(write);
            case Request.SetBreakpoint set -> breakpointPackets.set(set);
            case Request.ClearBreakpoint clear -> breakpointPackets.clear(clear);
            case Request.Continue(OptionalLong from) -> run(from, RunControl::resume);
            case Request.Step(OptionalLong from) -> run(from, control -> control.step(1));
            case Request.Kill() -> kill("");
            case Request.KillProcess() -> kill("OK");
            case Request.Detach() -> detach();
            case Request.Supported _ -> new Reply.Text(FEATURES);
            case Request.StartNoAckMode() -> new Reply.NoAcknowledgements();
            case Request.ReadFeatures read -> readFeatures(read);
            case Request.ContinueActions() -> new Reply.Text("vCont;c;C;s;S");
            case Request.SelectThread(long thread) -> okIf(exists(thread) || thread == 0 || thread == -1);
            case Request.ThreadAlive(long thread) -> okIf(exists(thread));
            case Request.CurrentThread() -> new Reply.Text("QC1");
            case Request.FirstThreads() -> new Reply.Text("m" + threads());
            case Request.MoreThreads() -> new Reply.Text("l");
            case Request.Attached() -> new Reply.Text("1");
            case Request.Unsupported() -> Reply.UNSUPPORTED;
        };
    }

    private static Reply okIf(boolean fine) {
        return fine ? Reply.OK : Reply.error(RequestError.BAD_REQUEST);
    }

    private boolean exists(long thread) {
        return thread >= 1 && thread <= session.cpus();
    }

    private String threads() {
        return IntStream.rangeClosed(1, session.cpus()).mapToObj(Integer::toHexString).collect(Collectors.joining(","));
    }

    private Reply run(OptionalLong from, Consumer<RunControl> how) {
        if (from.isPresent()) {
            try {
                registers.write(counter(), RegisterValue.of(from.getAsLong()));
            } catch (RefusedException e) {
                return Reply.error(RequestError.REFUSED);
            }
        }
        running = true;
        resumed = true;
        how.accept(session.control());
        return new Reply.Later();
    }

    private Reply kill(String packet) {
        leaving = true;
        session.control().kill();
        return new Reply.Farewell(packet);
    }

    private Reply detach() {
        leaving = true;
        resumed = true;
        return new Reply.Farewell("OK");
    }

    private Reply readFeatures(Request.ReadFeatures read) {
        if (!read.annex().equals("target.xml")) {
            return new Reply.Text("E00");
        }
        int from = Math.min(read.offset(), description.length());
        int count = Math.min(Math.min(read.length(), PacketDecoder.LONGEST / 2), description.length() - from);
        boolean last = from + count == description.length();
        return new Reply.Text((last ? "l" : "m") + description.substring(from, from + count));
    }
}
