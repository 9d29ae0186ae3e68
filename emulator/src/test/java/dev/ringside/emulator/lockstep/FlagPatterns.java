package dev.ringside.emulator.lockstep;

import java.util.Random;

/** Chains of arithmetic on registers in which what follows reads the flags of what came before, and registers with telling values. */
final class FlagPatterns {
    private static final int[] VALUES = {0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 2, 0x55};

    private final Random random;
    private final Encoder encoder;
    private final boolean wide;

    FlagPatterns(Environment environment, Random random) {
        this.random = random;
        this.encoder = new Encoder(environment.mode());
        this.wide = environment.mode() == ProgramMode.LONG_64;
    }

    /** A few instructions, the last of which has set flags. */
    void chain(CodeBuffer code) {
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(4) == 0) {
                code.add(encoder.move(random.nextInt(4), VALUES[random.nextInt(VALUES.length)]));
            }
            write(code);
            if (random.nextInt(3) == 0) {
                read(code);
            }
        }
    }

    /** SETcc, CMOVcc, or arithmetic that takes the carry along. */
    void read(CodeBuffer code) {
        int condition = random.nextInt(16);
        switch (random.nextInt(4)) {
            case 0 -> code.add(Encoder.raw(0x0F, 0x90 | condition, registers()));
            case 1 -> sized(code, 0x0F, 0x40 | condition, registers());
            case 2 -> sized(code, (random.nextBoolean() ? 0x11 : 0x19) & ~random.nextInt(2), registers());
            default -> sized(code, 0xD1 & ~random.nextInt(2), 0xC0 | (2 + random.nextInt(2)) << 3 | random.nextInt(4));
        }
    }

    private void write(CodeBuffer code) {
        int bytes = random.nextInt(2);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> sized(code, 1 - bytes | random.nextInt(8) << 3, registers());
            case 3 -> sized(code, 0x85 - bytes, registers());
            case 4 -> sized(code, 0xFF - bytes, 0xC0 | random.nextInt(2) << 3 | random.nextInt(4));
            case 5 -> sized(code, 0xF7 - bytes, 0xC0 | 3 << 3 | random.nextInt(4));
            case 6 -> sized(code, 0xC1 - bytes, 0xC0 | random.nextInt(8) << 3 | random.nextInt(4), random.nextInt(36));
            default -> sized(code, 0x83, 0xC0 | random.nextInt(8) << 3 | random.nextInt(4), VALUES[random.nextInt(VALUES.length)]);
        }
    }

    /** ModRM of two of the first four registers, often the same. */
    private int registers() {
        int register = random.nextInt(4);
        return 0xC0 | (random.nextInt(3) == 0 ? register : random.nextInt(4)) << 3 | register;
    }

    /** With one of the operand sizes that the mode has. */
    private void sized(CodeBuffer code, int... bytes) {
        int prefix = random.nextInt(3) == 0 ? 0x66 : wide && random.nextBoolean() ? 0x48 : 0;
        byte[] plain = Encoder.raw(bytes);
        byte[] all = new byte[plain.length + (prefix == 0 ? 0 : 1)];
        all[0] = (byte) prefix;
        System.arraycopy(plain, 0, all, all.length - plain.length, plain.length);
        code.add(all);
    }
}
