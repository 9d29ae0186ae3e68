package dev.ringside.symbols.dwarf;

/** The attributes of entries that matter here (DWARF 5, 7.5.4). */
final class Attribute {
    static final int SIBLING = 0x01;
    static final int LOCATION = 0x02;
    static final int NAME = 0x03;
    static final int BYTE_SIZE = 0x0b;
    /** DWARF 2 and 3, and compilers that still write it. */
    static final int BIT_OFFSET = 0x0c;
    static final int BIT_SIZE = 0x0d;
    static final int STMT_LIST = 0x10;
    static final int LOW_PC = 0x11;
    static final int HIGH_PC = 0x12;
    static final int COMP_DIR = 0x1b;
    static final int CONST_VALUE = 0x1c;
    static final int PROTOTYPED = 0x27;
    static final int UPPER_BOUND = 0x2f;
    static final int ABSTRACT_ORIGIN = 0x31;
    static final int COUNT = 0x37;
    static final int DATA_MEMBER_LOCATION = 0x38;
    static final int DECLARATION = 0x3c;
    static final int ENCODING = 0x3e;
    static final int EXTERNAL = 0x3f;
    static final int SPECIFICATION = 0x47;
    static final int TYPE = 0x49;
    static final int RANGES = 0x55;
    static final int DATA_BIT_OFFSET = 0x6b;
    static final int SIGNATURE = 0x69;
    static final int STR_OFFSETS_BASE = 0x72;
    static final int ADDR_BASE = 0x73;
    static final int RNGLISTS_BASE = 0x74;

    private Attribute() {}
}
