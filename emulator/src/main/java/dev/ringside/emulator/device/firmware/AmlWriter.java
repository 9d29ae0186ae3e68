package dev.ringside.emulator.device.firmware;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes ACPI machine language (ACPI 6.0, chapter 20), term by term. A term that holds others takes a body that writes them.
 * Names are one to four characters, with {@code \} or {@code ^} in front where the namespace asks for it.
 */
final class AmlWriter {
    private static final int ZERO = 0x00;
    private static final int ONE = 0x01;
    private static final int NAME = 0x08;
    private static final int BYTE_PREFIX = 0x0A;
    private static final int WORD_PREFIX = 0x0B;
    private static final int DWORD_PREFIX = 0x0C;
    private static final int STRING_PREFIX = 0x0D;
    private static final int SCOPE = 0x10;
    private static final int BUFFER = 0x11;
    private static final int PACKAGE = 0x12;
    private static final int METHOD = 0x14;
    private static final int EXTENDED = 0x5B;
    private static final int DEVICE = 0x82;
    private static final int ARG0 = 0x68;
    private static final int STORE = 0x70;
    private static final int IF = 0xA0;
    private static final int RETURN = 0xA4;

    private static final int SEGMENT = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The code written so far. */
    byte[] bytes() {
        return out.toByteArray();
    }

    private void bytes(byte[] data) {
        out.write(data, 0, data.length);
    }

    private void little(long value, int count) {
        for (int i = 0; i < count; i++) {
            out.write((int) (value >> i * 8));
        }
    }

    /** A body with its length in front; the length counts its own bytes. */
    private void sized(Consumer<AmlWriter> body) {
        AmlWriter inner = new AmlWriter();
        body.accept(inner);
        byte[] content = inner.bytes();
        if (content.length + 1 < 0x40) {
            out.write(content.length + 1);
        } else {
            int extra = content.length + 2 < 0x1000 ? 1 : 2;
            int length = content.length + 1 + extra;
            out.write(extra << 6 | length & 15);
            little(length >> 4, extra);
        }
        bytes(content);
    }

    private AmlWriter path(String name) {
        int i = 0;
        while (name.charAt(i) == '\\' || name.charAt(i) == '^') {
            out.write(name.charAt(i++));
        }
        String segment = name.substring(i);
        bytes((segment + "_".repeat(SEGMENT - segment.length())).getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** {@code Scope (name) { body }} */
    void scope(String name, Consumer<AmlWriter> body) {
        out.write(SCOPE);
        sized(w -> body.accept(w.path(name)));
    }

    /** {@code Device (name) { body }} */
    void device(String name, Consumer<AmlWriter> body) {
        out.write(EXTENDED);
        out.write(DEVICE);
        sized(w -> body.accept(w.path(name)));
    }

    /** {@code Method (name, arguments) { body }} */
    void method(String name, int arguments, Consumer<AmlWriter> body) {
        out.write(METHOD);
        sized(w -> {
            w.path(name).out.write(arguments);
            body.accept(w);
        });
    }

    /** {@code Name (name, value)}, {@code value} written by a body. */
    void name(String name, Consumer<AmlWriter> value) {
        out.write(NAME);
        value.accept(path(name));
    }

    /** {@code Name (name, value)} */
    void name(String name, long value) {
        name(name, w -> w.integer(value));
    }

    /** An integer constant in its shortest form, at most 32 bits. */
    void integer(long value) {
        if (value == 0) {
            out.write(ZERO);
        } else if (value == 1) {
            out.write(ONE);
        } else if (value < 0x100) {
            out.write(BYTE_PREFIX);
            little(value, 1);
        } else if (value < 0x10000) {
            out.write(WORD_PREFIX);
            little(value, 2);
        } else {
            out.write(DWORD_PREFIX);
            little(value, 4);
        }
    }

    /** A string constant. */
    void string(String value) {
        out.write(STRING_PREFIX);
        bytes(value.getBytes(StandardCharsets.US_ASCII));
        out.write(0);
    }

    /** {@code EisaId (id)}: a seven-character id such as PNP0501, compressed to 32 bits in big-endian order. */
    void eisaId(String id) {
        int vendor = (id.charAt(0) - '@') << 10 | (id.charAt(1) - '@') << 5 | id.charAt(2) - '@';
        int product = Integer.parseInt(id.substring(3), 16);
        integer(Integer.reverseBytes(vendor << 16 | product) & 0xFFFF_FFFFL);
    }

    /** {@code Package () { ... }} of {@code count} elements. */
    void packageOf(int count, Consumer<AmlWriter> elements) {
        out.write(PACKAGE);
        sized(w -> {
            w.out.write(count);
            elements.accept(w);
        });
    }

    /** A package of integers. */
    void integers(long... values) {
        packageOf(values.length, w -> {
            for (long value : values) {
                w.integer(value);
            }
        });
    }

    /** {@code Buffer () { ... }} */
    void buffer(byte[] content) {
        out.write(BUFFER);
        sized(w -> {
            w.integer(content.length);
            w.bytes(content);
        });
    }

    /** {@code Store (Arg0, name)} */
    void storeArg0(String name) {
        out.write(STORE);
        out.write(ARG0);
        path(name);
    }

    /** {@code If (name) { body }} */
    void ifName(String name, Consumer<AmlWriter> body) {
        out.write(IF);
        sized(w -> body.accept(w.path(name)));
    }

    /** {@code Return (name)} */
    void returnName(String name) {
        out.write(RETURN);
        path(name);
    }
}
