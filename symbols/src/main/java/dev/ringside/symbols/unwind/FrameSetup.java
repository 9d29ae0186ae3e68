package dev.ringside.symbols.unwind;

import dev.ringside.symbols.Location;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How far a function is with setting up its frame pointer, or with taking it down. */
enum FrameSetup {
    /** Not begun, or undone already: the stack pointer is at the return address. */
    NONE,
    /** The caller's frame pointer has been pushed: the stack pointer is at it. */
    PUSHED,
    /** The frame pointer is at the caller's, and the return address follows. */
    DONE,
    /** The function does not begin as one with a frame pointer does, or nobody knows where it begins. */
    UNKNOWN;

    private static final int LONGEST = 64;
    /** ENDBR and a push. */
    private static final int ENTRY = 5;
    /** Compilers may put instructions of the function between the push and the move. */
    private static final int LONGEST_GAP = 16;
    /** What may stand before: ENDBR64, ENDBR32, and five bytes that do nothing where tracing may put a call, or that call. */
    private static final List<byte[]> BEFORE = patterns("f30f1efa", "f30f1efb", "0f1f440000", "3e8d742600", "8d74260090", "666690");
    private static final List<byte[]> PUSH = patterns("55");
    private static final List<byte[]> MOVE_64 = patterns("4889e5", "488bec");
    private static final List<byte[]> MOVE = patterns("89e5", "8bec");
    /** AND of the stack pointer with an immediate. */
    private static final List<byte[]> ALIGN = patterns("83e4", "81e4");
    private static final List<byte[]> RETURN = patterns("c3", "c2", "f3c3", "cb", "ca");
    private static final List<byte[]> POP = patterns("5d");
    private static final int CALL = 0xE8;
    private static final int JUMP = 0xE9;
    private static final int BRANCH_LENGTH = 5;

    private static List<byte[]> patterns(String... hex) {
        return Arrays.stream(hex).map(HexFormat.of()::parseHex).toList();
    }

    /** Where a frame's function is. */
    static FrameSetup of(Frame frame, StackMemory memory, CallSites sites) {
        Optional<Location> function = sites.function(frame.lookupPc());
        FrameSetup begun = function.map(f -> prologue(frame, f, memory)).orElseGet(() -> called(frame, memory, sites));
        if (!frame.exact() || begun == NONE || begun == PUSHED) {
            return begun;
        }
        return epilogue(frame, memory, sites).orElseGet(() -> function.isPresent() && begun == UNKNOWN && isUntouched(frame, function.get(), memory, sites)
            ? NONE : begun);
    }

