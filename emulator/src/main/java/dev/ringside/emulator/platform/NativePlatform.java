package dev.ringside.emulator.platform;

import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.state.StateStream;
import java.util.List;

/** Bare hardware: there is nobody to ask, so there are no calls and no state. */
public final class NativePlatform implements Platform {
    private final AbiCalls calls = new AbiCalls();

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
    public AbiCalls calls() {
        return calls;
    }

    @Override
    public List<AbiSignature> signatures() {
        return List.of();
    }

    @Override
    public void state(StateStream s) {}
}
