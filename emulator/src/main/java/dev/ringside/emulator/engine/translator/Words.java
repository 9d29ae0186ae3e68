package dev.ringside.emulator.engine.translator;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Bytecode on words: Java ints in 32-bit code, longs in 64-bit code. A word on the Java stack or in a local variable stands for a
 * guest value of some width; unless a method says otherwise, bits above the width are garbage.
 */
final class Words {
    private static final ClassDesc INTEGER = ConstantDescs.CD_Integer, LONG = ConstantDescs.CD_Long;

    final CodeBuilder code;
    final boolean wide;

    Words(CodeBuilder code, boolean wide) {
        this.code = code;
        this.wide = wide;
    }

    ClassDesc type() {
        return wide ? ConstantDescs.CD_long : ConstantDescs.CD_int;
    }

    /** Bits of a word. */
    int bits() {
        return wide ? 64 : 32;
    }

    void load(int slot) {
        if (wide) {
            code.lload(slot);
        } else {
            code.iload(slot);
        }
    }

    void store(int slot) {
        if (wide) {
            code.lstore(slot);
        } else {
            code.istore(slot);
        }
    }

    void constant(long value) {
        if (wide) {
            code.loadConstant(value);
        } else {
            code.loadConstant((int) value);
        }
    }

    void add() {
        if (wide) {
            code.ladd();
        } else {
            code.iadd();
        }
    }

    void subtract() {
        if (wide) {
            code.lsub();
        } else {
            code.isub();
        }
    }

    void and() {
        if (wide) {
            code.land();
        } else {
            code.iand();
        }
    }

    void or() {
        if (wide) {
            code.lor();
        } else {
            code.ior();
        }
    }

    void xor() {
        if (wide) {
            code.lxor();
        } else {
            code.ixor();
        }
    }

    void negate() {
        if (wide) {
            code.lneg();
        } else {
            code.ineg();
        }
    }

    void invert() {
        constant(-1);
        xor();
    }

    /** Shifts the word below by the int on top. */
    void shiftLeft() {
        if (wide) {
            code.lshl();
        } else {
            code.ishl();
        }
    }

    void shiftRight() {
        if (wide) {
            code.lshr();
        } else {
            code.ishr();
        }
    }

    void shiftRightUnsigned() {
        if (wide) {
            code.lushr();
        } else {
            code.iushr();
        }
    }

    void shiftLeft(int count) {
        if (count != 0) {
            code.loadConstant(count);
            shiftLeft();
        }
    }

    void shiftRightUnsigned(int count) {
        if (count != 0) {
            code.loadConstant(count);
            shiftRightUnsigned();
        }
    }

    /** Clears what is above {@code width}. */
    void zeroExtend(int width) {
        if (width < bits()) {
            if (!wide && width == 16) {
                code.i2c();
            } else {
                constant((1L << width) - 1);
                and();
            }
        }
    }

    /** Copies bit {@code width - 1} into everything above it. */
    void signExtend(int width) {
        if (width >= bits()) {
            return;
        }
        if (wide) {
            code.l2i();
        }
        if (width == 8) {
            code.i2b();
        } else if (width == 16) {
            code.i2s();
        }
        if (wide) {
            code.i2l();
        }
    }

    /** An int becomes a word; bits above 32 are garbage. */
    void fromInt() {
        if (wide) {
            code.i2l();
        }
    }

    /** A long becomes a word; 32-bit words lose the upper half. */
    void fromLong() {
        if (!wide) {
            code.l2i();
        }
    }

    /** A word becomes an int: its low half. */
    void toInt() {
        if (wide) {
            code.l2i();
        }
    }

    /** A word becomes a long, zero-extended. */
    void toUnsignedLong() {
        if (!wide) {
            code.i2l();
            code.loadConstant(0xFFFFFFFFL);
            code.land();
        }
    }

    /** A word becomes a long; bits above the word are garbage. */
    void toLong() {
        if (!wide) {
            code.i2l();
        }
    }

    /** A word becomes an int (widths up to 32) or stays a long, shifted so that its top bit is the sign: comparisons see the width only. */
    void toTop(int width) {
        if (width == 64) {
            return;
        }
        toInt();
        if (width < 32) {
            code.loadConstant(32 - width);
            code.ishl();
        }
    }

    /** Compares two values that {@link #toTop} made, unsigned: leaves an int below, equal to or above 0. */
    void compareUnsigned(int width) {
        ClassDesc type = width == 64 ? ConstantDescs.CD_long : ConstantDescs.CD_int;
        code.invokestatic(width == 64 ? LONG : INTEGER, "compareUnsigned", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
    }
}