    /**
     * Whether the return address of a call of this very function is where the stack pointer is: functions without frames are short. A
     * function that aligns the stack has pushed a copy of it.
     */
    private static boolean isUntouched(Frame frame, Location function, StackMemory memory, CallSites sites) {
        OptionalLong target = sites.target(frame, 0);
        if (function.offset() > LONGEST || target.isEmpty() || target.getAsLong() != function.symbol().address()) {
            return false;
        }
        byte[] code = memory.bytes(function.symbol().address(), (int) function.offset());
        for (int at = 0; at < code.length; at++) {
            if (match(ALIGN, code, at) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Where no symbol says where the function begins: a call right to where the frame is, or to the push before it, does. */
    private static FrameSetup called(Frame frame, StackMemory memory, CallSites sites) {
        if (!frame.exact()) {
            return UNKNOWN;
        }
        byte[] before = memory.bytes(frame.pc() - ENTRY, ENTRY);
        boolean pushed = before.length == ENTRY && before[ENTRY - 1] == PUSH.getFirst()[0];
        OptionalLong entry = sites.target(frame, pushed ? 1 : 0);
        long distance = entry.isPresent() ? frame.pc() - entry.getAsLong() : -1;
        boolean marked = distance >= BEFORE.getFirst().length && distance <= ENTRY && match(BEFORE, before, ENTRY - (int) distance) > 0;
        long expected = (marked ? BEFORE.getFirst().length : 0) + (pushed ? 1 : 0);
        return distance != expected ? UNKNOWN : pushed ? PUSHED : NONE;
    }

    private static FrameSetup prologue(Frame frame, Location function, StackMemory memory) {
        int width = frame.registers().width();
        long done = frame.exact() ? function.offset() : Long.MAX_VALUE;
        if (done == 0) {
            return NONE;
        }
        // Before a call that has not returned, all of the setting up has been done.
        byte[] code = memory.bytes(function.symbol().address(), frame.exact() ? LONGEST : (int) Math.min(LONGEST, function.offset()));
        if (!frame.exact()) {
            return setsUp(code, width) ? DONE : UNKNOWN;
        }
        int at = 0;
        for (int length = skipped(code, at); length > 0; length = skipped(code, at)) {
            at += length;
        }
        int push = match(PUSH, code, at);
        int move = push == 0 ? -1 : moveAfter(code, at + push, width, true);
        if (move < 0) {
            return UNKNOWN;
        }
        return done <= at ? NONE : done <= move ? PUSHED : DONE;
    }

    /**
     * Whether a frame pointer is set up not far behind the beginning. If the stack has been aligned before, the frame is not where the
     * caller's ends.
     */
    private static boolean setsUp(byte[] code, int width) {
        for (int at = 0; at < code.length; at++) {
            int push = match(PUSH, code, at);
            if (match(ALIGN, code, at) > 0) {
                return false;
            }
            if (push > 0 && moveAfter(code, at + push, width, false) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where the stack pointer is copied, at or behind an offset; -1: nowhere.
     *
     * @param strict whether there may be no byte in between that another push would begin with
     */
    private static int moveAfter(byte[] code, int from, int width, boolean strict) {
        for (int at = from; at < code.length && at < from + LONGEST_GAP; at++) {
            if (match(width == 64 ? MOVE_64 : MOVE, code, at) > 0) {
                return at;
            }
            int opcode = code[at] & 0xFF;
            if (strict && (opcode >= 0x50 && opcode <= 0x5F || opcode == 0x68 || opcode == 0x6A || opcode == 0xFF)) {
                return -1;
            }
        }
        return -1;
    }

    private static int skipped(byte[] code, int at) {
        if (at + BRANCH_LENGTH < code.length && (code[at] & 0xFF) == CALL && match(PUSH, code, at + BRANCH_LENGTH) > 0) {
            return BRANCH_LENGTH;
        }
        return match(BEFORE, code, at);
    }

    /** At the return, or at the POP before it. */
    private static Optional<FrameSetup> epilogue(Frame frame, StackMemory memory, CallSites sites) {
        byte[] code = memory.bytes(frame.pc(), LONGEST);
        if (returns(frame, code, 0, sites)) {
            return Optional.of(NONE);
        }
        int pop = match(POP, code, 0);
        return pop > 0 && returns(frame, code, pop, sites) ? Optional.of(PUSHED) : Optional.empty();
    }

    /** RET, or a jump to the code that Linux has for it since some processors speculate past RET. */
    private static boolean returns(Frame frame, byte[] code, int at, CallSites sites) {
        if (match(RETURN, code, at) > 0) {
            return true;
        }
        if (at + BRANCH_LENGTH > code.length || (code[at] & 0xFF) != JUMP) {
            return false;
        }
        int distance = 0;
        for (int i = BRANCH_LENGTH - 1; i > 0; i--) {
            distance = distance << 8 | code[at + i] & 0xFF;
        }
        long target = frame.pc() + at + BRANCH_LENGTH + distance;
        return sites.function(frame.registers().width() == 64 ? target : target & 0xFFFF_FFFFL)
            .filter(l -> l.symbol().name().endsWith("_return_thunk")).isPresent();
    }

    /** Bytes of the pattern that stands there; 0: none does. */
    private static int match(List<byte[]> patterns, byte[] code, int at) {
        for (byte[] pattern : patterns) {
            if (at + pattern.length <= code.length && Arrays.equals(pattern, 0, pattern.length, code, at, at + pattern.length)) {
                return pattern.length;
            }
        }
        return 0;
    }
}
