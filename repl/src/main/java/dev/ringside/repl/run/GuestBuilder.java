package dev.ringside.repl.run;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.bios.BootSector;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.boot.rom.RomImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.device.disk.DiskImage;
import dev.ringside.emulator.device.serial.ByteSink;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.Platform;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import dev.ringside.repl.UserError;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.options.DiskFile;
import dev.ringside.repl.options.EngineName;
import dev.ringside.repl.options.RunOptions;
import dev.ringside.repl.options.Unpacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Makes the machine that a user asked for, with the guest in it. */
final class GuestBuilder {
    private static final long SMALLEST_MEMORY = 1L << 20;
    private static final int SECTOR = 512;

    private final GuestCatalogue guests;
    private final ByteSink serial;
    private final Optional<EngineFactory> engine;
    private final Consumer<String> diagnostics;
    private Optional<GuestCatalogue.Image> image = Optional.empty();

    /**
     * A builder.
     *
     * @param serial      takes what the guest sends on COM1
     * @param engine      in place of the one that the options name
     * @param diagnostics takes lines for the user
     */
    GuestBuilder(GuestCatalogue guests, ByteSink serial, Optional<EngineFactory> engine, Consumer<String> diagnostics) {
        this.guests = guests;
        this.serial = serial;
        this.engine = engine;
        this.diagnostics = diagnostics;
    }

    /** What is booted, once it has been recognised. */
    private record Source(GuestImage image, Optional<byte[]> initrd, String append, Optional<DiskImage> disk) {
    }

    GuestMachine build(RunOptions options) throws IOException {
        try {
            Source source = source(options.boot());
            MachineConfig config = config(options.machine(), source.disk().map(List::of).orElse(List.of()));
            GuestMachine guest = GuestMachine.build(new GuestMachine.Setup(source.image(), config,
                options.boot().append().orElse(source.append()), modules(options.boot(), source), unpack(options.boot()),
                platform(options.machine(), config), source.disk().map(SectorDisk::new).orElse(null), diagnostics));
            guest.plan().notes().forEach(diagnostics);
            return guest;
        } catch (ImageException e) {
            throw new UserError(e.getMessage());
        }
    }

    /** What was booted, once it is built; empty for a ROM or a disk. */
    Optional<GuestCatalogue.Image> image() {
        return image;
    }

    private Source source(RunOptions.Boot boot) throws IOException, ImageException {
        Optional<DiskImage> disk = boot.disk().isPresent() ? Optional.of(open(boot.disk().get())) : Optional.empty();
        if (boot.rom().isPresent()) {
            Path rom = boot.rom().get();
            return new Source(new GuestImage.Rom(new RomImage(ImageBytes.of(rom.toString(), Files.readAllBytes(rom)))), Optional.empty(),
                "", disk);
        }
        if (boot.guest().isEmpty()) {
            return new Source(bootSector(boot.disk().orElseThrow().path()), Optional.empty(), "", disk);
        }
        GuestCatalogue.Image found = guests.find(boot.guest().get());
        this.image = Optional.of(found);
        GuestImage image = GuestImage.recognise(ImageBytes.of(found.name(), found.image()));
        if (image instanceof GuestImage.Disk && disk.isEmpty()) {
            disk = Optional.of(open(new DiskFile(Path.of(found.name()), false)));
        }
        return new Source(image, found.initrd(), found.append(), disk);
    }

    private static DiskImage open(DiskFile disk) throws IOException {
        return DiskImage.open(disk.path(), disk.writable());
    }

    private static GuestImage bootSector(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var sector = ImageBytes.of(path.toString(), in.readNBytes(SECTOR));
            return new GuestImage.Disk(new BootSector(sector, Files.size(path)));
        }
    }

    private MachineConfig config(RunOptions.Pc pc, List<DiskImage> disks) {
        if (pc.memory() < SMALLEST_MEMORY || pc.memory() > PhysicalMemory.LARGEST_RAM) {
            throw new UserError("--memory: expected 1M to " + (PhysicalMemory.LARGEST_RAM >> 20) + "M, found " + (pc.memory() >> 20) + "M");
        }
        MachineConfig plain = MachineConfig.of(model(pc.cpuModel()), pc.memory());
        return new MachineConfig(plain.model(), plain.memory(), 0, pc.date().orElse(MachineConfig.DEFAULT_EPOCH), pc.seed(), serial,
            ByteSink.NULL, disks, engine.orElse(pc.engine().orElse(EngineName.TRANSLATOR).factory()));
    }

    private static CpuModel model(Optional<String> name) {
        if (name.isEmpty()) {
            return CpuModel.standard();
        }
        CpuModel model = CpuModel.named(name.get());
        if (model == null) {
            throw new UserError("--cpu: '" + name.get() + "' is not one of "
                + CpuModel.all().stream().map(CpuModel::name).collect(Collectors.joining(", ")));
        }
        return model;
    }

    private static Platform platform(RunOptions.Pc pc, MachineConfig config) {
        return switch (pc.platform()) {
            case NATIVE -> new NativePlatform();
            case KVM -> new KvmPlatform(KvmFeature.all(), pc.cpus(), config.epochSecond());
            case VMI, XEN, XEN_PVH, HYPERV, VMWARE, VIRTUALBOX, LGUEST ->
                throw new UserError("platform " + pc.platform().label() + " is not built yet");
        };
    }

    private static List<BootModule> modules(RunOptions.Boot boot, Source source) throws IOException {
        if (boot.initrd().isPresent()) {
            Path file = boot.initrd().get();
            return List.of(BootModule.of(ImageBytes.of(file.toString(), Files.readAllBytes(file))));
        }
        return source.initrd().map(bytes -> List.of(BootModule.of(ImageBytes.of("initramfs", bytes)))).orElse(List.of());
    }

    private Unpack unpack(RunOptions.Boot boot) {
        if (boot.unpack() == Unpacker.HOST) {
            return new Unpack.ByHost(boot.kaslr(), guests.unpacked());
        }
        if (boot.kaslr().isPresent()) {
            throw new UserError("--kaslr needs --unpack host: the guest's own decompressor chooses its own place");
        }
        return new Unpack.ByGuest(Unpack.Entry.PROTECTED_32);
    }
}
