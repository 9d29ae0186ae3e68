package dev.ringside.emulator.boot.bios;

import static dev.ringside.emulator.boot.bios.BiosCall.AX;
import static dev.ringside.emulator.boot.bios.BiosCall.BX;
import static dev.ringside.emulator.boot.bios.BiosCall.CX;
import static dev.ringside.emulator.boot.bios.BiosCall.DX;

import dev.ringside.emulator.boot.bios.BiosService.Outcome;
import java.util.List;

/** INT 10h: a teletype and its cursor. There is no screen memory, so nothing can be read back or drawn at a place. */
final class VideoServices {
    private static final int BELL = 7;
    private static final int BACKSPACE = 8;
    private static final int LINE_FEED = 10;
    private static final int RETURN = 13;

    private VideoServices() {
    }

    static List<BiosService> rows() {
        return List.of(
            BiosService.byAh(0x10, 0x00, "set video mode", VideoServices::setMode),
            BiosService.byAh(0x10, 0x01, "set cursor shape", c -> c.store16(BiosData.CURSOR_SHAPE, c.word(CX))),
            BiosService.byAh(0x10, 0x02, "set cursor position", c -> c.store16(BiosData.CURSOR, c.word(DX))),
            BiosService.byAh(0x10, 0x03, "get cursor position and shape", VideoServices::getCursor),
            BiosService.waiting(0x10, 0x0E, "write character as teletype", VideoServices::teletype),
            BiosService.byAh(0x10, 0x0F, "get video mode", VideoServices::getMode));
    }

    private static void setMode(BiosCall call) {
        call.store8(BiosData.VIDEO_MODE, call.low(AX) & 0x7F);
        call.store16(BiosData.CURSOR, 0);
    }

    private static void getMode(BiosCall call) {
        call.setLow(AX, call.load8(BiosData.VIDEO_MODE));
        call.setHigh(AX, call.load8(BiosData.COLUMNS));
        call.setHigh(BX, 0);
    }

    private static void getCursor(BiosCall call) {
        call.setWord(DX, call.load16(BiosData.CURSOR));
        call.setWord(CX, call.load16(BiosData.CURSOR_SHAPE));
    }

    private static Outcome teletype(BiosCall call) {
        int character = call.low(AX);
        if (!SerialConsole.send(call.ports(), character)) {
            return Outcome.AGAIN;
        }
        int column = call.load8(BiosData.CURSOR);
        int row = call.load8(BiosData.CURSOR + 1);
        switch (character) {
            case BELL -> { }
            case BACKSPACE -> column = Math.max(0, column - 1);
            case LINE_FEED -> row++;
            case RETURN -> column = 0;
            default -> column++;
        }
        if (column >= BiosData.WIDTH) {
            column = 0;
            row++;
        }
        call.store8(BiosData.CURSOR, column);
        call.store8(BiosData.CURSOR + 1, Math.min(row, BiosData.HEIGHT - 1));
        return Outcome.DONE;
    }
}
