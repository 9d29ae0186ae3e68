package dev.ringside.examples;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A booting Debian that can be made to print its own stack at the entry of any function: there {@code dump_stack} is called in the
 * function's place, and when it returns, everything is as before and the function runs after all.
 */
final class KernelTraces {
    private static final long STEP = 2_000_000;
    private static final Pattern FRAME = Pattern.compile("(?:\\[ *[0-9.]+\\] )? +([\\w.]+)\\+0x([0-9a-f]+)/0x[0-9a-f]+(?: .*)?");
    private static final Pattern INTERRUPTED = Pattern.compile("(?:\\[ *[0-9.]+\\] )?[RE]IP: (?:[0-9a-f]{4}:)?([\\w.]+)\\+0x([0-9a-f]+)/0x[0-9a-f]+");
    private static final Pattern USER = Pattern.compile("(?:\\[ *[0-9.]+\\] )?[RE]IP: (?:[0-9a-f]{4}:)?(?:0x)?([0-9a-f]{8,16})");

    final Machine machine;
    final Session session;
    final Cpu cpu;
    final boolean is64;
    private final Set<Long> armed = new HashSet<>();
    final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private KernelTraces(BootedGuest guest, boolean is64) throws Exception {
        this.is64 = is64;
        this.machine = guest.machine(console);
        this.session = new Session(machine);
        this.cpu = machine.cpu(0);
    }

    /** A 32-bit kernel that has booted and will run a script. */
    static KernelTraces of32(String guest, String script) throws Exception {
        String append = "console=ttyS0 cryptomgr.notests loglevel=7 ringside.script=\"" + script + "\"";
        var traces = new KernelTraces(new BootedGuest(BootedGuest.fetched(guest), append, true, 128L << 20), false);
        traces.bootTo("Run /init");
        return traces;
    }

    /** {@link ReadyDebian}, at the start of a script. */
    static KernelTraces ready(String script) throws Exception {
        var traces = new KernelTraces(ReadyDebian.guest(), true);
        ReadyDebian.restore(traces.machine, script);
        return traces;
    }

    /** Runs until the console shows a text. */
    private void bootTo(String text) {
        while (!console.toString().contains(text)) {
            if (!(machine.run(cpu.instructions + STEP) instanceof StopReason.InstructionLimit)) {
                throw new AssertionError("the guest ended: " + console);
            }
        }
    }

    long address(String name) {
        return session.program().resolve(name).orElseThrow().address();
    }

    /** Runs until a function is entered for the {@code count}th time from now; false: the guest ended before. */
    boolean runTo(String function, int count) {
        return runTo(address(function), count, () -> true);
    }

    private boolean runTo(long address, int count, BooleanSupplier wanted) {
        boolean mine = armed.add(address);
        if (mine) {
            machine.engine(0).probes().arm(address);
        }
        try {
            for (int left = count; left > 0; left--) {
                do {
                    if (!comesToProbe()) {
                        return false;
                    }
                } while (cpu.rip != address || !wanted.getAsBoolean());
            }
            return true;
        } finally {
            if (mine) {
                armed.remove(address);
                machine.engine(0).probes().disarm(address);
            }
        }
    }

    /** Runs on to the next armed address; false: the guest has ended. */
    private boolean comesToProbe() {
        if (armed.contains(cpu.rip)) {
            machine.engine(0).passProbe();
        }
        StopReason reason;
        do {
            reason = machine.run(Long.MAX_VALUE);
        } while (reason instanceof StopReason.Interrupted);
        return reason instanceof StopReason.Probe;
    }

    /** What the kernel says who has called the function that has just been entered: {@code name+0x12} for each frame. */
    List<String> callers() throws RefusedException {
        var all = new Registers(cpu, RegisterWidth.BITS_64);
        List<RegisterValue> before = all.rows().stream().map(all::read).toList();
        byte[] slot = new byte[is64 ? 8 : 4];
        long sp = cpu.r[Cpu.RSP];
        session.linearMemory(0).read(sp, slot);
        long target = 0;
        for (int i = slot.length - 1; i >= 0; i--) {
            target = target << 8 | slot[i] & 0xFF;
        }
        int start = console.size();
        all.write(all.named("rip"), RegisterValue.of(address("dump_stack")));
        if (!runTo(target, 1, () -> cpu.r[Cpu.RSP] == sp + slot.length)) {
            throw new AssertionError("the guest ended: " + console);
        }
        all.writeAll(before);
        session.linearMemory(0).write(sp, slot);
        return frames(console.toString().substring(start));
    }

    private static List<String> frames(String log) {
        List<String> frames = new ArrayList<>();
        for (String line : log.lines().toList()) {
            Matcher frame = FRAME.matcher(line);
            Matcher interrupted = INTERRUPTED.matcher(line);
            Matcher user = USER.matcher(line);
            if (frame.matches() && !frame.group(1).startsWith("dump_stack")) {
                frames.add(frame.group(1) + "+0x" + frame.group(2));
            } else if (interrupted.matches()) {
                frames.add(interrupted.group(1) + "+0x" + interrupted.group(2));
            } else if (user.matches()) {
                frames.add("user 0x" + Long.toHexString(Long.parseUnsignedLong(user.group(1), 16)));
            }
        }
        return frames;
    }
}
