package dev.ringside.emulator.device.keyboard;

import java.util.HexFormat;

/**
 * The translation of scan code set 2 into set 1 that the keyboard controller does (Microsoft keyboard scan code
 * specification, appendix C). The break prefix F0h becomes bit 7 of the code behind it; codes from 85h up are answers to
 * commands and pass unchanged.
 */
final class ScanCodes {
    static final int BREAK = 0xF0;
    private static final int RELEASED = 0x80;

    /** Set 1 code for each set 2 code from 00h. */
    private static final byte[] SET_1 = HexFormat.of().parseHex(
            "ff43413f3d3b3c58644442403e0f2959"
            + "65382a701d10025a66712c1f1e11035b"
            + "672e2d201205045c68392f211413065d"
            + "693130232215075e6a7232241608095f"
            + "6b332517180b0a606c34352627190c61"
            + "6d7328741a0d626e3a361c1b752b6376"
            + "55567778797a0e7b7c4f7d4b477e7f6f"
            + "5253504c4d480145574e514a37494654"
            + "8081824154");

    private ScanCodes() { }

    /** Set 1 code of {@code code}; {@code released} if the break prefix came before it. */
    static int toSet1(int code, boolean released) {
        int set1 = code < SET_1.length ? SET_1[code] & 0xFF : code;
        return released ? set1 | RELEASED : set1;
    }
}
