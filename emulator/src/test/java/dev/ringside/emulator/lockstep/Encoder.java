package dev.ringside.emulator.lockstep;

import java.io.ByteArrayOutputStream;

/** The few instructions that patterns are made of, in the natural operand and address size of a mode. */
final class Encoder {
    private final int bits;

    Encoder(ProgramMode mode) {
        this.bits = mode.bits();
    }

    /** Bytes of a natural immediate or displacement: 2 or 4. */
    int natural() {
        return bits == 16 ? 2 : 4;
    }

    /** Bytes as they stand. */
    static byte[] raw(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** MOV register, immediate; 32 bits of it in 64-bit mode. */
    byte[] move(int register, int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (register >= 8) {
            out.write(0x41);
        }
        out.write(0xB8 + (register & 7));
        little(out, value, natural());
        return out.toByteArray();
    }

    /** An instruction whose memory operand is an address without registers, as an offset in DS. */
    byte[] absolute(int[] opcode, int reg, int address, int immediate, int immediateSize) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b : opcode) {
            out.write(b);
        }
        out.write(reg << 3 | (bits == 16 ? 6 : bits == 32 ? 5 : 4));
        if (bits == 64) {
            out.write(0x25);
        }
        little(out, address, natural());
        little(out, immediate, immediateSize);
        return out.toByteArray();
    }

    /** Where the address stands in what {@link #absolute} makes. */
    int addressAt(int[] opcode) {
        return opcode.length + (bits == 64 ? 2 : 1);
    }

    private static void little(ByteArrayOutputStream out, int value, int size) {
        for (int i = 0; i < size; i++) {
            out.write(value >> 8 * i);
        }
    }
}
