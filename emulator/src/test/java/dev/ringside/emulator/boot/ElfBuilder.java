package dev.ringside.emulator.boot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds small ELF files for tests. */
public final class ElfBuilder {
    private record Part(int type, long virtual, long physical, byte[] contents, long memorySize) {
    }

    private final boolean is64;
    private final long entry;
    private final List<Part> parts = new ArrayList<>();

    public ElfBuilder(boolean is64, long entry) {
        this.is64 = is64;
        this.entry = entry;
    }

    public ElfBuilder load(long virtual, long physical, byte[] contents, long memorySize) {
        parts.add(new Part(1, virtual, physical, contents, memorySize));
        return this;
    }

    public ElfBuilder note(String owner, int type, byte[] description) {
        var name = (owner + "\0").getBytes(StandardCharsets.ISO_8859_1);
        var note = ByteBuffer.allocate(12 + (name.length + 3 & -4) + (description.length + 3 & -4)).order(ByteOrder.LITTLE_ENDIAN);
        note.putInt(name.length).putInt(description.length).putInt(type).put(name);
        note.position(12 + (name.length + 3 & -4)).put(description);
        parts.add(new Part(4, 0, 0, note.array(), note.capacity()));
        return this;
    }

    /** Offset in the file of the contents of the part added as number {@code index}. */
    public int offsetOf(int index) {
        int offset = headerSize() + parts.size() * programHeaderSize();
        for (var part : parts.subList(0, index)) {
            offset += part.contents().length;
        }
        return offset;
    }

    public byte[] build() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(header());
        for (int i = 0; i < parts.size(); i++) {
            out.writeBytes(programHeader(parts.get(i), offsetOf(i)));
        }
        parts.forEach(part -> out.writeBytes(part.contents()));
        return out.toByteArray();
    }

    private int headerSize() {
        return is64 ? 64 : 52;
    }

    private int programHeaderSize() {
        return is64 ? 56 : 32;
    }

    private byte[] header() {
        var b = ByteBuffer.allocate(headerSize()).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {0x7F, 'E', 'L', 'F', (byte) (is64 ? 2 : 1), 1, 1}).position(16);
        b.putShort((short) 2).putShort((short) (is64 ? 62 : 3)).putInt(1);
        word(b, entry);
        word(b, headerSize());
        word(b, 0);
        b.putInt(0).putShort((short) headerSize()).putShort((short) programHeaderSize()).putShort((short) parts.size());
        return b.array();
    }

    private byte[] programHeader(Part part, int offset) {
        var b = ByteBuffer.allocate(programHeaderSize()).order(ByteOrder.LITTLE_ENDIAN).putInt(part.type());
        if (is64) {
            b.putInt(7).putLong(offset).putLong(part.virtual()).putLong(part.physical());
            return b.putLong(part.contents().length).putLong(part.memorySize()).putLong(16).array();
        }
        b.putInt(offset).putInt((int) part.virtual()).putInt((int) part.physical());
        return b.putInt(part.contents().length).putInt((int) part.memorySize()).putInt(7).putInt(16).array();
    }

    private void word(ByteBuffer b, long value) {
        if (is64) {
            b.putLong(value);
        } else {
            b.putInt((int) value);
        }
    }
}
