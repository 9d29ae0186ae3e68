package dev.ringside.emulator.isa;

import java.util.EnumSet;
import java.util.HexFormat;

/** Instructions from hexadecimal, for tests. */
final class Bytes {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private Bytes() {}

    static byte[] of(String hex) {
        return HEX.parseHex(hex);
    }

    /** Decodes at rip 1000h with every feature on. */
    static Instruction decode(int mode, String hex) {
        return new Decoder(EnumSet.allOf(Feature.class)).decode(of(hex), 0, of(hex).length, 0x1000, mode);
    }

    /** The name of the row that the bytes decode to. */
    static String row(int mode, String hex) {
        return decode(mode, hex).row.name();
    }
}
