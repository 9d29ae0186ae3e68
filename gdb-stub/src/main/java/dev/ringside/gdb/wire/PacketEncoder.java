package dev.ringside.gdb.wire;

import java.io.ByteArrayOutputStream;

/** Frames what we send. */
public final class PacketEncoder {
    private static final char ESCAPE = '}', ESCAPE_FLIP = 0x20;

    /** Bytes that mean something to the framing or to run-length encoding. */
    private static final String SPECIAL = "$#}*";

    private PacketEncoder() {}

    /** The packet with this content; one byte for each character (0 to 255), escaped where needed. */
    public static byte[] frame(String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length() + 4);
        int sum = 0;
        out.write('$');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                out.write(ESCAPE);
                sum += ESCAPE;
                c ^= ESCAPE_FLIP;
            }
            out.write(c);
            sum += c;
        }
        out.write('#');
        out.write(Character.forDigit(sum >>> 4 & 15, 16));
        out.write(Character.forDigit(sum & 15, 16));
        return out.toByteArray();
    }
}
