package dev.ringside.emulator.isa;

/**
 * The encoding column of a row, taken apart: which prefixes, sizes, opcode and ModRM values select the row, and what
 * follows ModRM. Every condition is a mask of accepted values, so that overlap of two rows is an AND.
 *
 * @param text the column as written
 * @param map opcode map: 0 one byte, 1 after 0F, 2 after 0F 38, 3 after 0F 3A
 * @param opcode first opcode byte in that map
 * @param opcodes 8 when the opcode's low three bits name a register (+r), otherwise 1
 * @param prefixes accepted mandatory-prefix states, a mask of {@link #NP} and so on
 * @param sizes accepted operand sizes, before defaults of 64-bit mode: 1 for 16 bits, 2 for 32, 4 for 64
 * @param operandSize operand size in bits that the row is for, 0 when it does not matter
 * @param addressSizes accepted address sizes, masks as for {@code sizes}
 * @param modRm whether a ModRM byte follows
 * @param slashR whether ModRM.reg is free to name an operand (/r)
 * @param regs accepted values of ModRM.reg, one bit each (16 bits: with REX.R)
 * @param mods {@link #MEMORY}, {@link #REGISTER} or both
 * @param modIgnored whether ModRM.mod is taken as 11 whatever it is
 * @param rms accepted values of ModRM.rm, one bit each
 * @param clearRexB whether REX.B must be clear
 * @param immediate what follows ModRM and its displacement
 * @param immediate2 what follows that
 */
record Encoding(String text, int map, int opcode, int opcodes, int prefixes, int sizes, int operandSize, int addressSizes,
        boolean modRm, boolean slashR, int regs, int mods, boolean modIgnored, int rms, boolean clearRexB,
        Immediate immediate, Immediate immediate2) {

    /** Mandatory-prefix states: none of 66, F2, F3; 66 alone; F3 last; F2 last. */
    static final int NP = 1, P66 = 2, PF3 = 4, PF2 = 8, ANY_PREFIX = 15;

    /** Accepted forms of ModRM. */
    static final int MEMORY = 1, REGISTER = 2;

    static final int ANY_SIZE = 7;
    static final int ANY_REG = 0xFFFF;
    static final int ANY_RM = 0xFF;

    /** Bytes after ModRM: how many there are and how they extend. */
    enum Immediate {
        NONE(0, false), IB(1, false), IB_S(1, true), IW(2, false), ID(4, true), IO(8, true), CB(1, true), CW(2, true), CD(4, true),
        /** Offset of the operand size, then a selector. */
        CP(0, false),
        /** Offset of the address size. */
        MO(0, false);

        /** Length in bytes, 0 when it depends on a size. */
        final int bytes;
        final boolean signed;

        Immediate(int bytes, boolean signed) {
            this.bytes = bytes;
            this.signed = signed;
        }
    }

    /** Mask bit of a size in bits. */
    static int sizeBit(int bits) {
        return bits == 16 ? 1 : bits == 32 ? 2 : 4;
    }

    /** How much more the row asks for than the bare opcode: the more specific of two overlapping rows is taken. */
    int specificity() {
        return (prefixes != ANY_PREFIX ? 2 : 0) + (clearRexB || rms != ANY_RM ? 1 : 0);
    }

    /** The same encoding with ModRM restricted to {@code accepted} forms, as its operands ask for. */
    Encoding withMods(int accepted) {
        return new Encoding(text, map, opcode, opcodes, prefixes, sizes, operandSize, addressSizes, modRm, slashR, regs,
                mods & accepted, modIgnored, rms, clearRexB, immediate, immediate2);
    }

    /** Whether both can fit the same bytes in the same mode, given the sizes each accepts there. */
    boolean overlaps(Encoding other, int sizesHere, int sizesThere) {
        boolean opcodeMeets = map == other.map && opcode < other.opcode + other.opcodes && other.opcode < opcode + opcodes;
        boolean modRmMeets = (regs & other.regs) != 0 && (mods & other.mods) != 0 && (rms & other.rms) != 0;
        return opcodeMeets && modRmMeets && (prefixes & other.prefixes) != 0 && (sizesHere & sizesThere) != 0
                && (addressSizes & other.addressSizes) != 0;
    }

    /** Takes the column apart. */
    static Encoding parse(String text) {
        return new EncodingParser(text).parse();
    }
}
