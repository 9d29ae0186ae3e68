package dev.ringside.repl.workbench;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.platform.Platform;

/**
 * The guest at the workbench.
 *
 * @param name what the user called it
 * @param guest its machine and platform
 * @param session the machine as front ends use it
 * @param calls hears of every ABI call
 */
public record Guest(String name, GuestMachine guest, Session session, AbiLog calls) {
    /** What it runs on, for what the session does not offer: statistics, inputs. */
    public Machine machine() {
        return guest.machine();
    }

    /** Who the machine pretends to be. */
    public Platform platform() {
        return guest.platform();
    }
}
