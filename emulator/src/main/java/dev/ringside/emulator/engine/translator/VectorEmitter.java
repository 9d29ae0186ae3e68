package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Row;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

/**
 * Instructions on XMM registers. Moves and logic are put in line; what computes calls the static methods that the interpreter's
 * semantics call, with constants for operation and lane. Availability is checked at the first of a block: nothing in line changes it.
 */
final class VectorEmitter {
    private static final Map<String, Emitter> BY_MNEMONIC = new HashMap<>();

    static {
        VectorMoveEmitter.register(BY_MNEMONIC);
        VectorIntegerEmitter.register(BY_MNEMONIC);
        VectorFloatEmitter.register(BY_MNEMONIC);
    }

    private VectorEmitter() {}

    /** Whether the form is put in line where {@link #plain} allows it. */
    static boolean knows(Row row) {
        return row.is(Row.Attribute.SSE) && !row.is(Row.Attribute.MMX) && !row.is(Row.Attribute.SERIALIZES) && BY_MNEMONIC.containsKey(row.mnemonic());
    }

    /** Whether the memory operand, if there is one, needs no check of its segment: alignment is checked before that. */
    static boolean plain(UnitContext context, Instruction insn) {
        return !insn.memory || !insn.row.is(Row.Attribute.SSE) || context.plain(insn.segment);
    }

    static void emit(UnitWriter w, Instruction insn) {
        w.mayThrow(insn);
        w.requireVectors();
        BY_MNEMONIC.get(insn.row.mnemonic()).emit(w, insn);
    }

    // ---- for the emitters of the groups ----

    /** Pushes a constant of an enum. */
    static void pushEnum(CodeBuilder code, Enum<?> constant) {
        ClassDesc type = Types.of(constant.getDeclaringClass());
        code.getstatic(type, constant.name(), type);
    }

    /** Calls a static method that returns a long. */
    static void call(UnitWriter w, Class<?> owner, String method, ClassDesc... parameters) {
        w.code().invokestatic(Types.of(owner), method, MethodTypeDesc.of(ConstantDescs.CD_long, parameters));
    }
}
