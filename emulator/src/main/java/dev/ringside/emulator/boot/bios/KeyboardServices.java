package dev.ringside.emulator.boot.bios;

import static dev.ringside.emulator.boot.bios.BiosCall.AX;

import dev.ringside.emulator.boot.bios.BiosService.Outcome;
import java.util.List;

/** INT 16h: keys come from the console and wait in the BIOS's ring of 15. */
final class KeyboardServices {
    private KeyboardServices() {
    }

    static List<BiosService> rows() {
        return List.of(
            BiosService.waiting(0x16, 0x00, "read key", KeyboardServices::read),
            BiosService.byAh(0x16, 0x01, "look for key", KeyboardServices::look),
            BiosService.byAh(0x16, 0x02, "get shift state", call -> call.setLow(AX, 0)),
            BiosService.waiting(0x16, 0x10, "read key of enhanced keyboard", KeyboardServices::read),
            BiosService.byAh(0x16, 0x11, "look for key of enhanced keyboard", KeyboardServices::look));
    }

    private static Outcome read(BiosCall call) {
        fill(call);
        int head = call.load16(BiosData.KEYS_HEAD);
        if (head == call.load16(BiosData.KEYS_TAIL)) {
            return Outcome.WAIT;
        }
        call.setWord(AX, call.load16(BiosData.BASE + head));
        call.store16(BiosData.KEYS_HEAD, next(head));
        return Outcome.DONE;
    }

    private static void look(BiosCall call) {
        fill(call);
        int head = call.load16(BiosData.KEYS_HEAD);
        boolean empty = head == call.load16(BiosData.KEYS_TAIL);
        if (!empty) {
            call.setWord(AX, call.load16(BiosData.BASE + head));
        }
        call.setZero(empty);
    }

    /** Takes what the console has, as long as there is room. */
    private static void fill(BiosCall call) {
        int tail = call.load16(BiosData.KEYS_TAIL);
        int head = call.load16(BiosData.KEYS_HEAD);
        for (int room = BiosData.KEYS_END - BiosData.KEYS_START; room > 0 && next(tail) != head; room--) {
            int character = SerialConsole.receive(call.ports());
            if (character < 0) {
                break;
            }
            call.store16(BiosData.BASE + tail, KeyCodes.of(character));
            tail = next(tail);
        }
        call.store16(BiosData.KEYS_TAIL, tail);
    }

    private static int next(int position) {
        int next = position + 2;
        return next >= BiosData.KEYS_END || next < BiosData.KEYS_START ? BiosData.KEYS_START : next;
    }
}
