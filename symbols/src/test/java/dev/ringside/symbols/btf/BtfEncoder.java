package dev.ringside.symbols.btf;

import dev.ringside.symbols.sections.Section;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes BTF data, right or wrong. Types are numbered from 1 in the order they are added. */
final class BtfEncoder {
    private final ByteArrayOutputStream types = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final int firstString;
    private int lastId;

    BtfEncoder() {
        this(1, 0);
    }

    /** Data that go on where others end. */
    BtfEncoder(int firstId, int firstString) {
        this.lastId = firstId - 1;
        this.firstString = firstString;
        strings.write(0);
    }

    /** Offset of a string, which is added. */
    int string(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int offset = firstString + strings.size();
        strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
        return offset;
    }

    int stringsLength() {
        return strings.size();
    }

    /** Adds a type whose vlen is not told from {@code data}; returns its number. */
    int add(BtfKind kind, String name, int vlen, boolean flag, int sizeOrType, int... data) {
        return addRaw(string(name), kind.ordinal() << 24 | vlen | (flag ? 1 << 31 : 0), sizeOrType, data);
    }

    int addRaw(int nameOffset, int info, int sizeOrType, int... data) {
        words(nameOffset, info, sizeOrType);
        words(data);
        return ++lastId;
    }

    int integer(String name, int size, int encoding) {
        return add(BtfKind.INT, name, 0, false, size, encoding << 24 | size * 8);
    }

    int to(BtfKind kind, String name, int target) {
        return add(kind, name, 0, false, target);
    }

    private void words(int... words) {
        var buffer = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            buffer.putInt(word);
        }
        types.writeBytes(buffer.array());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BtfHeader.LENGTH + types.size() + strings.size()).order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) BtfHeader.MAGIC).put((byte) 1).put((byte) 0).putInt(BtfHeader.LENGTH)
            .putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size())
            .put(types.toByteArray()).put(strings.toByteArray()).array();
    }

    Section section() {
        return section(bytes());
    }

    static Section section(byte[] bytes) {
        return Section.of(".BTF", ByteBuffer.wrap(bytes));
    }
}
