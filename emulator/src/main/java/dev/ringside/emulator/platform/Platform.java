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

    /** The calls it knows, as rows. */
    default List<CallRow> calls() {
        return List.of();
    }

    /** Joins the platform to a machine that was just built. */
    void attach(Machine machine);

    /** Sets who hears of every ABI call; null for nobody, and then nothing is paid for it. */
    void listen(Consumer<AbiCall> listener);
}
