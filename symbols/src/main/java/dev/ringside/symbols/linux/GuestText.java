package dev.ringside.symbols.linux;

/** Text of a guest as it may be shown on a terminal: what is not printable reads {@code \x1b}, as dmesg writes it. */
final class GuestText {
    private GuestText() {}

    static String of(byte[] bytes, int from, int count) {
        var text = new StringBuilder(count);
        for (int i = from; i < from + count; i++) {
            int c = bytes[i] & 0xFF;
            if (c >= ' ' && c < 0x7F || c == '\n' || c == '\t') {
                text.append((char) c);
            } else {
                text.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return text.toString();
    }
}
