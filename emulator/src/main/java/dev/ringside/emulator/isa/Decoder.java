package dev.ringside.emulator.isa;

import dev.ringside.emulator.isa.DecodeTable.Candidate;
import dev.ringside.emulator.isa.Row.Attribute;
import java.util.Set;

/**
 * Decodes instruction bytes by the instruction table (SDM vol. 2, chapter 2). A decoder holds scratch state, so one thread
 * uses it at a time; what it returns is immutable and is all that it allocates.
 */
public final class Decoder {
    /** No instruction is longer (SDM vol. 2, 2.3.11). */
    public static final int MAX_LENGTH = 15;

    private static final byte[] BASE_16 = {3, 3, 5, 5, 6, 7, 5, 3};
    private static final byte[] INDEX_16 = {6, 7, 6, 7, Instruction.NO_REGISTER, Instruction.NO_REGISTER, Instruction.NO_REGISTER,
        Instruction.NO_REGISTER};

    private final DecodeTable table;

    private byte[] bytes;
    private int start;
    private int at;
    private int end;
    private int mode;

    private int prefixes;
    private int repeat;
    private int rex;
    private int override;
    private int operandSize;
    private int addressSize;

    private int map;
    private int opcode;
    private int modRm;
    private boolean memory;
    private int base;
    private int index;
    private int scaleShift;
    private long displacement;
    private boolean stackSegment;
    private long immediate;
    private int immediate2;

    /** A decoder for a processor with these features; {@link Feature#BASE} is implied. */
    public Decoder(Set<Feature> features) {
        table = DecodeTable.of(features);
    }

    /**
     * Decodes one instruction.
     *
     * @param bytes where the instruction's bytes are
     * @param offset index of its first byte
     * @param available how many bytes from there may be read; may be less than 15 at the end of a page
     * @param rip offset of the instruction in its code segment
     * @param mode code size: 16, 32 or 64
     * @return the instruction; with row {@link InstructionTable#INVALID} or {@link InstructionTable#TOO_LONG} when it is none;
     *     null when more bytes than {@code available} are needed to know
     */
    public Instruction decode(byte[] bytes, int offset, int available, long rip, int mode) {
        this.bytes = bytes;
        this.start = offset;
        this.at = offset;
        this.end = offset + Math.min(available, MAX_LENGTH);
        this.mode = mode;
        clear();
        if (!readPrefixes() || !readOpcode()) {
            return tooShort(rip);
        }
        Candidate[] candidates = table.find(state(), map, opcode);
        if (candidates == null) {
            return instruction(InstructionTable.INVALID, rip, 0, 0);
        }
        if (candidates[0].encoding.modRm()) {
            if (at >= end) {
                return tooShort(rip);
            }
            modRm = bytes[at++] & 0xFF;
        }
        Candidate chosen = choose(candidates);
        if (chosen == null) {
            return instruction(InstructionTable.INVALID, rip, 0, 0);
        }
        if (chosen.row.operandSize() != 0) {
            operandSize = chosen.row.operandSize();
        }
        boolean hasMemory = chosen.encoding.modRm() && modRm < 0xC0 && !chosen.encoding.modIgnored();
        if (hasMemory && !readMemory() || !readImmediates(chosen.encoding)) {
            return tooShort(rip);
        }
        return finish(chosen, rip);
    }

    private void clear() {
        prefixes = 0;
        repeat = 0;
        rex = 0;
        override = -1;
        modRm = 0;
        memory = false;
        base = Instruction.NO_REGISTER;
        index = Instruction.NO_REGISTER;
        scaleShift = 0;
        displacement = 0;
        stackSegment = false;
        immediate = 0;
        immediate2 = 0;
    }

    private Instruction tooShort(long rip) {
        return end - start < MAX_LENGTH ? null : instruction(InstructionTable.TOO_LONG, rip, 0, 0);
    }

    /** Reads prefixes up to the opcode. A REX prefix counts only when the opcode follows at once. */
    private boolean readPrefixes() {
        for (; at < end; at++) {
            int b = bytes[at] & 0xFF;
            if (mode == 64 && (b & 0xF0) == 0x40) {
                rex = b;
                continue;
            }
            if (!legacyPrefix(b)) {
                selectSizes();
                return true;
            }
            rex = 0;
        }
        return false;
    }

