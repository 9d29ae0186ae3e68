package dev.ringside.symbols.unwind;

/** Why a call stack ends where it does. */
public sealed interface WalkEnd {
    /** The reason in one line. */
    String text();

    /** The outermost frame: nothing has called it. */
    record Outermost(String text) implements WalkEnd {}

    /** The kernel was entered from user mode, with these registers. */
    record UserMode(FrameRegisters registers) implements WalkEnd {
        @Override
        public String text() {
            return "entered from user mode at 0x" + Long.toHexString(registers.linearPc());
        }
    }

    /** No unwinder knows how to go on. */
    record NoRule(long pc, String why) implements WalkEnd {
        @Override
        public String text() {
            return "nothing leads on from 0x" + Long.toHexString(pc) + ": " + why;
        }
    }

    /** What would lead on is not in memory. {@code address} is linear. */
    record Unreadable(long address, String what) implements WalkEnd {
        @Override
        public String text() {
            return what + " at 0x" + Long.toHexString(address) + " is not mapped";
        }
    }

    /** The next frame would be one that was there before. */
    record Cycle(int level) implements WalkEnd {
        @Override
        public String text() {
            return "the caller would be frame " + level + " again";
        }
    }

    /** As many frames as asked for. */
    record Limit(int frames) implements WalkEnd {
        @Override
        public String text() {
            return "more frames than " + frames;
        }
    }
}
