package dev.ringside.symbols.unwind;

import dev.ringside.symbols.Location;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells whether a number can be a return address. */
final class CallSites {
    private static final String TEXT_LETTERS = "tTwW";
    /** Bytes of the longest call that is looked for, without prefixes. */
    private static final int LONGEST = 7;

    private final StackMemory memory;
    private final CodeSymbols symbols;

    CallSites(StackMemory memory, CodeSymbols symbols) {
        this.memory = memory;
        this.symbols = symbols;
    }

    /** The function that an address inside it belongs to. */
    Optional<Location> function(long linear) {
        return symbols.locate(linear).filter(l -> TEXT_LETTERS.indexOf(l.symbol().letter()) >= 0);
    }

    /**
     * Whether code returns there: it follows a call, and if the code that asks has a symbol, that place has one, too.
     *
     * @param callee the frame whose return address it would be
     */
    boolean returnsTo(Frame callee, long linear) {
        return (function(callee.lookupPc()).isEmpty() || function(linear - 1).isPresent()) && followsNearCall(linear, callee.registers().width());
    }

    /** Whether the bytes before an address are a near call: E8 with a distance, or FF /2 of the length that its ModRM byte says. */
    boolean followsNearCall(long linear, int width) {
        byte[] code = before(linear);
        int end = LONGEST;
        int distance = width == 16 ? 2 : 4;
        return code.length == LONGEST && ((code[end - distance - 1] & 0xFF) == 0xE8 && directTarget(code, linear, width)
            || followsGroup(code, 2, width));
    }

    /** Where the direct call went that has left its return address on the stack, {@code words} above the stack pointer; empty: none has. */
    OptionalLong target(Frame frame, int words) {
        FrameRegisters registers = frame.registers();
        try {
            long sp = registers.get(GeneralRegister.RSP).orElseThrow();
            long back = registers.withPc(memory.word(registers, sp + (long) words * registers.bytes(), "return address")).linearPc();
            byte[] code = before(back);
            boolean direct = registers.width() != 16 && code.length == LONGEST && (code[LONGEST - 5] & 0xFF) == 0xE8;
            return direct ? OptionalLong.of(target(code, back, registers.width())) : OptionalLong.empty();
        } catch (UnreadableException _) {
            return OptionalLong.empty();
        }
    }

    /** Whether the bytes before an address are a far call: 9A with a pointer, or FF /3. */
    boolean followsFarCall(long linear, int width) {
        byte[] code = before(linear);
        int pointer = width == 16 ? 4 : 6;
        return code.length == LONGEST && (width != 64 && (code[LONGEST - pointer - 1] & 0xFF) == 0x9A || followsGroup(code, 3, width));
    }

    /** Whether the bytes before an address are INT n. */
    boolean followsInterrupt(long linear) {
        byte[] code = before(linear);
        return code.length == LONGEST && (code[LONGEST - 2] & 0xFF) == 0xCD;
    }

    private byte[] before(long linear) {
        return memory.bytes(linear - LONGEST, LONGEST);
    }

    /** Where all functions have symbols, a call goes to one. */
    private boolean directTarget(byte[] code, long linear, int width) {
        if (width == 16 || function(linear - 1).isEmpty()) {
            return true;
        }
        return function(target(code, linear, width)).isPresent();
    }

    /** Of a direct call of 32 or 64-bit code. */
    private static long target(byte[] code, long linear, int width) {
        int distance = 0;
        for (int i = LONGEST - 1; i >= LONGEST - 4; i--) {
            distance = distance << 8 | code[i] & 0xFF;
        }
        return width == 64 ? linear + distance : linear + distance & 0xFFFF_FFFFL;
    }

    private static boolean followsGroup(byte[] code, int operation, int width) {
        for (int length = 2; length <= LONGEST; length++) {
            int at = LONGEST - length;
            if ((code[at] & 0xFF) == 0xFF && (code[at + 1] >> 3 & 7) == operation && lengthOf(code, at + 1, width) == length - 1) {
                return true;
            }
        }
        return false;
    }

    /** Bytes of ModRM, SIB and displacement (SDM vol. 2, 2.1.5); 0: cut off. */
    private static int lengthOf(byte[] code, int at, int width) {
        int mod = code[at] >> 6 & 3;
        int rm = code[at] & 7;
        if (mod == 3) {
            return 1;
        }
        if (width == 16) {
            return mod == 1 ? 2 : mod == 2 || rm == 6 ? 3 : 1;
        }
        boolean sib = rm == 4;
        if (sib && at + 1 >= LONGEST) {
            return 0;
        }
        boolean noBase = mod == 0 && (sib ? (code[at + 1] & 7) == 5 : rm == 5);
        return 1 + (sib ? 1 : 0) + (mod == 1 ? 1 : mod == 2 || noBase ? 4 : 0);
    }
}