    private boolean legacyPrefix(int b) {
        switch (b) {
            case 0x26, 0x2E, 0x36, 0x3E -> override(b >> 3 & 3);
            case 0x64, 0x65 -> override(b & 7);
            case 0x66 -> prefixes |= Instruction.OPERAND_SIZE;
            case 0x67 -> prefixes |= Instruction.ADDRESS_SIZE;
            case 0xF0 -> prefixes |= Instruction.LOCK;
            case 0xF2, 0xF3 -> repeat = b;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** In 64-bit mode CS, DS, ES and SS overrides are ignored, also when FS or GS came before. */
    private void override(int segment) {
        if (mode != 64 || segment >= Instruction.FS) {
            override = segment;
            prefixes |= Instruction.SEGMENT;
        }
    }

    private void selectSizes() {
        boolean swapsOperand = (prefixes & Instruction.OPERAND_SIZE) != 0;
        boolean swapsAddress = (prefixes & Instruction.ADDRESS_SIZE) != 0;
        operandSize = swapsOperand == (mode == 16) ? 32 : 16;
        addressSize = mode == 64 ? swapsAddress ? 32 : 64 : swapsAddress == (mode == 16) ? 32 : 16;
        if (rex != 0) {
            prefixes |= Instruction.REX;
            if ((rex & 8) != 0) {
                prefixes |= Instruction.REX_W;
                operandSize = 64;
            }
        }
    }

    private boolean readOpcode() {
        map = 0;
        opcode = bytes[at++] & 0xFF;
        if (opcode == 0x0F) {
            if (at >= end) {
                return false;
            }
            map = 1;
            opcode = bytes[at++] & 0xFF;
            if (opcode == 0x38 || opcode == 0x3A) {
                if (at >= end) {
                    return false;
                }
                map = opcode == 0x38 ? 2 : 3;
                opcode = bytes[at++] & 0xFF;
            }
        }
        return true;
    }

    private int state() {
        int prefix = repeat == 0xF3 ? 2 : repeat == 0xF2 ? 3 : (prefixes & Instruction.OPERAND_SIZE) != 0 ? 1 : 0;
        return DecodeTable.state(mode == 64, operandSize >> 5, prefix);
    }

    private Candidate choose(Candidate[] candidates) {
        int reg = modRm >> 3 & 7 | (rex & 4) << 1;
        int form = modRm < 0xC0 ? Encoding.MEMORY : Encoding.REGISTER;
        for (Candidate candidate : candidates) {
            Encoding e = candidate.encoding;
            boolean fitsModRm = !e.modRm()
                    || (e.regs() >> reg & 1) != 0 && (e.rms() >> (modRm & 7) & 1) != 0 && (e.mods() & form) != 0;
            if (fitsModRm && (e.addressSizes() & addressSize >> 4) != 0 && !(e.clearRexB() && (rex & 1) != 0)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean readMemory() {
        memory = true;
        return addressSize == 16 ? readMemory16() : readMemory32();
    }

    private boolean readMemory16() {
        int mod = modRm >> 6;
        int rm = modRm & 7;
        if (mod == 0 && rm == 6) {
            return readDisplacement(2);
        }
        base = BASE_16[rm];
        index = INDEX_16[rm];
        stackSegment = base == 5;
        return readDisplacement(mod);
    }

    private boolean readMemory32() {
        int mod = modRm >> 6;
        int rm = modRm & 7;
        if (rm == 4) {
            if (at >= end) {
                return false;
            }
            int sib = bytes[at++] & 0xFF;
            int x = sib >> 3 & 7 | (rex & 2) << 2;
            index = x == 4 ? Instruction.NO_REGISTER : x;
            scaleShift = sib >> 6;
            rm = sib & 7;
            if (mod == 0 && rm == 5) {
                return readDisplacement(4);
            }
        } else if (mod == 0 && rm == 5) {
            prefixes |= mode == 64 ? Instruction.RIP_RELATIVE : 0;
            return readDisplacement(4);
        }
        base = rm | (rex & 1) << 3;
        stackSegment = base == 4 || base == 5;
        return readDisplacement(mod == 2 ? 4 : mod);
    }

    private boolean readDisplacement(int length) {
        if (at + length > end) {
            return false;
        }
        displacement = little(length, true);
        return true;
    }

    private boolean readImmediates(Encoding encoding) {
        return switch (encoding.immediate()) {
            case NONE -> true;
            case CP -> readFarPointer();
            case MO -> {
                memory = true;
                int length = addressSize >> 3;
                boolean there = at + length <= end;
                displacement = there ? little(length, false) : 0;
                yield there;
            }
            default -> {
                int length = encoding.immediate().bytes;
                int second = encoding.immediate2().bytes;
                boolean there = at + length + second <= end;
                if (there) {
                    immediate = little(length, encoding.immediate().signed);
                    immediate2 = (int) little(second, false);
                }
                yield there;
            }
        };
    }

    private boolean readFarPointer() {
        int length = operandSize >> 3;
        if (at + length + 2 > end) {
            return false;
        }
        immediate = little(length, false);
        immediate2 = (int) little(2, false);
        return true;
    }

    /** The next {@code length} bytes as a little-endian number. */
    private long little(int length, boolean signed) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[at + i] & 0xFFL) << (8 * i);
        }
        at += length;
        int unused = 64 - 8 * length;
        return signed && length > 0 ? value << unused >> unused : value;
    }

    private Instruction finish(Candidate chosen, long rip) {
        if ((prefixes & Instruction.LOCK) != 0 && !(chosen.row.is(Attribute.LOCKABLE) && memory)) {
            return instruction(InstructionTable.INVALID, rip, 0, 0);
        }
        if (chosen.encoding.prefixes() == Encoding.ANY_PREFIX && repeat != 0) {
            prefixes |= repeat == 0xF3 ? Instruction.REP : Instruction.REPNE;
        }
        if ((prefixes & Instruction.RIP_RELATIVE) != 0) {
            displacement += rip + (at - start);
        }
        boolean inOpcode = chosen.encoding.opcodes() == 8;
        int reg = inOpcode ? opcode & 7 | (rex & 1) << 3 : (modRm >> 3 & 7 | (rex & 4) << 1) & chosen.regMask;
        int rm = (modRm & 7 | (rex & 1) << 3) & chosen.rmMask;
        return instruction(chosen.row, rip, reg, memory ? 0 : rm);
    }

    private Instruction instruction(Row row, long rip, int reg, int rm) {
        int segment = override >= 0 ? override : stackSegment ? Instruction.SS : Instruction.DS;
        return new Instruction(row, rip, at - start, mode, operandSize, addressSize, prefixes, segment, memory, base, index,
                scaleShift, displacement, reg, rm, immediate, immediate2);
    }
}
