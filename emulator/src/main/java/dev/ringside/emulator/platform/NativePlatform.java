package dev.ringside.emulator.platform;

import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.state.StateStream;
import java.util.function.Consumer;

/** Bare hardware: there is nobody to ask, so there are no calls and no state. */
public final class NativePlatform implements Platform {
    @Override
    public String name() {
        return "native";
    }

    @Override
    public Hypervisor hypervisor() {
        return Hypervisor.NONE;
    }

    @Override
    public void attach(Machine machine) {}

    @Override
    public void listen(Consumer<AbiCall> listener) {}

    @Override
    public void state(StateStream s) {}
}
