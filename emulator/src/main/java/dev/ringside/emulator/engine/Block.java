package dev.ringside.emulator.engine;

import dev.ringside.emulator.engine.translator.Unit;
import dev.ringside.emulator.isa.Instruction;
import java.util.Arrays;

/** A run of pre-decoded instructions without a branch inside, within one page. */
final class Block {
    /** Most instructions in a block. */
    static final int LONGEST = 48;

    /** Offset in CS of the first instruction: instructions have their offsets baked in. */
    final long rip;

    /** Its linear address: that says which probes are in the block. */
    final long linear;

    /** Where the bytes lie in RAM. */
    final int ramIndex;

    /** Code size it was decoded for. */
    final int mode;

    /** Bytes covered. */
    final int bytes;

    final Op[] ops;

    /** What the bytes were, kept where code has changed before; null elsewhere. */
    final byte[] code;

    /** The first of them, and how many they are. */
    final Op first;

    final int length;

    /** Where the inner loop begins: the first instruction or, when it runs very often, a {@link Chain}. */
    Op start;

    /** The probes at its first instruction, or null; further on there are none. */
    final ProbeSite site;

    /** Whether the block after this one may be remembered: its last instruction neither branches far nor serializes. */
    final boolean linkable;

    /** Cleared when a store changed one of the bytes, or probes did what the block is. */
    boolean valid = true;

    /** Set when not its bytes have changed, but probes: how often it ran still tells. */
    boolean recut;

    /** How often it still runs before a unit may take its place; below 1 when that may happen now. */
    int heat = Integer.MAX_VALUE;

    /** Whether its heat has been set back once, because a unit goes through it. */
    boolean postponed;

    /** The unit that was last found to begin here, or null; checked before use. */
    Unit unit;

    /** The two blocks that ran after this one, on the same page; checked before use. */
    Block successor;

    Block otherSuccessor;

    Block(long rip, long linear, int ramIndex, int mode, byte[] code, int bytes, Op[] ops, ProbeSite site, boolean linkable) {
        this.rip = rip;
        this.linear = linear;
        this.ramIndex = ramIndex;
        this.mode = mode;
        this.code = code;
        this.bytes = bytes;
        this.ops = ops;
        this.first = ops[0];
        this.start = first;
        this.length = ops.length;
        for (int i = 0; i < ops.length; i++) {
            ops[i].index = (short) i;
            ops[i].next = i + 1 < ops.length ? ops[i + 1] : null;
        }
        this.site = site;
        this.linkable = linkable;
    }

    /** Offset of the first byte from {@code offset} on that is not what it was any more; 0 when it is not known what they were. */
    int differs(int offset, byte[] ram) {
        if (code == null || offset > bytes) {
            return 0;
        }
        int same = Arrays.mismatch(code, offset, bytes, ram, ramIndex + offset, ramIndex + bytes);
        return same < 0 ? bytes : offset + same;
    }

    /** The instruction at this place and offset, when it ends before {@code differs}; null otherwise. */
    Op unchanged(int place, int offset, int differs) {
        if (place >= length || ops[place].insn.rip != rip + offset || offset + ops[place].insn.length > differs) {
            return null;
        }
        return ops[place];
    }

    /** From now on it runs by {@linkplain Chain chains}. */
    void chain() {
        start = Chain.of(ops);
    }

    /** Takes over how often the block ran that was here before probes changed. */
    void warmedLike(Block before) {
        heat = before.heat;
        postponed = before.postponed;
    }

    Instruction last() {
        return ops[ops.length - 1].insn;
    }
}
