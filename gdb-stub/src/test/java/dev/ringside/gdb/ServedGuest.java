package dev.ringside.gdb;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.emulator.debug.RunEnd;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A machine with a few bytes of code, run on a thread of its own behind a gdb server that waits for its client. */
final class ServedGuest implements AutoCloseable {
    /** Where code lies. */
    static final int CODE = 0x10000;

    /** Top of the stack. */
    static final int STACK = 0x9000;

    final Session session;
    final CompletableFuture<RunEnd> end = new CompletableFuture<>();
    private final Machine machine;
    private final Registers registers;
    private GdbServer server;

    private ServedGuest(CpuModel model) {
        machine = new Machine(MachineConfig.of(model, 4 << 20));
        session = new Session(machine);
        registers = session.registers(0, RegisterWidth.BITS_64);
    }

    /** In flat 32-bit protected mode at the first byte of {@code code}, given in hex. */
    static ServedGuest protected32(String code) {
        ServedGuest guest = new ServedGuest(CpuModel.standard());
        guest.set("cr0", 0x11);
        guest.put(code);
        for (String name : new String[] {"cs", "ss", "ds", "es"}) {
            guest.set(name, name.equals("cs") ? 0x18 : 0x20);
            guest.set(name + "_base", 0);
            guest.set(name + "_limit", 0xFFFFFFFFL);
            guest.set(name + "_attr", name.equals("cs") ? 0xC09B : 0xC093);
        }
        guest.set("rip", CODE);
        guest.set("rsp", STACK);
        return guest;
    }

    /** In real mode at the first byte of {@code code}, given in hex. */
    static ServedGuest real(String code) {
        return real(CpuModel.standard(), code);
    }

    /** The same with another processor. */
    static ServedGuest real(CpuModel model, String code) {
        ServedGuest guest = new ServedGuest(model);
        guest.put(code);
        guest.set("cs", CODE >> 4);
        guest.set("rip", 0);
        return guest;
    }

    private void put(String code) {
        byte[] bytes = HexFormat.of().parseHex(code.replace(" ", ""));
        machine.memory().copyIn(Agent.LOADER, CODE, bytes, 0, bytes.length);
    }

    private void set(String register, long value) {
        try {
            registers.write(registers.named(register), RegisterValue.of(value));
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** A register now; while the guest runs, between two instructions. */
    long get(String register) {
        return session.control().call(() -> registers.read(registers.named(register)).low());
    }

    /** Starts server and machine. The guest stands at its first instruction. */
    ServedGuest serve(GdbArchitecture architecture) throws IOException {
        server = GdbServer.start(session, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), architecture, true);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                end.complete(session.control().run(Long.MAX_VALUE));
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
        return this;
    }

    int port() {
        return server.port();
    }

    /** How the run ends; fails when it does not. */
    RunEnd end() {
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        session.control().kill();
        end();
        server.close();
    }
}
