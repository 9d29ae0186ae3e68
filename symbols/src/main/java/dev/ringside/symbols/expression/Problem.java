package dev.ringside.symbols.expression;

/** Everything that can be wrong with the text of an expression: a row each, with blanks for what was expected and found. */
public enum Problem {
    /** Nothing but blanks and comments. */
    EMPTY("expected an expression, found nothing"),
    /** More characters than {@link Limits#CHARACTERS}. */
    TOO_LONG("expected at most %s characters, found %s"),
    /** More tokens than {@link Limits#TOKENS}. */
    TOO_MANY_WORDS("expected at most %s words and signs, found more"),
    /** Deeper brackets and signs than {@link Limits#NESTING}. */
    TOO_NESTED("expected brackets and signs in front at most %s deep, found more"),
    /** A tree deeper than {@link Limits#DEPTH}. */
    TOO_DEEP("expected at most %s operators one in another, found more"),
    /** A character that begins nothing. */
    STRANGE_CHARACTER("expected a word or sign of the language, found %s"),
    /** A string without its end. */
    OPEN_STRING("expected a closing %s, found the end of the line"),
    /** A comment without its end. */
    OPEN_COMMENT("expected a closing */, found the end"),
    /** A backslash before something else than it knows. */
    BAD_ESCAPE("expected one of \\n \\t \\r \\0 \\\\ \\\" \\' \\xHH, found %s"),
    /** Not one character between apostrophes. */
    BAD_CHARACTER("expected one character of one byte between apostrophes, found %s"),
    /** Something that begins as a number. */
    BAD_NUMBER("expected a number, decimal or 0x and hex digits, found %s"),
    /** More than 64 bits. */
    NUMBER_TOO_LARGE("expected a number of at most 64 bits, found %s"),
    /** An operator, a closing bracket or the end where a value has to be. */
    VALUE_EXPECTED("expected a value, found %s"),
    /** A value where an operator or the end has to be. */
    OPERATOR_EXPECTED("expected an operator or the end, found %s"),
    /** One of few signs has to be here. */
    SIGN_EXPECTED("expected %s, found %s"),
    /** None of what could be here. */
    MISPLACED("expected something else after what stands before, found %s"),

    /** A name that is nothing. */
    UNKNOWN_NAME("expected a register, symbol or other known name, found '%s'"),
    /** After a dollar sign. */
    UNKNOWN_DOLLAR_NAME("expected a register or user variable after $, found '%s'"),
    /** Between backquotes. */
    UNKNOWN_SYMBOL("expected a symbol, found '%s'"),
    /** Beyond the value history. */
    NO_HISTORY("expected one of %s values of the history, found %s"),
    /** Before a bracket. */
    UNKNOWN_FUNCTION("expected a function, found '%s'"),
    /** Too few or too many. */
    ARGUMENT_COUNT("expected %s, found %s arguments"),
    /** Of the wrong kind. */
    ARGUMENT_TYPE("expected %s as argument %s of %s, found %s"),
    /** Words that are no type. */
    UNKNOWN_TYPE("expected a type, found '%s'"),
    /** More pointers to pointers than {@link Limits#POINTERS}. */
    POINTERS("expected a type with at most %s stars, found %s"),
    /** Before a colon in brackets. */
    UNKNOWN_SPACE("expected an address space (%s), found '%s'"),
    /** {@code walk} without what is asked of it. */
    WALK_PART("expected a part of the walk (%s), found %s"),
    /** Not a field of a paging-structure entry. */
    ENTRY_FIELD("expected a field of an entry (%s), found '%s'"),
    /** Not a member of the struct. */
    UNKNOWN_MEMBER("expected a member of %s, found '%s'"),
    /** {@code .} after what has no members. */
    NO_MEMBERS("expected a struct or union before '.%s', found %s"),
    /** {@code .} after a pointer. */
    ARROW("expected '->' before '%s', since what stands before is a pointer, found '.'"),
    /** {@code ->} after what is no pointer to a struct. */
    NO_POINTER_TO_STRUCT("expected a pointer to a struct or union before '->%s', found %s"),
    /** {@code *} before what is no pointer. */
    NO_POINTER("expected a pointer after '*', found %s; memory at a number is read as in u64[x]"),
    /** A pointer to what has no value. */
    NOT_READABLE("expected something that can be read, found %s"),
    /** {@code [} after what has no elements. */
    NO_ELEMENTS("expected an array or a pointer before '[', found %s"),
    /** {@code &} before a value without a place. */
    NO_ADDRESS("expected something in memory after '&', found %s"),
    /** Pointers are linear addresses. */
    NOT_LINEAR("expected something in linear memory after '&', found %s memory"),
    /** Bit-fields have no address. */
    BIT_FIELD_ADDRESS("expected something of whole bytes after '&', found bit-field '%s'"),
    /** A register of more than 64 bits. */
    WIDE_REGISTER("expected a part, as in %s.u32[1] or %s{0..63}, found all of %s, which has %s bits"),
    /** No such lane. */
    LANE("expected a lane from 0 to %s, found %s"),
    /** Lanes of what is no wide register, or lanes of no such width. */
    LANE_TYPE("expected lanes of u8 to u64 or s8 to s64, found '%s'"),
    /** A lane without its number. */
    LANE_NUMBER("expected a lane's number written after '%s', as in [0]"),
    /** Bits that the operand does not have. */
    BIT_RANGE("expected bits from 0 to %s, the lower first and at most 64 of them, found %s"),

    /** The scope finds its information damaged. */
    UNREADABLE("expected usable information on names and types, found: %s"),

    /** A scalar is needed. */
    SCALAR_EXPECTED("expected a number, pointer or truth value for '%s', found %s"),
    /** A number is needed. */
    NUMBER_EXPECTED("expected a number for '%s', found %s"),
    /** Two pointers, or a pointer and a number, that do not go together so. */
    POINTER_ARITHMETIC("expected a pointer and a number for '%s', found %s and %s"),
    /** Distances of unlike pointers. */
    POINTER_DISTANCE("expected pointers to the same type for '-', found %s and %s"),
    /** u64 and a signed number have no common type to divide in. */
    MIXED_DIVISION("expected operands of one signedness for '%s', found %s and %s; cast one of them"),
    /** C's precedence, which hardly anyone means. */
    BRACKETS("expected brackets around a side of '%s', since '%s' binds tighter"),
    /** The type alone decides. */
    ALWAYS("expected a comparison that can go both ways, found '%s', which is always %s for %s; cast it if another type is meant"),
    /** A symbol of unknown type stands for its address, which nobody compares with a number that was written. */
    ADDRESS("expected a value beside %s, found the address of '%s'; what lies there is read as in u64[%s]"),
    /** A text with what is none. */
    TEXT_EXPECTED("expected a text, a char array or a char pointer to compare a text with, found %s"),
    /** Texts are not ordered. */
    TEXT_OPERATOR("expected '==' or '!=' for texts, found '%s'"),
    /** A cast to or from what is no scalar. */
    CAST("expected scalar types for a cast, found %s as %s"),
    /** Unlike sides. */
    BRANCHES("expected two sides of one type after '?', found %s and %s"),
    /** {@code old} in {@code old}. */
    NESTED_OLD("expected an expression without old and changed inside %s, found %s");

    private final String form;

    Problem(String form) {
        this.form = form;
    }

    /** The sentence with its blanks filled. */
    String text(Object... blanks) {
        return form.formatted(blanks);
    }
}
