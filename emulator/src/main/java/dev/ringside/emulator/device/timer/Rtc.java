package dev.ringside.emulator.device.timer;

import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.Frequency;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The real-time clock and its CMOS memory (MC146818 datasheet; second bank of the 82371SB at ports 72h and 73h). It starts
 * at a given date and follows virtual time; on every second it does an update cycle on its own registers, as the chip does.
 */
public final class Rtc implements Device, PortDevice {
    private static final int INDEX_PORT = 0x70;
    private static final int DATA_PORT = 0x71;
    private static final int EXTENDED_INDEX_PORT = 0x72;
    private static final int BANK = 128;

    // registers of the clock; 0x0E up is memory
    private static final int SECONDS = 0x00;
    private static final int SECONDS_ALARM = 0x01;
    private static final int MINUTES = 0x02;
    private static final int MINUTES_ALARM = 0x03;
    private static final int HOURS = 0x04;
    private static final int HOURS_ALARM = 0x05;
    private static final int DAY_OF_WEEK = 0x06;
    private static final int DAY = 0x07;
    private static final int MONTH = 0x08;
    private static final int YEAR = 0x09;
    private static final int A = 0x0A;
    private static final int B = 0x0B;
    private static final int C = 0x0C;
    private static final int D = 0x0D;
    /** Its ISA interrupt. */
    public static final int IRQ = 8;

    /** The century in BCD or binary, where the FADT says it is. */
    public static final int CENTURY = 0x32;

    private static final int A_UIP = 1 << 7;
    private static final int A_DIVIDER_RESET = 0x60;
    private static final int A_DEFAULT = 0x26; // 32.768 kHz crystal, 1024 Hz
    private static final int B_SET = 1 << 7;
    private static final int B_PIE = 1 << 6;
    private static final int B_AIE = 1 << 5;
    private static final int B_UIE = 1 << 4;
    private static final int B_SQWE = 1 << 3;
    private static final int B_BINARY = 1 << 2;
    private static final int B_24H = 1 << 1;
    private static final int C_IRQF = 1 << 7;
    private static final int C_PF = 1 << 6;
    private static final int C_AF = 1 << 5;
    private static final int C_UF = 1 << 4;
    private static final int D_VRT = 1 << 7;
    private static final int PM = 1 << 7;
    /** Alarm registers from C0h up match anything. */
    private static final int ALARM_ANY = 0xC0;

    private static final long SECOND = 1_000_000_000L;
    /** UIP rises 244 us before the 1984 us update cycle; the new time is there when it falls. */
    private static final long UPDATE = 2_228_000L;
    /** The first update comes half a second after the divider is let go. */
    private static final long AFTER_DIVIDER_RESET = SECOND / 2;
    private static final Frequency CRYSTAL = new Frequency(32_768);

    private final Clock clock;
    private final InterruptLine irq8;
    private final Clock.Timer updateTimer;
    private final Clock.Timer periodicTimer;
    private final byte[] memory = new byte[BANK];
    private final byte[] extended = new byte[BANK];
    private int index;
    private int extendedIndex;
    /** Virtual time of the next update cycle; it stays put while the divider is held. */
    private long nextUpdate;
    /** Last edge of the periodic tap that the PF flag has seen, in crystal ticks. */
    private long periodicSeen;

