package dev.ringside.emulator.machine;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.device.disk.DiskImage;
import dev.ringside.emulator.device.serial.ByteSink;
import dev.ringside.emulator.engine.EngineFactory;
import java.util.List;

/**
 * What a machine is built of.
 *
 * @param model what its processors say they are
 * @param memory bytes of RAM, a multiple of 4 KiB
 * @param romSize bytes of ROM that end at 4 GiB, 0 for none
 * @param epochSecond what the clock on the board says at virtual time 0, in seconds of the Unix epoch
 * @param seed seed of the machine's random source
 * @param serial where COM1's bytes go
 * @param debugPort where bytes written to port 0xE9 go
 * @param disks at most four
 * @param engine makes what executes guest code; no part of the state, which is the same on every engine
 */
public record MachineConfig(
        CpuModel model, long memory, int romSize, long epochSecond, long seed, ByteSink serial, ByteSink debugPort,
        List<DiskImage> disks, EngineFactory engine) {
    /** 2026-01-01 00:00:00 UTC: what the clock says unless somebody sets it. */
    public static final long DEFAULT_EPOCH = 1_767_225_600L;

    /** A machine with nothing but memory. */
    public static MachineConfig of(CpuModel model, long memory) {
        return new MachineConfig(model, memory, 0, DEFAULT_EPOCH, 0, ByteSink.NULL, ByteSink.NULL, List.of(),
                EngineFactory.interpreter());
    }

    /**
     * What a saved state must agree with, in one line: everything but where outputs go, the engine, and the seed, which is
     * state.
     */
    public String description() {
        StringBuilder text = new StringBuilder("cpu " + model.name() + ", memory " + memory + ", rom " + romSize + ", date " + epochSecond);
        disks.forEach(disk -> text.append(", disk of ").append(disk.sectors()).append(" sectors"));
        return text.toString();
    }

    /** The same with a ROM of this many bytes. */
    public MachineConfig withRom(int bytes) {
        return new MachineConfig(model, memory, bytes, epochSecond, seed, serial, debugPort, disks, engine);
    }

    /** The same with COM1 and port 0xE9 going elsewhere. */
    public MachineConfig withConsoles(ByteSink newSerial, ByteSink newDebugPort) {
        return new MachineConfig(model, memory, romSize, epochSecond, seed, newSerial, newDebugPort, disks, engine);
    }

    /** The same on another engine. */
    public MachineConfig withEngine(EngineFactory factory) {
        return new MachineConfig(model, memory, romSize, epochSecond, seed, serial, debugPort, disks, factory);
    }
}
