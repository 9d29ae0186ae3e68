package dev.ringside.symbols.btf;

/** The kinds of BTF types, numbered by their place: what follows the common 12 bytes of each. */
enum BtfKind {
    /** No kind: number 0 is void, which no entry of the file is. */
    VOID(0, 0),
    INT(4, 0),
    PTR(0, 0),
    ARRAY(12, 0),
    STRUCT(0, 12),
    UNION(0, 12),
    ENUM(0, 8),
    FWD(0, 0),
    TYPEDEF(0, 0),
    VOLATILE(0, 0),
    CONST(0, 0),
    RESTRICT(0, 0),
    FUNC(0, 0),
    FUNC_PROTO(0, 8),
    VAR(4, 0),
    DATASEC(0, 12),
    FLOAT(0, 0),
    DECL_TAG(4, 0),
    TYPE_TAG(0, 0),
    ENUM64(0, 12);

    private static final BtfKind[] KINDS = values();

    private final int fixed;
    private final int each;

    BtfKind(int fixed, int each) {
        this.fixed = fixed;
        this.each = each;
    }

    /** The kind with a number; {@link #VOID} for a number without one. */
    static BtfKind of(int number) {
        return number < KINDS.length ? KINDS[number] : VOID;
    }

    /** Bytes behind the common 12, when vlen says {@code count}. */
    long trailing(int count) {
        return fixed + (long) each * count;
    }
}
