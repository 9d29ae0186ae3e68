package dev.ringside.emulator.boot.bios;

import static dev.ringside.emulator.boot.bios.BiosCall.AX;
import static dev.ringside.emulator.boot.bios.BiosCall.CX;
import static dev.ringside.emulator.boot.bios.BiosCall.DX;

import dev.ringside.emulator.boot.bios.BiosService.Outcome;
import dev.ringside.emulator.cpu.Ports;
import java.util.List;

/** INT 1Ah: the tick counter and the real-time clock. */
final class ClockServices {
    /** Ticks of a day, at 1193182 / 65536 a second. */
    static final long TICKS_OF_DAY = 0x18_00B0;

    private static final int INDEX = 0x70;
    private static final int DATA = 0x71;
    private static final int SECONDS = 0x00;
    private static final int MINUTES = 0x02;
    private static final int HOURS = 0x04;
    private static final int DAY = 0x07;
    private static final int MONTH = 0x08;
    private static final int YEAR = 0x09;
    private static final int STATUS_A = 0x0A;
    private static final int CENTURY = 0x32;
    private static final int UPDATING = 0x80;
    private static final long TIMER_FREQUENCY = 1_193_182;
    private static final int SECONDS_OF_DAY = 86_400;

    private ClockServices() {
    }

    static List<BiosService> rows() {
        return List.of(
            BiosService.byAh(0x1A, 0x00, "get tick count", ClockServices::getTicks),
            BiosService.byAh(0x1A, 0x01, "set tick count", ClockServices::setTicks),
            BiosService.waiting(0x1A, 0x02, "get time of day", ClockServices::getTime),
            BiosService.waiting(0x1A, 0x04, "get date", ClockServices::getDate));
    }

    private static void getTicks(BiosCall call) {
        long ticks = call.load32(BiosData.TICKS);
        call.setWord(CX, (int) (ticks >> 16));
        call.setWord(DX, (int) ticks);
        call.setLow(AX, call.load8(BiosData.MIDNIGHT));
        call.store8(BiosData.MIDNIGHT, 0);
    }

    private static void setTicks(BiosCall call) {
        call.store32(BiosData.TICKS, (long) call.word(CX) << 16 | call.word(DX));
        call.store8(BiosData.MIDNIGHT, 0);
    }

    private static Outcome getTime(BiosCall call) {
        if (isUpdating(call.ports())) {
            return Outcome.AGAIN;
        }
        call.setHigh(CX, read(call.ports(), HOURS));
        call.setLow(CX, read(call.ports(), MINUTES));
        call.setHigh(DX, read(call.ports(), SECONDS));
        call.setLow(DX, 0);
        call.setCarry(false);
        return Outcome.DONE;
    }

    private static Outcome getDate(BiosCall call) {
        if (isUpdating(call.ports())) {
            return Outcome.AGAIN;
        }
        call.setHigh(CX, read(call.ports(), CENTURY));
        call.setLow(CX, read(call.ports(), YEAR));
        call.setHigh(DX, read(call.ports(), MONTH));
        call.setLow(DX, read(call.ports(), DAY));
        call.setCarry(false);
        return Outcome.DONE;
    }

    /** The tick count that belongs to the time the clock shows, in BCD. */
    static long ticksNow(Ports ports) {
        long seconds = binary(read(ports, HOURS)) * 3600L + binary(read(ports, MINUTES)) * 60L + binary(read(ports, SECONDS));
        return seconds % SECONDS_OF_DAY * TIMER_FREQUENCY >> 16;
    }

    private static boolean isUpdating(Ports ports) {
        int status = read(ports, STATUS_A);
        return status != 0xFF && (status & UPDATING) != 0;
    }

    private static int read(Ports ports, int register) {
        ports.out(INDEX, 1, register);
        return ports.in(DATA, 1) & 0xFF;
    }

    private static int binary(int bcd) {
        return (bcd >> 4) * 10 + (bcd & 0xF);
    }
}
