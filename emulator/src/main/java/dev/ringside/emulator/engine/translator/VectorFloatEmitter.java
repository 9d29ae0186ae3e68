package dev.ringside.emulator.engine.translator;

import static dev.ringside.emulator.engine.translator.VectorOperands.begin;
import static dev.ringside.emulator.engine.translator.VectorOperands.fetch;
import static dev.ringside.emulator.engine.translator.VectorOperands.pushHalf;
import static dev.ringside.emulator.engine.translator.VectorOperands.pushSource;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ringside.emulator.cpu.simd.PlainConvert;
import dev.ringside.emulator.cpu.simd.PlainFloat;
import dev.ringside.emulator.cpu.softfloat.Arithmetic;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/**
 * Floating-point arithmetic, comparisons and scalar conversions: calls of the interpreter's methods, which HotSpot puts in line. They
 * may raise #XM, before anything but MXCSR has changed.
 */
final class VectorFloatEmitter {
    private static final ClassDesc ARITHMETIC = Types.of(Arithmetic.class), FORMAT = Types.of(FloatFormat.class),
            FLOAT = Types.of(PlainFloat.class), CONVERT = Types.of(PlainConvert.class), CPU = Types.CPU;

    private VectorFloatEmitter() {}

    static void register(Map<String, Emitter> table) {
        arithmetic(table, "ADD", Arithmetic.ADD);
        arithmetic(table, "SUB", Arithmetic.SUBTRACT);
        arithmetic(table, "MUL", Arithmetic.MULTIPLY);
        arithmetic(table, "DIV", Arithmetic.DIVIDE);
        arithmetic(table, "MIN", Arithmetic.MINIMUM);
        arithmetic(table, "MAX", Arithmetic.MAXIMUM);
        arithmetic(table, "SQRT", Arithmetic.SQUARE_ROOT);
        table.put("CVTSS2SD", (w, insn) -> convert(w, insn, FloatFormat.DOUBLE));
        table.put("CVTSD2SS", (w, insn) -> convert(w, insn, FloatFormat.SINGLE));
        for (FloatFormat format : FloatFormat.values()) {
            String letter = format == FloatFormat.SINGLE ? "S" : "D";
            table.put("COMIS" + letter, (w, insn) -> compare(w, insn, format, true));
            table.put("UCOMIS" + letter, (w, insn) -> compare(w, insn, format, false));
            table.put("CVTSI2S" + letter, (w, insn) -> fromInteger(w, insn, format));
            table.put("CVTS" + letter + "2SI", (w, insn) -> toInteger(w, insn, format, false));
            table.put("CVTTS" + letter + "2SI", (w, insn) -> toInteger(w, insn, format, true));
        }
    }

    private static void arithmetic(Map<String, Emitter> table, String name, Arithmetic op) {
        table.put(name + "SS", (w, insn) -> scalar(w, insn, op, FloatFormat.SINGLE));
        table.put(name + "SD", (w, insn) -> scalar(w, insn, op, FloatFormat.DOUBLE));
        table.put(name + "PS", (w, insn) -> packed(w, insn, op, FloatFormat.SINGLE));
        table.put(name + "PD", (w, insn) -> packed(w, insn, op, FloatFormat.DOUBLE));
    }

    private static void scalar(UnitWriter w, Instruction insn, Arithmetic op, FloatFormat format) {
        fetch(w, insn);
        begin(w, insn.reg, 0);
        VectorEmitter.pushEnum(w.code(), op);
        VectorEmitter.pushEnum(w.code(), format);
        pushHalf(w, insn.reg, 0);
        pushSource(w, insn, 0);
        w.pushCpu();
        w.code().invokestatic(FLOAT, "scalar", MethodTypeDesc.of(CD_long, ARITHMETIC, FORMAT, CD_long, CD_long, CPU)).lastore();
    }

    private static void packed(UnitWriter w, Instruction insn, Arithmetic op, FloatFormat format) {
        fetch(w, insn);
        VectorEmitter.pushEnum(w.code(), op);
        VectorEmitter.pushEnum(w.code(), format);
        w.code().loadConstant(2 * insn.reg);
        pushSource(w, insn, 0);
        pushSource(w, insn, 1);
        w.pushCpu();
        w.code().invokestatic(FLOAT, "packed", MethodTypeDesc.of(CD_void, ARITHMETIC, FORMAT, CD_int, CD_long, CD_long, CPU));
    }

    private static void compare(UnitWriter w, Instruction insn, FloatFormat format, boolean quietIsInvalid) {
        fetch(w, insn);
        VectorEmitter.pushEnum(w.code(), format);
        pushHalf(w, insn.reg, 0);
        pushSource(w, insn, 0);
        w.code().loadConstant(quietIsInvalid ? 1 : 0);
        w.pushCpu();
        w.code().invokestatic(CONVERT, "compare", MethodTypeDesc.of(CD_int, FORMAT, CD_long, CD_long, CD_boolean, CPU));
        w.popFlags();
    }

    private static void convert(UnitWriter w, Instruction insn, FloatFormat to) {
        fetch(w, insn);
        begin(w, insn.reg, 0);
        VectorEmitter.pushEnum(w.code(), to);
        pushSource(w, insn, 0);
        pushHalf(w, insn.reg, 0);
        w.pushCpu();
        w.code().invokestatic(CONVERT, "convert", MethodTypeDesc.of(CD_long, FORMAT, CD_long, CD_long, CPU)).lastore();
    }

    private static void fromInteger(UnitWriter w, Instruction insn, FloatFormat to) {
        int width = Emitters.width(insn, 1);
        DataEmitter.push(w, insn, 1);
        w.words.toLong();
        if (width == 32 && w.words.wide) {
            w.code().l2i().i2l();
        }
        w.code().lstore(w.temporary(0));
        begin(w, insn.reg, 0);
        VectorEmitter.pushEnum(w.code(), to);
        w.code().lload(w.temporary(0));
        pushHalf(w, insn.reg, 0);
        w.pushCpu();
        w.code().invokestatic(CONVERT, "fromInteger", MethodTypeDesc.of(CD_long, FORMAT, CD_long, CD_long, CPU)).lastore();
    }

    private static void toInteger(UnitWriter w, Instruction insn, FloatFormat from, boolean truncating) {
        fetch(w, insn);
        VectorEmitter.pushEnum(w.code(), from);
        pushSource(w, insn, 0);
        w.code().loadConstant(Emitters.width(insn, 0)).loadConstant(truncating ? 1 : 0);
        w.pushCpu();
        w.code().invokestatic(CONVERT, "toInteger", MethodTypeDesc.of(CD_long, FORMAT, CD_long, CD_int, CD_boolean, CPU));
        w.words.fromLong();
        DataEmitter.pop(w, insn, 0);
    }
}
