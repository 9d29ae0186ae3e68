package dev.ringside.emulator.boot;

import dev.ringside.emulator.boot.bios.Bios;
import dev.ringside.emulator.boot.bios.BiosDisk;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.device.pc.PcChipset;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.Platform;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A machine with a guest in it, ready to run.
 *
 * @param machine the machine, at the guest's first instruction
 * @param platform who it pretends to be
 * @param plan what was loaded, but for the contents of memory
 */
public record GuestMachine(Machine machine, Platform platform, LoadPlan plan) {
    /**
     * What to build.
     *
     * @param image the guest
     * @param config the machine; its ROM size is replaced by what the image needs
     * @param commandLine kernel command line
     * @param modules initial RAM disk or multiboot modules
     * @param unpack who unpacks a bzImage
     * @param platform makes the platform
     * @param bootDisk what BIOS disk services work on; null without a boot sector
     * @param diagnostics hears of what the BIOS does not know, one line each
     */
    public record Setup(GuestImage image, MachineConfig config, String commandLine, List<BootModule> modules, Unpack unpack,
            Platform platform, BiosDisk bootDisk, Consumer<String> diagnostics) {
        /** A guest on bare hardware, with neither command line nor modules. */
        public static Setup of(GuestImage image, MachineConfig config) {
            return new Setup(image, config, "", List.of(), Unpack.byHost(), new NativePlatform(), null, line -> {});
        }

        /** The same with this command line. */
        public Setup withCommandLine(String text) {
            return new Setup(image, config, text, modules, unpack, platform, bootDisk, diagnostics);
        }

        /** The same with these modules. */
        public Setup withModules(List<BootModule> files) {
            return new Setup(image, config, commandLine, files, unpack, platform, bootDisk, diagnostics);
        }

        /** The same with this way of unpacking. */
        public Setup withUnpack(Unpack way) {
            return new Setup(image, config, commandLine, modules, way, platform, bootDisk, diagnostics);
        }

        /** The same on this platform. */
        public Setup on(Platform newPlatform) {
            return new Setup(image, config, commandLine, modules, unpack, newPlatform, bootDisk, diagnostics);
        }
    }

    /**
     * Builds the machine and loads the guest.
     *
     * @throws ImageException when the image cannot be loaded into such a machine
     */
    public static GuestMachine build(Setup setup) throws ImageException {
        MemoryMap map = MemoryMap.pc(setup.config().memory());
        LoadRequest request = new LoadRequest(map, setup.commandLine(), setup.modules(), setup.unpack(), PcChipset.TABLES);
        LoadPlan plan = setup.image().load(request);
        Machine machine = new Machine(setup.config().withRom(GuestStart.romSize(plan)));
        setup.platform().attach(machine);
        machine.extend(setup.platform().configuration(), setup.platform());
        Hypervisor hypervisor = setup.platform().hypervisor();
        Optional<Bios> bios = plan.bios().isPresent()
            ? Optional.of(new Bios(hypervisor, machine.cpu(0), map, plan.bios().getAsInt(), setup.bootDisk(), setup.diagnostics())) : Optional.empty();
        machine.cpu(0).hypervisor = bios.isPresent() ? bios.get() : hypervisor;
        // What goes into memory may be half as large as the guest's memory: it is not kept for a reset, but made once more.
        machine.onReset(() -> start(again(setup, request), machine, bios));
        start(plan, machine, bios);
        return new GuestMachine(machine, setup.platform(), plan.withoutContents());
    }

    private static void start(LoadPlan plan, Machine machine, Optional<Bios> bios) {
        GuestStart.apply(plan, machine.cpu(0), machine.memory());
        bios.ifPresent(b -> b.powerOn(machine.cpu(0)));
    }

    private static LoadPlan again(Setup setup, LoadRequest request) {
        try {
            return setup.image().load(request);
        } catch (ImageException e) {
            throw new IllegalStateException("the image could be loaded before", e);
        }
    }
}
