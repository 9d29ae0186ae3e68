package dev.ringside.emulator.engine.translator;

import java.lang.classfile.CodeBuilder;

/** The general registers that a unit uses, in local variables, each a word. */
final class RegisterLocals {
    private final CodeBuilder code;
    private final Words words;
    private final RegisterUse use;
    private final int[] slots = new int[16];
    private final int afterLast;

    RegisterLocals(CodeBuilder code, Words words, RegisterUse use) {
        this.code = code;
        this.words = words;
        this.use = use;
        int next = Slots.FIRST_REGISTER;
        for (int i = 0; i < slots.length; i++) {
            slots[i] = next;
            next += use.used(i) ? 2 : 0;
        }
        this.afterLast = next;
    }

    /** The first local variable that no register has. */
    int afterLast() {
        return afterLast;
    }

    /** Takes all from the processor. */
    void load() {
        for (int i = 0; i < 16; i++) {
            if (use.used(i)) {
                code.aload(Slots.REGISTERS).loadConstant(i).laload();
                words.fromLong();
                words.store(slots[i]);
            }
        }
    }

    /** Gives the processor those that may have been written. */
    void store() {
        store(-1);
    }

    /** Gives the processor those of {@code mask}, by register number, that may have been written. */
    void store(int mask) {
        for (int i = 0; i < 16; i++) {
            if ((mask >>> i & 1) != 0 && use.written(i)) {
                code.aload(Slots.REGISTERS).loadConstant(i);
                words.load(slots[i]);
                words.toUnsignedLong();
                code.lastore();
            }
        }
    }

    /** Pushes a register with garbage above {@code width}. */
    void push(int number, int width, boolean high) {
        words.load(slot(high ? number - 4 : number));
        if (high) {
            words.shiftRightUnsigned(8);
        }
    }

    /** Pushes a register, zero-extended from {@code width}. */
    void pushClean(int number, int width, boolean high) {
        push(number, width, high);
        words.zeroExtend(width);
    }

    /** Pops a value into {@code width} bits of a register; bits above are dropped. */
    void pop(int number, int width, boolean high) {
        int slot = slot(high ? number - 4 : number);
        if (!use.written(high ? number - 4 : number)) {
            throw new IllegalStateException("register " + number + " is written unexpectedly");
        }
        if (width == 32 && words.wide) {
            words.zeroExtend(32);
        } else if (width < 32) {
            words.zeroExtend(width);
            long mask = (1L << width) - 1;
            if (high) {
                words.shiftLeft(8);
                mask <<= 8;
            }
            words.load(slot);
            words.constant(~mask);
            words.and();
            words.or();
        }
        words.store(slot);
    }

    int slot(int number) {
        if (!use.used(number)) {
            throw new IllegalStateException("register " + number + " is used unexpectedly");
        }
        return slots[number];
    }
}
