package dev.ringside.emulator.isa;

import dev.ringside.emulator.isa.Row.Attribute;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;

/**
 * Makes random instructions of a given row, for tests that must reach every row: the decoder's own, and vectors recorded on
 * real processors. The same seed gives the same instructions.
 */
public final class RowSampler {
    private static final int ATTEMPTS = 1000;

    private final Random random;
    private final Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));
    private final byte[] bytes = new byte[32];
    private int length;
    private int displacementAt;
    private int displacementSize;

    private boolean operandPrefix;
    private boolean addressPrefix;
    private int repeat;
    private int rex;
    private int operandSize;

    /** A sampler that starts at {@code seed}. */
    public RowSampler(long seed) {
        random = new Random(seed);
    }

    /** Whether the row can be written in that mode at all. */
    public static boolean exists(Row row, int mode) {
        Encoding encoding = InstructionTable.encoding(row);
        boolean sized = encoding != null && (InstructionTable.sizesIn(row, encoding, mode == 64) & sizesOf(mode)) != 0;
        return sized && (encoding.addressSizes() & (mode == 64 ? 6 : 3)) != 0;
    }

    /**
     * The bytes of a random instruction of the row: random operands, displacement and immediates; now and then a LOCK, REP,
     * address-size or superfluous prefix where the row allows it.
     *
     * @param mode code size: 16, 32 or 64
     * @throws IllegalArgumentException when the row does not exist in that mode
     */
    public byte[] sample(Row row, int mode) {
        if (!exists(row, mode)) {
            throw new IllegalArgumentException(row + " does not exist in " + mode + "-bit mode");
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            if (attempt(row, InstructionTable.encoding(row), mode)) {
                Instruction decoded = decoder.decode(bytes, 0, length, 0, mode);
                // A more specific row may own the bytes (NOP among XCHG): then try others.
                if (decoded != null && decoded.row == row && decoded.length == length) {
                    return Arrays.copyOf(bytes, length);
                }
            }
        }
        throw new IllegalStateException("no bytes decode to " + row + " in " + mode + "-bit mode");
    }

    /** Where the displacement of the last sample's memory operand stands in its bytes; meaningful when its size is not 0. */
    public int displacementAt() {
        return displacementAt;
    }

    /** Length in bytes of the displacement (or absolute offset) of the last sample's memory operand; 0 when it has none. */
    public int displacementSize() {
        return displacementSize;
    }

    private static int sizesOf(int mode) {
        return mode == 64 ? Encoding.ANY_SIZE : 3;
    }

    private boolean attempt(Row row, Encoding encoding, int mode) {
        length = 0;
        displacementSize = 0;
        choosePrefixes(row, encoding, mode);
        if (!prefixesFit(row, encoding, mode)) {
            return false;
        }
        int modRm = modRm(encoding);
        boolean memory = encoding.modRm() && modRm < 0xC0 && !encoding.modIgnored();
        putPrefixes(row, memory);
        putOpcode(encoding);
        if (encoding.modRm()) {
            put(modRm);
        }
        int addressSize = addressPrefix ? mode == 32 ? 16 : 32 : mode;
        if (memory) {
            putMemory(modRm, addressSize);
        }
        int size = row.operandSize() != 0 ? row.operandSize() : operandSize;
        putImmediate(encoding.immediate(), size, addressSize);
        putImmediate(encoding.immediate2(), size, addressSize);
        return length <= Decoder.MAX_LENGTH;
    }

    private void choosePrefixes(Row row, Encoding encoding, int mode) {
        operandPrefix = random.nextInt(3) == 0;
        addressPrefix = random.nextInt(encoding.addressSizes() == Encoding.ANY_SIZE ? 16 : 2) == 0;
        boolean repeats = row.is(Attribute.REP) || row.is(Attribute.REPZ);
        boolean may = repeats || encoding.prefixes() != Encoding.ANY_PREFIX || random.nextInt(32) == 0;
        repeat = may ? new int[] {0, 0xF2, 0xF3}[random.nextInt(3)] : 0;
        rex = mode == 64 && random.nextInt(3) != 0 ? 0x40 | random.nextInt(16) : 0;
        boolean swapped = operandPrefix != (mode == 16);
        operandSize = (rex & 8) != 0 ? 64 : swapped ? 16 : 32;
    }

    private boolean prefixesFit(Row row, Encoding encoding, int mode) {
        int state = repeat == 0xF3 ? Encoding.PF3 : repeat == 0xF2 ? Encoding.PF2 : operandPrefix ? Encoding.P66 : Encoding.NP;
        int address = Encoding.sizeBit(addressPrefix ? mode == 32 ? 16 : 32 : mode);
        return (encoding.prefixes() & state) != 0 && (encoding.addressSizes() & address) != 0
                && (InstructionTable.sizesIn(row, encoding, mode == 64) & Encoding.sizeBit(operandSize)) != 0
                && !(encoding.clearRexB() && (rex & 1) != 0)
                && (encoding.regs() >> ((rex & 4) << 1) & 0xFF) != 0;
    }

    private int modRm(Encoding encoding) {
        int modRm = random.nextInt(256);
        while (encoding.modRm() && !fits(encoding, modRm)) {
            modRm = random.nextInt(256);
        }
        return modRm;
    }

    private boolean fits(Encoding encoding, int modRm) {
        int form = modRm < 0xC0 ? Encoding.MEMORY : Encoding.REGISTER;
        int reg = modRm >> 3 & 7 | (rex & 4) << 1;
        return (encoding.mods() & form) != 0 && (encoding.regs() >> reg & 1) != 0 && (encoding.rms() >> (modRm & 7) & 1) != 0;
    }

    private void putPrefixes(Row row, boolean memory) {
        if (operandPrefix) {
            put(0x66);
        }
        if (addressPrefix) {
            put(0x67);
        }
        if (repeat != 0) {
            put(repeat);
        }
        if (memory && row.is(Attribute.LOCKABLE) && random.nextInt(4) == 0) {
            put(0xF0);
        }
        if (rex != 0) {
            put(rex);
        }
    }

    private void putOpcode(Encoding encoding) {
        if (encoding.map() > 0) {
            put(0x0F);
        }
        if (encoding.map() > 1) {
            put(encoding.map() == 2 ? 0x38 : 0x3A);
        }
        put(encoding.opcode() + random.nextInt(encoding.opcodes()));
    }

    private void putMemory(int modRm, int addressSize) {
        int mod = modRm >> 6;
        int rm = modRm & 7;
        if (addressSize == 16) {
            putDisplacement(mod == 0 && rm == 6 ? 2 : mod);
            return;
        }
        if (rm == 4) {
            int sib = random.nextInt(256);
            put(sib);
            rm = sib & 7;
        }
        putDisplacement(mod == 2 || mod == 0 && rm == 5 ? 4 : mod);
    }

    private void putImmediate(Encoding.Immediate immediate, int size, int addressSize) {
        switch (immediate) {
            case CP -> putRandom(size / 8 + 2);
            case MO -> putDisplacement(addressSize / 8);
            default -> putRandom(immediate.bytes);
        }
    }

    private void putDisplacement(int size) {
        displacementAt = length;
        displacementSize = size;
        putRandom(size);
    }

    /** Random bytes; every fourth time the same extreme value in all, so that 0, -1 and the largest numbers turn up. */
    private void putRandom(int count) {
        boolean extreme = random.nextInt(4) == 0;
        int value = random.nextBoolean() ? 0 : 0xFF;
        for (int i = 0; i < count; i++) {
            put(extreme ? value : random.nextInt(256));
        }
    }

    private void put(int value) {
        bytes[length++] = (byte) value;
    }
}
