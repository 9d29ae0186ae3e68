package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.Platform;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;

/**
 * How a machine is built into which a saved state fits.
 *
 * @param memory bytes of RAM
 * @param rom bytes of ROM
 * @param kvm whether the platform is kvm with all its features, otherwise native
 */
record BareMachine(long memory, int rom, boolean kvm) {
    /** Its platform, new. */
    Platform platform() {
        return kvm ? new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH) : new NativePlatform();
    }

    /** Its configuration on some engine. */
    MachineConfig config(EngineFactory engine) {
        return MachineConfig.of(CpuModel.standard(), memory).withRom(rom).withEngine(engine);
    }

    /** The machine, with nothing in it. */
    Machine build(EngineFactory engine) {
        Machine machine = new Machine(config(engine));
        Platform platform = platform();
        platform.attach(machine);
        machine.extend(platform.configuration(), platform);
        machine.cpu(0).hypervisor = platform.hypervisor();
        return machine;
    }
}
