package dev.ringside.examples.prompt;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.program.SymbolFile;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import dev.ringside.examples.BootedGuest;
import dev.ringside.examples.ReadyDebian;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.workbench.AbiLog;
import dev.ringside.repl.workbench.Guest;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.command.Families;
import dev.ringside.repl.workbench.render.Palette;
import dev.ringside.repl.workbench.shell.PlainFront;
import dev.ringside.repl.workbench.shell.Shell;
import dev.ringside.symbols.bytes.ByteSource;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** A guest on platform kvm, stopped at its first instruction, and a prompt that takes lines as from a pipe. */
final class PromptGuest implements AutoCloseable {
    private static final long LIMIT = 30_000_000_000L;

    private final Deque<String> lines = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();
    private final List<String> complaints = new ArrayList<>();
    private final Workbench workbench;
    private final Shell shell;
    private final Thread runner;

    PromptGuest(GuestCatalogue.Image image, String append, long memory) throws Exception {
        this(new BootedGuest(image, append, true, memory), machine -> { });
    }

    /** {@link ReadyDebian}, at the start of a script. */
    static PromptGuest ready(String script) throws Exception {
        return new PromptGuest(ReadyDebian.guest(), machine -> ReadyDebian.restore(machine, script));
    }

    /** Does something to a machine before its guest runs. */
    @FunctionalInterface
    private interface Preparation {
        void prepare(Machine machine) throws Exception;
    }

    private PromptGuest(BootedGuest booted, Preparation preparation) throws Exception {
        GuestCatalogue.Image image = booted.image();
        MachineConfig config = MachineConfig.of(CpuModel.standard(), booted.memory()).withEngine(EngineFactory.translator());
        List<BootModule> modules = image.initrd().map(bytes -> List.of(BootModule.of(ImageBytes.of("initramfs", bytes)))).orElse(List.of());
        var platform = new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH);
        GuestMachine machine = GuestMachine.build(GuestMachine.Setup.of(GuestImage.recognise(ImageBytes.of(image.name(), image.image())), config)
            .withCommandLine(booted.append()).withModules(modules)
            .withUnpack(BootedGuest.unpacked(booted.kaslrSeed())).on(platform));
        preparation.prepare(machine.machine());
        var session = new Session(machine.machine(), platform);
        var calls = new AbiLog();
        platform.listen(calls::add);
        if (image.image()[0] == 0x7F) {
            session.program().addFile(SymbolFile.read(ByteSource.of(image.name(), image.image())), OptionalLong.of(0));
        }
        workbench = new Workbench(new Guest(image.name(), machine, session, calls), Families.table());
        shell = new Shell(workbench, new PlainFront(new Lines(), new PrintWriter(out), complaints::add, Palette.NONE, () -> { }));
        session.rules().environment(workbench.expressions().environment());
        session.control().holdAtStart();
        runner = Thread.ofPlatform().daemon().start(() -> {
            session.control().run(LIMIT);
            workbench.machine().afterlife().serve();
        });
    }

    /** Lines that end when there are none left, and begin again when there are more. */
    private final class Lines extends BufferedReader {
        Lines() {
            super(Reader.nullReader());
        }

        @Override
        public String readLine() {
            return lines.poll();
        }
    }

    Workbench workbench() {
        return workbench;
    }

    /** Types lines; what was answered and what was complained of, in two lists of lines. */
    Answer type(List<String> typed) {
        out.getBuffer().setLength(0);
        complaints.clear();
        lines.addAll(typed);
        shell.run();
        return new Answer(out.toString(), List.copyOf(complaints));
    }

    /** What came of typed lines. */
    record Answer(String output, List<String> complaints) {}

    /** Number of the thread that runs the machine. */
    long machineThread() {
        return runner.threadId();
    }

    long hash() {
        return workbench.machine().call(() -> workbench.guest().machine().stateHash());
    }

    @Override
    public void close() {
        workbench.session().control().kill();
        workbench.machine().afterlife().close();
        try {
            runner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
