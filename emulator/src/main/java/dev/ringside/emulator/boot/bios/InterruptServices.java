package dev.ringside.emulator.boot.bios;

import java.util.ArrayList;
import java.util.List;

/** What the BIOS does on hardware interrupts that nobody else handles. */
final class InterruptServices {
    private static final int MASTER = 0x20;
    private static final int SLAVE = 0xA0;
    private static final int END_OF_INTERRUPT = 0x20;
    private static final int KEYBOARD_DATA = 0x60;
    private static final int FIRST_MASTER = 0x08;
    private static final int FIRST_SLAVE = 0x70;
    private static final int LINES = 8;
    private static final int TIMER = 0;
    private static final int KEYBOARD = 1;
    private static final int USER_TICK = 0x1C;

    private InterruptServices() {
    }

    static List<BiosService> rows() {
        var rows = new ArrayList<BiosService>();
        rows.add(BiosService.only(FIRST_MASTER + TIMER, "timer tick", InterruptServices::tick));
        rows.add(BiosService.only(FIRST_MASTER + KEYBOARD, "keyboard", InterruptServices::keyboard));
        for (int line = KEYBOARD + 1; line < LINES; line++) {
            rows.add(BiosService.only(FIRST_MASTER + line, "IRQ " + line, InterruptServices::endMaster));
        }
        for (int line = 0; line < LINES; line++) {
            rows.add(BiosService.only(FIRST_SLAVE + line, "IRQ " + (LINES + line), InterruptServices::endBoth));
        }
        rows.add(BiosService.only(USER_TICK, "user timer tick", call -> { }));
        return rows;
    }

    private static void tick(BiosCall call) {
        long ticks = call.load32(BiosData.TICKS) + 1;
        if (ticks >= ClockServices.TICKS_OF_DAY) {
            ticks = 0;
            call.store8(BiosData.MIDNIGHT, 1);
        }
        call.store32(BiosData.TICKS, ticks);
        endMaster(call);
    }

    /** Keys come from the serial console; a scan code is taken from the controller so that it does not wait there for ever. */
    private static void keyboard(BiosCall call) {
        call.ports().in(KEYBOARD_DATA, 1);
        endMaster(call);
    }

    private static void endMaster(BiosCall call) {
        call.ports().out(MASTER, 1, END_OF_INTERRUPT);
    }

    private static void endBoth(BiosCall call) {
        call.ports().out(SLAVE, 1, END_OF_INTERRUPT);
        endMaster(call);
    }
}
