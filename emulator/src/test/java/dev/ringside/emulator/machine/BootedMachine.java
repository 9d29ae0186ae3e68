package dev.ringside.emulator.machine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.memory.Agent;
import java.util.HexFormat;

/** A machine whose processor stands in real mode at the start of a few bytes of code. */
final class BootedMachine {
    static final int CODE = 0x7000, HANDLER = 0x7800, STACK = 0x6000;

    /**
     * Sets the timer to its longest period, repeating, then the interrupt controller so that only IRQ 0 comes, as vector 8.
     * In this order the controller does not see the edge that setting the timer makes.
     */
    static final String TIMER_ON = "B034E643 B000E640 E640 B011E620 B008E621 B004E621 B001E621 B0FEE621";

    final Machine machine;
    final Cpu cpu;

    BootedMachine(String code) {
        this(TestEngine.INTERPRETER, code);
    }

    BootedMachine(TestEngine engine, String code) {
        machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20).withEngine(engine.factory()));
        cpu = machine.cpu(0);
        start(code);
    }

    void start(String code) {
        put(CODE, code);
        for (int i = 0; i < 6; i++) {
            cpu.segments.set(i, 0, 0, 0xFFFF, 0x93);
        }
        cpu.rip = CODE;
        cpu.r[Cpu.RSP] = STACK;
        cpu.setFlags(Flags.ONE);
        cpu.updateMode();
    }

    /** The code that IRQ 0 leads to. */
    BootedMachine handler(String code) {
        put(8 * 4, "00780000");
        put(HANDLER, code);
        return this;
    }

    void put(long at, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        machine.memory().copyIn(Agent.LOADER, at, bytes, 0, bytes.length);
    }

    StopReason run() {
        return machine.run(1_000_000, 10_000_000_000L);
    }
}