    /** A clock that shows {@code epochSecond} (seconds since 1970-01-01 UTC) at the present virtual time. */
    public Rtc(Clock clock, InterruptLine irq8, long epochSecond) {
        this.clock = clock;
        this.irq8 = irq8;
        updateTimer = clock.timer("rtc.update", this::update);
        periodicTimer = clock.timer("rtc.periodic", this::periodic);
        memory[A] = A_DEFAULT;
        memory[B] = B_24H;
        memory[D] = (byte) D_VRT;
        store(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC));
        nextUpdate = clock.now() + SECOND;
        updateTimer.set(nextUpdate);
    }

    /** Claims ports 70h to 73h. */
    public void attach(PortBus bus) {
        bus.claim(INDEX_PORT, 4, PortBus.BYTE, this);
    }

    /** Sets a byte of CMOS memory as firmware does at power-on. */
    public void preset(int address, int value) {
        memory[address] = (byte) value;
    }

    @Override
    public String name() {
        return "rtc";
    }

    /** RESET clears interrupt enables and flags; the battery keeps date and memory. */
    @Override
    public void reset() {
        memory[B] &= ~(B_PIE | B_AIE | B_UIE | B_SQWE);
        memory[C] = 0;
        index = 0;
        extendedIndex = 0;
        periodicTimer.cancel();
        irq8.set(false);
    }

    @Override
    public String summary() {
        return load() + (has(B, B_24H) ? "" : ", 12 hours") + (has(B, B_PIE) ? ", periodic interrupt" : "") + (has(B, B_AIE) ? ", alarm interrupt" : "")
                + (has(B, B_UIE) ? ", update interrupt" : "");
    }

    private boolean has(int register, int bit) {
        return (memory[register] & bit) != 0;
    }

    private boolean dividerHeld() {
        return (memory[A] & A_DIVIDER_RESET) == A_DIVIDER_RESET;
    }

    // ---- time of day ----

    private void update() {
        if (dividerHeld()) {
            return;
        }
        if (!has(B, B_SET)) {
            store(load().plusSeconds(1));
            boolean alarm = matches(SECONDS_ALARM, SECONDS) && matches(MINUTES_ALARM, MINUTES) && matches(HOURS_ALARM, HOURS);
            raise(C_UF | (alarm ? C_AF : 0));
        }
        nextUpdate += SECOND;
        updateTimer.set(nextUpdate);
    }

    private boolean matches(int alarm, int time) {
        return (memory[alarm] & 0xFF) >= ALARM_ANY || memory[alarm] == memory[time];
    }

    /** The date in the registers; values out of range count as the nearest that is in range. */
    private LocalDateTime load() {
        int year = field(CENTURY, 0, 99) * 100 + field(YEAR, 0, 99);
        LocalDateTime month = LocalDateTime.of(year, field(MONTH, 1, 12), 1, hour(), field(MINUTES, 0, 59), field(SECONDS, 0, 59));
        return month.plusDays(field(DAY, 1, 31) - 1L);
    }

    private int field(int register, int low, int high) {
        return Math.clamp(decode(memory[register] & 0xFF), low, high);
    }

    private int hour() {
        int raw = memory[HOURS] & 0xFF;
        if (has(B, B_24H)) {
            return Math.clamp(decode(raw), 0, 23);
        }
        return decode(raw & ~PM) % 12 + ((raw & PM) != 0 ? 12 : 0);
    }

    private void store(LocalDateTime date) {
        put(SECONDS, date.getSecond());
        put(MINUTES, date.getMinute());
        if (has(B, B_24H)) {
            put(HOURS, date.getHour());
        } else {
            put(HOURS, (date.getHour() + 11) % 12 + 1);
            memory[HOURS] |= (byte) (date.getHour() >= 12 ? PM : 0);
        }
        put(DAY_OF_WEEK, date.getDayOfWeek().getValue() % 7 + 1);
        put(DAY, date.getDayOfMonth());
        put(MONTH, date.getMonthValue());
        put(YEAR, date.getYear() % 100);
        put(CENTURY, date.getYear() / 100 % 100);
    }

    private void put(int register, int value) {
        memory[register] = (byte) (has(B, B_BINARY) ? value : value / 10 << 4 | value % 10);
    }

    private int decode(int raw) {
        return has(B, B_BINARY) ? raw : (raw >> 4) * 10 + (raw & 15);
    }

    // ---- interrupts ----

    private void raise(int flags) {
        memory[C] |= (byte) flags;
        updateIrq();
    }

    /** PF, AF, UF of register C stand at the bits of PIE, AIE, UIE in register B. */
    private void updateIrq() {
        boolean pending = (memory[B] & memory[C] & (C_PF | C_AF | C_UF)) != 0;
        memory[C] = (byte) (pending ? memory[C] | C_IRQF : memory[C] & ~C_IRQF);
        irq8.set(pending);
    }

    /** Crystal ticks between two edges of the periodic tap, or 0 when register A turns it off. */
    private int periodTicks() {
        int rate = memory[A] & 15;
        return rate == 0 ? 0 : 1 << (rate <= 2 ? rate + 6 : rate - 1); // rates 1 and 2 repeat 8 and 9
    }

    /** Sets PF if an edge has passed since the last look. */
    private void catchUpPeriodic() {
        int period = periodTicks();
        long tick = CRYSTAL.ticks(clock.now());
        if (period != 0 && tick / period > periodicSeen / period && !dividerHeld()) {
            memory[C] |= C_PF;
        }
        periodicSeen = tick;
    }

    private void periodic() {
        catchUpPeriodic();
        updateIrq();
        armPeriodic();
    }

    private void armPeriodic() {
        int period = periodTicks();
        if (has(B, B_PIE) && period != 0) {
            periodicTimer.set(CRYSTAL.start((periodicSeen / period + 1) * period));
        } else {
            periodicTimer.cancel();
        }
    }

    // ---- ports ----

    @Override
    public int in(int port, int size) {
        return switch (port) {
            case DATA_PORT -> readClock(index);
            case INDEX_PORT, EXTENDED_INDEX_PORT -> 0xFF; // write only
            default -> extended[extendedIndex] & 0xFF;
        };
    }

    private int readClock(int register) {
        switch (register) {
            case A -> {
                boolean updating = !has(B, B_SET) && !dividerHeld() && clock.now() >= nextUpdate - UPDATE;
                return memory[A] | (updating ? A_UIP : 0);
            }
            case C -> {
                catchUpPeriodic();
                updateIrq();
                int flags = memory[C] & 0xFF;
                memory[C] = 0;
                updateIrq();
                return flags;
            }
            default -> {
                return memory[register] & 0xFF;
            }
        }
    }

    @Override
    public void out(int port, int size, int value) {
        switch (port) {
            case INDEX_PORT -> index = value & 0x7F; // bit 7 masks NMI, which no device here raises
            case DATA_PORT -> writeClock(index, value);
            case EXTENDED_INDEX_PORT -> extendedIndex = value & 0x7F;
            default -> extended[extendedIndex] = (byte) value;
        }
    }

    private void writeClock(int register, int value) {
        switch (register) {
            case A -> writeA(value);
            case B -> {
                catchUpPeriodic();
                memory[B] = (byte) value;
                if ((value & B_SET) != 0) {
                    memory[B] &= ~B_UIE;
                }
                updateIrq();
                armPeriodic();
            }
            case C, D -> { } // read only
            default -> memory[register] = (byte) value;
        }
    }

    private void writeA(int value) {
        catchUpPeriodic();
        boolean held = dividerHeld();
        memory[A] = (byte) (value & ~A_UIP);
        if (!held && dividerHeld()) {
            updateTimer.cancel();
        } else if (held && !dividerHeld()) {
            nextUpdate = clock.now() + AFTER_DIVIDER_RESET;
            updateTimer.set(nextUpdate);
        }
        armPeriodic();
    }

    @Override
    public void state(StateStream s) {
        s.i8s("memory", memory);
        s.i8s("extended", extended);
        index = s.i32("index", index) & 0x7F;
        extendedIndex = s.i32("extendedIndex", extendedIndex) & 0x7F;
        nextUpdate = s.i64("nextUpdate", nextUpdate);
        periodicSeen = s.i64("periodicSeen", periodicSeen);
    }
}
