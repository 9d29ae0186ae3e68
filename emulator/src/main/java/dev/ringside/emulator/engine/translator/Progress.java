package dev.ringside.emulator.engine.translator;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** A unit's count of instructions: what is {@linkplain Slots#LEFT left} before it must ask again whether it may go on. */
final class Progress {
    private final CodeBuilder code;
    private final int length;

    /** @param length instructions that may retire between two questions */
    Progress(CodeBuilder code, int length) {
        this.code = code;
        this.length = length;
    }

    /** Jumps to {@code enough} unless fewer instructions are left than the region may retire before it asks again. */
    void nearLimit(Label enough) {
        code.iload(Slots.LEFT).loadConstant(length).if_icmpge(enough);
    }

    /** Pops how many instructions may retire at most, and sets what is left by that and the processor's limit. */
    void takeLeft() {
        code.aload(Slots.CPU).invokestatic(Types.CODE, "left", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, Types.CPU)).istore(Slots.LEFT);
        code.aload(Slots.CPU).getfield(Types.CPU, "instructions", ConstantDescs.CD_long).iload(Slots.LEFT).i2l().ladd().lstore(Slots.END);
    }

    /** Pushes the processor's count of instructions before the block under way. */
    void pushRetired() {
        code.lload(Slots.END).iload(Slots.LEFT).i2l().lsub();
    }

    void storeRetired() {
        code.aload(Slots.CPU);
        pushRetired();
        code.putfield(Types.CPU, "instructions", ConstantDescs.CD_long);
    }

    /** Counts {@code n} instructions of the block as retired. */
    void retire(int n) {
        code.iinc(Slots.LEFT, -n);
    }
}
