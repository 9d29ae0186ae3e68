package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.softfloat.Exponential;
import dev.ringside.emulator.cpu.softfloat.ExtendedArithmetic;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.SseComparison;
import dev.ringside.emulator.cpu.softfloat.Trigonometry;
import dev.ringside.emulator.isa.Row;

/** Rows of the instructions that compute, compare and classify. */
final class X87ArithmeticRows {
    private X87ArithmeticRows() {
    }

    static void addTo(X87Bindings bindings) {
        arithmetic(bindings, "ADD", X87Arithmetic.ADD);
        arithmetic(bindings, "MUL", X87Arithmetic.MUL);
        arithmetic(bindings, "SUB", X87Arithmetic.SUB);
        arithmetic(bindings, "SUBR", X87Arithmetic.SUBR);
        arithmetic(bindings, "DIV", X87Arithmetic.DIV);
        arithmetic(bindings, "DIVR", X87Arithmetic.DIVR);
        comparisons(bindings);
        functions(bindings);
        for (X87Constant constant : X87Constant.values()) {
            bindings.onStack(constant.name(), (unit, insn) -> constant.push(unit));
        }
    }

    /** The six forms of one operation. */
    private static void arithmetic(X87Bindings bindings, String name, ExtendedArithmetic.Binary op) {
        bindings.computing("F" + name, row -> X87Bindings.isMemory(row) ? withFloat(row, op) : withRegister(row, op))
                .computing("FI" + name, row -> withInteger(row, op))
                .onStack("F" + name + "P", (unit, insn) -> X87Arithmetic.binary(unit, op, insn.rm & 7, 0, true));
    }

    private static Semantics withRegister(Row row, ExtendedArithmetic.Binary op) {
        return X87Bindings.towardsRegister(row)
                ? (cpu, insn) -> X87Arithmetic.binary(cpu.x87Unit, op, insn.rm & 7, 0, false)
                : (cpu, insn) -> X87Arithmetic.binary(cpu.x87Unit, op, 0, insn.rm & 7, false);
    }

    private static Semantics withFloat(Row row, ExtendedArithmetic.Binary op) {
        int width = X87Bindings.width(row);
        FloatFormat format = X87Bindings.format(row);
        return (cpu, insn) -> X87Arithmetic.binaryWithFloat(cpu.x87Unit, op, format, X87Bindings.load(cpu, insn, width));
    }

    private static Semantics withInteger(Row row, ExtendedArithmetic.Binary op) {
        int width = X87Bindings.width(row);
        return (cpu, insn) -> X87Arithmetic.binaryWithInteger(cpu.x87Unit, op, X87Bindings.loadSigned(cpu, insn, width));
    }

    private static void comparisons(X87Bindings bindings) {
        comparison(bindings, "", 0);
        comparison(bindings, "P", 1);
        bindings.onStack("FCOMPP", (unit, insn) -> X87Comparison.compare(unit, 1, true, 2))
                .onStack("FUCOMPP", (unit, insn) -> X87Comparison.compare(unit, 1, false, 2))
                .onStack("FTST", (unit, insn) -> X87Comparison.test(unit))
                .onStack("FXAM", (unit, insn) -> X87Comparison.examine(unit))
                .computing("FCOMI", row -> flagsOf(true, false))
                .computing("FCOMIP", row -> flagsOf(true, true))
                .computing("FUCOMI", row -> flagsOf(false, false))
                .computing("FUCOMIP", row -> flagsOf(false, true));
    }

    /** FCOM, FICOM, FUCOM, or the same with a pop. */
    private static void comparison(X87Bindings bindings, String suffix, int pops) {
        bindings.computing("FCOM" + suffix, row -> X87Bindings.isMemory(row) ? compareWithFloat(row, pops)
                        : (cpu, insn) -> X87Comparison.compare(cpu.x87Unit, insn.rm & 7, true, pops))
                .computing("FICOM" + suffix, row -> compareWithInteger(row, pops))
                .onStack("FUCOM" + suffix, (unit, insn) -> X87Comparison.compare(unit, insn.rm & 7, false, pops));
    }

    private static Semantics compareWithFloat(Row row, int pops) {
        int width = X87Bindings.width(row);
        FloatFormat format = X87Bindings.format(row);
        return (cpu, insn) -> X87Comparison.compareWithFloat(cpu.x87Unit, format, X87Bindings.load(cpu, insn, width), pops);
    }

    private static Semantics compareWithInteger(Row row, int pops) {
        int width = X87Bindings.width(row);
        return (cpu, insn) -> X87Comparison.compareWithInteger(cpu.x87Unit, X87Bindings.loadSigned(cpu, insn, width), pops);
    }

    private static Semantics flagsOf(boolean quietIsInvalid, boolean pop) {
        return (cpu, insn) -> cpu.flags.setArithmetic(switch (X87Comparison.compareToFlags(cpu.x87Unit, insn.rm & 7, quietIsInvalid, pop)) {
            case SseComparison.LESS -> Flags.CF;
            case SseComparison.EQUAL -> Flags.ZF;
            case SseComparison.GREATER -> 0;
            default -> Flags.ZF | Flags.PF | Flags.CF;
        });
    }

    private static void functions(X87Bindings bindings) {
        bindings.onStack("FCHS", (unit, insn) -> X87Arithmetic.changeSign(unit))
                .onStack("FABS", (unit, insn) -> X87Arithmetic.absolute(unit))
                .onStack("FXTRACT", (unit, insn) -> X87Arithmetic.extract(unit))
                .onStack("FSQRT", (unit, insn) -> X87Arithmetic.unary(unit, ExtendedArithmetic::squareRoot))
                .onStack("FRNDINT", (unit, insn) -> X87Arithmetic.roundToInteger(unit))
                .onStack("FSCALE", (unit, insn) -> X87Arithmetic.scale(unit))
                .onStack("FPREM", (unit, insn) -> X87Arithmetic.remainder(unit, false))
                .onStack("FPREM1", (unit, insn) -> X87Arithmetic.remainder(unit, true))
                .onStack("F2XM1", (unit, insn) -> X87Arithmetic.unary(unit, Exponential::powerMinusOne))
                .onStack("FYL2X", (unit, insn) -> X87Arithmetic.binaryOfTop(unit, Exponential::logarithm, true))
                .onStack("FYL2XP1", (unit, insn) -> X87Arithmetic.binaryOfTop(unit, Exponential::logarithmOfSuccessor, true))
                .onStack("FPATAN", (unit, insn) -> X87Arithmetic.binaryOfTop(unit, Trigonometry::arctangent, true))
                .onStack("FPTAN", (unit, insn) -> X87Transcendental.tangent(unit))
                .onStack("FSIN", (unit, insn) -> X87Transcendental.circular(unit, Trigonometry::sine))
                .onStack("FCOS", (unit, insn) -> X87Transcendental.circular(unit, Trigonometry::cosine))
                .onStack("FSINCOS", (unit, insn) -> X87Transcendental.sineAndCosine(unit));
    }
}
