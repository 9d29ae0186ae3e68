package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.Row;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Random bytes of an operand, of the type that the instruction takes them for. */
final class OperandBytes {
    private enum Type { SINGLE, REAL, INTEGER }

    private final Random random;
    private final SpecialValues values;

    OperandBytes(Random random, SpecialValues values) {
        this.random = random;
        this.values = values;
    }

    /** The content of a memory operand. */
    byte[] memory(Row row, Operand operand, int length) {
        String notation = operand.notation();
        if (notation.endsWith("m80fp")) {
            return extended(length);
        }
        if (notation.endsWith("m80bcd")) {
            return decimal(length);
        }
        if (notation.endsWith("m32fp")) {
            return elements(Type.SINGLE, length);
        }
        if (notation.endsWith("m64fp")) {
            return elements(Type.REAL, length);
        }
        return vector(row, length);
    }

    /** Elements of the type that the mnemonic names; now and then of another. */
    byte[] vector(Row row, int length) {
        Type type = random.nextInt(8) == 0 ? Type.values()[random.nextInt(3)] : type(row);
        return elements(type, length);
    }

    private static Type type(Row row) {
        String name = row.mnemonic();
        String source = name.startsWith("CVT") ? name.substring(name.startsWith("CVTT") ? 4 : 3, name.indexOf('2')) : name;
        if (row.operands().stream().noneMatch(o -> o.kind().name().startsWith("XMM")) || source.startsWith("P") && !source.matches("P[SD]")) {
            return Type.INTEGER;
        }
        return source.endsWith("PS") || source.endsWith("SS") ? Type.SINGLE
                : source.endsWith("PD") || source.endsWith("SD") ? Type.REAL : Type.INTEGER;
    }

    private byte[] elements(Type type, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length + 8).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.position() < length) {
            switch (type) {
                case SINGLE -> bytes.putInt(values.single());
                case REAL -> bytes.putLong(values.real());
                case INTEGER -> bytes.putLong(random.nextBoolean() ? values.integer() : random.nextLong());
            }
        }
        return java.util.Arrays.copyOf(bytes.array(), length);
    }

    private byte[] extended(int length) {
        int signExponent = values.signExponent();
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(10, length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(values.mantissa(signExponent)).putShort((short) signExponent);
        return bytes.array();
    }

    private byte[] decimal(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextInt(10) << 4 | random.nextInt(10));
        }
        bytes[length - 1] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(2) << 7);
        if (random.nextInt(16) == 0) {
            bytes[random.nextInt(length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
