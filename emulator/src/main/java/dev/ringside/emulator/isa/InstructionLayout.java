package dev.ringside.emulator.isa;

/**
 * Where the parts of one instruction stand in its bytes. The decoder has dropped what does not change the meaning (which of
 * two segment overrides came first, a displacement of 0); a disassembler shows it.
 *
 * @param bytes the array that holds the instruction
 * @param start index of its first byte
 * @param opcode index of its first opcode byte
 * @param modRm index of the byte after the opcode: ModRM when the row has one
 */
record InstructionLayout(byte[] bytes, int start, int opcode, int modRm) {
    /** Finds the parts of a valid instruction. */
    static InstructionLayout of(Instruction instruction, byte[] bytes, int start) {
        int at = start;
        while (isPrefix(bytes[at], instruction.mode)) {
            at++;
        }
        int escapes = switch (InstructionTable.encoding(instruction.row).map()) {
            case 0 -> 0;
            case 1 -> 1;
            default -> 2;
        };
        return new InstructionLayout(bytes, start, at, at + escapes + 1);
    }

    /** Whether the byte is a prefix in that mode, REX included. */
    static boolean isPrefix(byte b, int mode) {
        return switch (b & 0xFF) {
            case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3 -> true;
            default -> mode == 64 && (b & 0xF0) == 0x40;
        };
    }

    /** ModRM.mod, 0 to 3. */
    int mod() {
        return bytes[modRm] >> 6 & 3;
    }

    /** ModRM.rm, without REX. */
    int rm() {
        return bytes[modRm] & 7;
    }

    /** Whether a SIB byte follows ModRM, given the address size. */
    boolean hasSib(int addressSize) {
        return addressSize != 16 && mod() != 3 && rm() == 4;
    }

    /** The SIB byte. */
    int sib() {
        return bytes[modRm + 1] & 0xFF;
    }

    /** The prefix byte at index {@code i} counted from the first. */
    int prefix(int i) {
        return bytes[start + i] & 0xFF;
    }

    /** How many prefix bytes there are, REX included. */
    int prefixes() {
        return opcode - start;
    }
}
