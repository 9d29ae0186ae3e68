package dev.ringside.emulator.device.timer;

import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.Frequency;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;

/**
 * The 8254 programmable interval timer (datasheet 231164) and port 61h around it: counter 0 drives IRQ 0, counter 1 once
 * refreshed memory, counter 2 has its gate and output at port 61h. Counts follow virtual time exactly.
 */
public final class Pit8254 implements Device, PortDevice {
    /** Its input clock. */
    public static final Frequency CLOCK = new Frequency(1_193_182);

    private static final int FIRST_PORT = 0x40;
    private static final int CONTROL_PORT = 0x43;
    private static final int SYSTEM_PORT = 0x61;

    // the control word
    private static final int SELECT_READ_BACK = 3;
    private static final int NOT_LATCH_COUNT = 1 << 5;
    private static final int NOT_LATCH_STATUS = 1 << 4;

    // port 61h: gate 2 and speaker are read and written, the rest of the low half keeps what is written
    private static final int SYSTEM_GATE2 = 1;
    private static final int SYSTEM_WRITABLE = 0x0F;
    private static final int SYSTEM_REFRESH = 1 << 4;
    private static final int SYSTEM_OUT2 = 1 << 5;
    /** Counter 1's customary count: the refresh bit toggles every 18 ticks, about 15 us. */
    private static final int REFRESH_TICKS = 18;

    private final Clock clock;
    private final InterruptLine irq0;
    private final Clock.Timer timer;
    private final PitCounter[] counters = {new PitCounter(true), new PitCounter(true), new PitCounter(false)};
    private int systemPort;
    /** The tick up to which OUT of counter 0 has been driven onto its wire. */
    private long drivenTo;

    /** A timer whose counter 0 drives {@code irq0}. */
    public Pit8254(Clock clock, InterruptLine irq0) {
        this.clock = clock;
        this.irq0 = irq0;
        this.timer = clock.timer("pit", () -> drive(false));
        for (int i = 0; i < counters.length; i++) {
            counters[i].reset(i != 2);
        }
    }

    @Override
    public String summary() {
        return "counter 0: " + counters[0].summary() + "; counter 2: " + counters[2].summary();
    }

    /** Claims ports 40h-43h and 61h. */
    public void attach(PortBus bus) {
        bus.claim(FIRST_PORT, 4, PortBus.BYTE, this);
        bus.claim(SYSTEM_PORT, 1, PortBus.BYTE, this);
    }

    @Override
    public String name() {
        return "pit";
    }

    @Override
    public void reset() {
        for (int i = 0; i < counters.length; i++) {
            counters[i].reset(i != 2);
        }
        systemPort = 0;
        drive(true);
    }

    private long tick() {
        return CLOCK.ticks(clock.now());
    }

    /**
     * Puts OUT of counter 0 on its wire, every change since the last call in order, and asks to be woken for the next.
     *
     * @param written a port write just changed the counter, so OUT may have moved without counting
     */
    private void drive(boolean written) {
        PitCounter counter = counters[0];
        long now = tick();
        if (written) {
            irq0.set(counter.out(now));
            drivenTo = now;
        }
        long next = counter.nextChange(drivenTo);
        while (next <= now) {
            irq0.set(counter.out(next));
            drivenTo = next;
            next = counter.nextChange(next);
        }
        if (next == PitCounter.NEVER) {
            timer.cancel();
        } else {
            timer.set(CLOCK.start(next));
        }
    }

    @Override
    public int in(int port, int size) {
        long tick = tick();
        drive(false);
        if (port == SYSTEM_PORT) {
            return systemPort | (tick / REFRESH_TICKS % 2 != 0 ? SYSTEM_REFRESH : 0)
                    | (counters[2].out(tick) ? SYSTEM_OUT2 : 0);
        }
        if (port == CONTROL_PORT) {
            return 0xFF; // write only
        }
        return counters[port - FIRST_PORT].read(tick);
    }

    @Override
    public void out(int port, int size, int value) {
        long tick = tick();
        drive(false);
        if (port == SYSTEM_PORT) {
            systemPort = value & SYSTEM_WRITABLE;
            counters[2].gate(tick, (value & SYSTEM_GATE2) != 0);
        } else if (port != CONTROL_PORT) {
            counters[port - FIRST_PORT].write(tick, value);
        } else if (value >> 6 == SELECT_READ_BACK) {
            readBack(tick, value);
        } else if ((value & 0x30) == 0) {
            counters[value >> 6].latchCount(tick);
        } else {
            counters[value >> 6].control(value & 0x3F);
        }
        drive(true);
    }

    private void readBack(long tick, int value) {
        for (int i = 0; i < counters.length; i++) {
            if ((value >> i + 1 & 1) != 0) {
                if ((value & NOT_LATCH_COUNT) == 0) {
                    counters[i].latchCount(tick);
                }
                if ((value & NOT_LATCH_STATUS) == 0) {
                    counters[i].latchStatus(tick);
                }
            }
        }
    }

    @Override
    public void state(StateStream s) {
        for (int i = 0; i < counters.length; i++) {
            s.part("counter" + i, counters[i]);
        }
        systemPort = s.i32("systemPort", systemPort);
        drivenTo = s.i64("drivenTo", drivenTo);
    }
}
