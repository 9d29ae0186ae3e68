package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.device.serial.ByteSink;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.platform.Platform;
import java.util.List;
import java.util.Optional;

/**
 * A guest and what it runs on; every machine made of it is equal to every other.
 *
 * @param name for messages and file names
 * @param image the file
 * @param initrd its initial RAM disk
 * @param append its command line
 * @param machine what it runs on
 */
record GuestSource(String name, byte[] image, Optional<byte[]> initrd, String append, BareMachine machine) implements MachineSource {
    @Override
    public Machine build(EngineFactory engine) {
        return build(engine, ByteSink.NULL);
    }

    /** The machine with the guest in it, and somebody who takes what it writes to its console. */
    Machine build(EngineFactory engine, ByteSink console) {
        Platform platform = machine.platform();
        List<BootModule> modules = initrd.map(bytes -> List.of(BootModule.of(ImageBytes.of("initramfs", bytes)))).orElse(List.of());
        try {
            return GuestMachine.build(GuestMachine.Setup
                    .of(GuestImage.recognise(ImageBytes.of(name, image)), machine.config(engine).withConsoles(console, console))
                    .withCommandLine(append).withModules(modules).on(platform)).machine();
        } catch (ImageException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
