package dev.ringside.symbols.dwarf;

/** The forms of attribute values (DWARF 5, 7.5.6): how many bytes, and what they mean. */
enum Form {
    ADDR(0x01, Meaning.ADDRESS, Form.ADDRESS_SIZE),
    BLOCK2(0x03, Meaning.BLOCK, 2),
    BLOCK4(0x04, Meaning.BLOCK, 4),
    DATA2(0x05, Meaning.CONSTANT, 2),
    DATA4(0x06, Meaning.CONSTANT, 4),
    DATA8(0x07, Meaning.CONSTANT, 8),
    STRING(0x08, Meaning.STRING, Form.TEXT),
    BLOCK(0x09, Meaning.BLOCK, Form.LEB),
    BLOCK1(0x0a, Meaning.BLOCK, 1),
    DATA1(0x0b, Meaning.CONSTANT, 1),
    FLAG(0x0c, Meaning.CONSTANT, 1),
    SDATA(0x0d, Meaning.SIGNED_CONSTANT, Form.SIGNED_LEB),
    STRP(0x0e, Meaning.STRING, Form.OFFSET_SIZE),
    UDATA(0x0f, Meaning.CONSTANT, Form.LEB),
    REF_ADDR(0x10, Meaning.GLOBAL_REFERENCE, Form.OFFSET_SIZE),
    REF1(0x11, Meaning.REFERENCE, 1),
    REF2(0x12, Meaning.REFERENCE, 2),
    REF4(0x13, Meaning.REFERENCE, 4),
    REF8(0x14, Meaning.REFERENCE, 8),
    REF_UDATA(0x15, Meaning.REFERENCE, Form.LEB),
    INDIRECT(0x16, Meaning.INDIRECT, 0),
    SEC_OFFSET(0x17, Meaning.CONSTANT, Form.OFFSET_SIZE),
    EXPRLOC(0x18, Meaning.BLOCK, Form.LEB),
    FLAG_PRESENT(0x19, Meaning.PRESENT, 0),
    STRX(0x1a, Meaning.STRING_INDEX, Form.LEB),
    ADDRX(0x1b, Meaning.ADDRESS_INDEX, Form.LEB),
    REF_SUP4(0x1c, Meaning.SUPPLEMENTARY, 4),
    STRP_SUP(0x1d, Meaning.SUPPLEMENTARY, Form.OFFSET_SIZE),
    DATA16(0x1e, Meaning.WIDE, 16),
    LINE_STRP(0x1f, Meaning.STRING, Form.OFFSET_SIZE),
    REF_SIG8(0x20, Meaning.SIGNATURE, 8),
    IMPLICIT_CONST(0x21, Meaning.IMPLICIT, 0),
    LOCLISTX(0x22, Meaning.LIST_INDEX, Form.LEB),
    RNGLISTX(0x23, Meaning.LIST_INDEX, Form.LEB),
    REF_SUP8(0x24, Meaning.SUPPLEMENTARY, 8),
    STRX1(0x25, Meaning.STRING_INDEX, 1),
    STRX2(0x26, Meaning.STRING_INDEX, 2),
    STRX3(0x27, Meaning.STRING_INDEX, 3),
    STRX4(0x28, Meaning.STRING_INDEX, 4),
    ADDRX1(0x29, Meaning.ADDRESS_INDEX, 1),
    ADDRX2(0x2a, Meaning.ADDRESS_INDEX, 2),
    ADDRX3(0x2b, Meaning.ADDRESS_INDEX, 3),
    ADDRX4(0x2c, Meaning.ADDRESS_INDEX, 4),
    /** GNU's forerunner of {@link #REF_SUP8}. */
    GNU_REF_ALT(0x1f20, Meaning.SUPPLEMENTARY, Form.OFFSET_SIZE),
    /** GNU's forerunner of {@link #STRP_SUP}. */
    GNU_STRP_ALT(0x1f21, Meaning.SUPPLEMENTARY, Form.OFFSET_SIZE);

    /** What the bytes of a value mean. */
    enum Meaning {
        ADDRESS,
        /** Index into the unit's addresses. */
        ADDRESS_INDEX,
        /** Bytes with a length before them. */
        BLOCK,
        /** A number, or an offset into the section that the attribute goes with. */
        CONSTANT,
        SIGNED_CONSTANT,
        /** A constant in the abbreviation. */
        IMPLICIT,
        /** A number of more than 64 bits. */
        WIDE,
        /** A flag that needs no byte. */
        PRESENT,
        /** Text here, or its offset in a section of strings. */
        STRING,
        /** Index into the unit's offsets of strings. */
        STRING_INDEX,
        /** Offset of an entry from the unit's start. */
        REFERENCE,
        /** Offset of an entry from the section's start. */
        GLOBAL_REFERENCE,
        /** Signature of a type unit. */
        SIGNATURE,
        /** Index into the unit's range or location lists. */
        LIST_INDEX,
        /** Something in another file, which is not read. */
        SUPPLEMENTARY,
        /** The form itself stands before the value. */
        INDIRECT
    }

    static final int ADDRESS_SIZE = -1;
    static final int OFFSET_SIZE = -2;
    static final int LEB = -3;
    static final int SIGNED_LEB = -4;
    static final int TEXT = -5;

    private static final Form[] BY_CODE = new Form[0x30];

    static {
        for (Form form : values()) {
            if (form.code < BY_CODE.length) {
                BY_CODE[form.code] = form;
            }
        }
    }

    private final int code;
    private final Meaning meaning;
    private final int size;

    Form(int code, Meaning meaning, int size) {
        this.code = code;
        this.meaning = meaning;
        this.size = size;
    }

    /** The form with a code; null when there is none. */
    static Form of(long code) {
        return code == GNU_REF_ALT.code ? GNU_REF_ALT : code == GNU_STRP_ALT.code ? GNU_STRP_ALT
            : code >= 0 && code < BY_CODE.length ? BY_CODE[(int) code] : null;
    }

    Meaning meaning() {
        return meaning;
    }

    /** Bytes of the value (of a block's length), or one of the negative constants. */
    int size() {
        return size;
    }
}
