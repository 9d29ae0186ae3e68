package dev.ringside.repl.workbench;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.boot.rom.RomImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.machine.MachineConfig;
import java.util.Arrays;

/** A machine with a few bytes of 16-bit code at F000:FFF0, held at its first instruction by a thread of its own. */
public final class TinyGuest implements AutoCloseable {
    private static final int ROM = 65536;
    private static final int ENTRY = ROM - 16;

    private final Session session;
    private final Thread runner;
    private final Guest guest;

    /** A guest of these bytes. */
    public TinyGuest(int... code) {
        byte[] rom = new byte[ROM];
        Arrays.fill(rom, (byte) 0xF4);
        for (int i = 0; i < code.length; i++) {
            rom[ENTRY + i] = (byte) code[i];
        }
        try {
            var image = new GuestImage.Rom(new RomImage(ImageBytes.of("tiny", rom)));
            GuestMachine machine = GuestMachine.build(GuestMachine.Setup.of(image, MachineConfig.of(CpuModel.standard(), 1 << 20)));
            session = new Session(machine.machine());
            guest = new Guest("tiny", machine, session, new AbiLog());
        } catch (ImageException e) {
            throw new IllegalStateException(e);
        }
        runner = new Thread(() -> {
            session.control().holdAtStart();
            session.control().run(1_000_000);
        });
        runner.start();
    }

    /** The guest at a workbench. */
    public Guest guest() {
        return guest;
    }

    /** 64 bits over all that the guest can see. */
    public long hash() {
        return session.control().call(guest.machine()::stateHash);
    }

    @Override
    public void close() {
        session.control().kill();
        try {
            runner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
