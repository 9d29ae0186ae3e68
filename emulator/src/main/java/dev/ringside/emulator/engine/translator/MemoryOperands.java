package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.isa.Instruction;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;

/** Addresses of a unit's memory operands, and the accesses themselves. */
final class MemoryOperands {
    private final CodeBuilder code;
    private final UnitContext context;
    private final Words words;
    private final RegisterLocals registers;
    private final AccessMethods accesses;

    MemoryOperands(CodeBuilder code, UnitContext context, Words words, RegisterLocals registers, AccessMethods accesses) {
        this.code = code;
        this.context = context;
        this.words = words;
        this.registers = registers;
        this.accesses = accesses;
    }

    /** Pushes the offset of the memory operand, a word, cut to the address size. */
    void pushOffset(Instruction insn) {
        boolean something = false;
        if (insn.base != Instruction.NO_REGISTER) {
            words.load(registers.slot(insn.base));
            something = true;
        }
        if (insn.index != Instruction.NO_REGISTER) {
            words.load(registers.slot(insn.index));
            words.shiftLeft(insn.scaleShift);
            if (something) {
                words.add();
            }
            something = true;
        }
        if (insn.displacement != 0 || !something) {
            words.constant(insn.displacement);
            if (something) {
                words.add();
            }
        }
        if (insn.addressSize < words.bits()) {
            words.zeroExtend(insn.addressSize);
        }
    }

    /** Pushes the linear address of the memory operand, a long, checked unless the access itself checks. */
    void pushLinear(Instruction insn, int bytes, boolean write) {
        if (context.plain(insn.segment)) {
            pushOffset(insn);
            words.toUnsignedLong();
            addBase(insn.segment);
        } else {
            pushOffset(insn);
            checkedLinear(insn.segment, bytes, write);
        }
    }

    /** Pops an offset, a word; pushes the linear address of what lies there in the segment, a long, with all checks of segmentation. */
    void checkedLinear(int segment, int bytes, boolean write) {
        words.toUnsignedLong();
        code.aload(Slots.CPU).loadConstant(segment).loadConstant(bytes).loadConstant(write ? 1 : 0);
        Types.runtime(code, "linear", ConstantDescs.CD_long, ConstantDescs.CD_long, Types.CPU, ConstantDescs.CD_int, ConstantDescs.CD_int,
                ConstantDescs.CD_boolean);
    }

    /** Pushes the linear address that a register of the code's width points to through a segment that needs no check, a long. */
    void pushLinear(int register, int segment) {
        words.load(registers.slot(register));
        words.toUnsignedLong();
        addBase(segment);
    }

    private void addBase(int segment) {
        if (segment >= Instruction.FS) {
            code.aload(Slots.CPU).getfield(Types.CPU, "segments", Types.SEGMENTS).getfield(Types.SEGMENTS, "effectiveBase", Types.LONGS)
                    .loadConstant(segment).laload().ladd();
            if (!context.wide()) {
                code.loadConstant(0xFFFFFFFFL).land();
            }
        }
    }

    /** Pops nothing; loads from the linear address in a local and pushes the value, zero-extended (32 bits in 64-bit code too). */
    void load(int linearSlot, int width) {
        access(AccessMethods.Kind.LOAD, linearSlot, width);
    }

    /** {@link #load} of what will be stored again. */
    void loadForUpdate(int linearSlot, int width) {
        access(AccessMethods.Kind.UPDATE, linearSlot, width);
    }

    private void access(AccessMethods.Kind kind, int linearSlot, int width) {
        code.lload(linearSlot);
        accesses.call(code, kind, width);
        if (width < 64) {
            words.fromInt();
            if (width == 32) {
                words.zeroExtend(32);
            }
        }
    }

    /** Stores the word (64 bits: the long) in a local at the linear address in another. */
    void store(int linearSlot, int width, int valueSlot) {
        code.lload(linearSlot);
        if (width == 64) {
            code.lload(valueSlot);
        } else {
            words.load(valueSlot);
            words.toInt();
        }
        accesses.call(code, AccessMethods.Kind.STORE, width);
    }
}
