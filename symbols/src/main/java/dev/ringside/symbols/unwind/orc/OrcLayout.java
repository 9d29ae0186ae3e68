package dev.ringside.symbols.unwind.orc;

import dev.ringside.symbols.unwind.orc.OrcEntry.Base;
import dev.ringside.symbols.unwind.orc.OrcEntry.Type;

/**
 * How the last 16 bits of {@code struct orc_entry} are divided. Bits 3:0 are the base of the stack pointer and bits 7:4 that of the frame
 * pointer in all of them. No table of a kernel can be read in two ways: where one layout has the type, another has bits that exclude it.
 */
enum OrcLayout {
    /** Type in bits 9:8, end of the stack in bit 10. */
    LINUX_4_14("4.14 to 6.2", 0x7FF) {
        @Override
        Type type(int flags) {
            return old(flags, (flags & 0x400) != 0);
        }

        @Override
        boolean fits(int flags) {
            return oldFits(flags, 0x400);
        }
    },
    /** Type in bits 9:8, interrupted or not in bit 10, end of the stack in bit 11. */
    LINUX_6_3("6.3", 0xFFF) {
        @Override
        Type type(int flags) {
            return old(flags, (flags & 0x800) != 0);
        }

        @Override
        boolean fits(int flags) {
            return oldFits(flags, 0x800) && ((flags & 0x400) == 0 || (flags & 0xF) != 0);
        }
    },
    /** Type in bits 10:8, interrupted or not in bit 11. */
    LINUX_6_4("6.4 and later", 0xFFF) {
        @Override
        Type type(int flags) {
            return Type.values()[flags >> 8 & 7];
        }

        @Override
        boolean fits(int flags) {
            int type = flags >> 8 & 7;
            boolean hasRule = type >= Type.CALL.ordinal();
            return type < Type.values().length && hasRule == ((flags & 0xF) != 0);
        }
    };

    private final String versions;
    private final int used;

    OrcLayout(String versions, int used) {
        this.versions = versions;
        this.used = used;
    }

    /** The versions of Linux that have it. */
    String versions() {
        return versions;
    }

    abstract Type type(int flags);

    abstract boolean fits(int flags);

    /** Whether an entry with these bits can be one of this layout. */
    boolean accepts(int flags) {
        int sp = flags & 0xF;
        int bp = flags >> 4 & 0xF;
        return (flags & ~used) == 0 && sp < Base.ALL.length && sp != Base.PREVIOUS_SP.ordinal()
            && (bp == Base.UNDEFINED.ordinal() || bp == Base.PREVIOUS_SP.ordinal() || bp == Base.BP.ordinal()) && fits(flags);
    }

    /** Decodes an entry whose bits it {@link #accepts}. */
    OrcEntry entry(int spOffset, int bpOffset, int flags) {
        return new OrcEntry(Base.ALL[flags & 0xF], spOffset, Base.ALL[flags >> 4 & 0xF], bpOffset, type(flags));
    }

    private static Type old(int flags, boolean end) {
        if ((flags & 0xF) == 0) {
            return end ? Type.END_OF_STACK : Type.UNDEFINED;
        }
        return switch (flags >> 8 & 3) {
            case 0 -> Type.CALL;
            case 1 -> Type.REGISTERS;
            default -> Type.REGISTERS_PARTIAL;
        };
    }

    private static boolean oldFits(int flags, int end) {
        return (flags >> 8 & 3) != 3 && ((flags & end) == 0 || (flags & 0xF) == 0);
    }
}
