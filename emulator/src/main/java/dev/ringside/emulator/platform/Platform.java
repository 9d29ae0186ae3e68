package dev.ringside.emulator.platform;

import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.state.Stateful;
import java.util.List;
import java.util.function.Consumer;

/** Who a machine pretends to be: tables of calls plus state. */
public interface Platform extends Stateful {
    /** The name {@code --platform} takes. */
    String name();

    /** How the platform is set up, in one line that begins with its name; a saved state fits only the same. */
    default String configuration() {
        return "platform " + name();
    }

    /** What answers the processors of a machine under this platform. */
    Hypervisor hypervisor();

    /** Joins the platform to a machine that was just built. */
    void attach(Machine machine);

    /** Who hears of ABI calls and who is asked before they are answered. */
    AbiCalls calls();

    /** The calls that the platform knows, from its rows. */
    List<AbiSignature> signatures();

    /** The hypercalls that it knows, as rows, for those who look. */
    default List<CallRow> callRows() {
        return List.of();
    }

    /** From now on {@code listener} hears of every ABI call; others go on to hear. */
    default void listen(Consumer<AbiCall> listener) {
        calls().listen(listener);
    }
}
