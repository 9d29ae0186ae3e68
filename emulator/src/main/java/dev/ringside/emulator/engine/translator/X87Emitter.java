package dev.ringside.emulator.engine.translator;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.softfloat.ExtendedArithmetic;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.x87.X87Arithmetic;
import dev.ringside.emulator.cpu.x87.X87Checks;
import dev.ringside.emulator.cpu.x87.X87Comparison;
import dev.ringside.emulator.cpu.x87.X87Constant;
import dev.ringside.emulator.cpu.x87.X87State;
import dev.ringside.emulator.cpu.x87.X87Transfer;
import dev.ringside.emulator.cpu.x87.X87Unit;
import dev.ringside.emulator.engine.translator.Emitters.Emitter;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The x87's loads, stores, arithmetic and comparisons: calls of the interpreter's methods with constants for operation, registers and
 * format, which HotSpot puts in line. The instruction and data pointers are kept as the interpreter keeps them.
 */
final class X87Emitter {
    private static final ClassDesc UNIT = Types.of(X87Unit.class), ARITHMETIC = Types.of(X87Arithmetic.class),
            COMPARISON = Types.of(X87Comparison.class), TRANSFER = Types.of(X87Transfer.class),
            CONSTANT = Types.of(X87Constant.class), STATE = Types.of(X87State.class),
            CHECKS = Types.of(X87Checks.class), FORMAT = Types.of(FloatFormat.class),
            INSTRUCTION = Types.of(Instruction.class), CPU = Types.CPU,
            BINARY = ExtendedArithmetic.Binary.class.describeConstable().orElseThrow();

    private static final int VALUE = 0, ADDRESS = 3;

    private static final Map<String, Emitter> BY_MNEMONIC = new HashMap<>();

    static {
        for (String name : List.of("ADD", "MUL", "SUB", "SUBR", "DIV", "DIVR")) {
            BY_MNEMONIC.put("F" + name, (w, insn) -> arithmetic(w, insn, name, false));
            BY_MNEMONIC.put("F" + name + "P", (w, insn) -> arithmetic(w, insn, name, true));
            BY_MNEMONIC.put("FI" + name, (w, insn) -> arithmeticWithInteger(w, insn, name));
        }
        BY_MNEMONIC.put("FLD", X87Emitter::load);
        BY_MNEMONIC.put("FILD", X87Emitter::loadInteger);
        BY_MNEMONIC.put("FST", (w, insn) -> store(w, insn, false));
        BY_MNEMONIC.put("FSTP", (w, insn) -> store(w, insn, true));
        BY_MNEMONIC.put("FIST", (w, insn) -> storeInteger(w, insn, false, false));
        BY_MNEMONIC.put("FISTP", (w, insn) -> storeInteger(w, insn, false, true));
        BY_MNEMONIC.put("FISTTP", (w, insn) -> storeInteger(w, insn, true, true));
        for (X87Constant constant : X87Constant.values()) {
            BY_MNEMONIC.put(constant.name(), (w, insn) -> pushConstant(w, constant));
        }
        BY_MNEMONIC.put("FXCH", (w, insn) -> onRegister(w, TRANSFER, "exchange", insn));
        BY_MNEMONIC.put("FCHS", (w, insn) -> onTop(w, "changeSign"));
        BY_MNEMONIC.put("FABS", (w, insn) -> onTop(w, "absolute"));
        BY_MNEMONIC.put("FCOM", (w, insn) -> compare(w, insn, true, 0));
        BY_MNEMONIC.put("FCOMP", (w, insn) -> compare(w, insn, true, 1));
        BY_MNEMONIC.put("FCOMPP", (w, insn) -> compare(w, insn, true, 2));
        BY_MNEMONIC.put("FUCOM", (w, insn) -> compare(w, insn, false, 0));
        BY_MNEMONIC.put("FUCOMP", (w, insn) -> compare(w, insn, false, 1));
        BY_MNEMONIC.put("FUCOMPP", (w, insn) -> compare(w, insn, false, 2));
        BY_MNEMONIC.put("FNSTSW", (w, insn) -> storeStatus(w));
    }

    private X87Emitter() {}

    /** Whether the form is put in line: not the operands of 80 bits, nor FNSTSW to memory, nor encodings that no manual describes. */
    static boolean knows(Row row) {
        return row.is(Row.Attribute.X87) && !row.is(Row.Attribute.ALIAS) && BY_MNEMONIC.containsKey(row.mnemonic())
                && row.operands().stream().noneMatch(o -> o.kind() == OperandKind.MEM && (o.size() > 64 || row.mnemonic().equals("FNSTSW")));
    }

    static void emit(UnitWriter w, Instruction insn) {
        w.mayThrow(insn);
        w.pushCpu();
        w.runtime("requireX87", CD_void, CPU);
        BY_MNEMONIC.get(insn.row.mnemonic()).emit(w, insn);
        if (insn.row.mnemonic().equals("FNSTSW")) {
            return;
        }
        w.pushCpu();
        w.pushInstruction(insn);
        if (insn.memory) {
            w.memory.pushOffset(insn);
            w.words.toUnsignedLong();
        } else {
            w.code().lconst_0();
        }
        w.code().invokestatic(CHECKS, "remember", MethodTypeDesc.of(CD_void, CPU, INSTRUCTION, CD_long));
    }

    // ---- operands ----

    private static int width(Instruction insn) {
        return insn.row.operands().getFirst().size();
    }

    private static void pushUnit(UnitWriter w) {
        w.pushCpu();
        w.code().getfield(CPU, "x87Unit", UNIT);
    }

    /** Loads the memory operand into a temporary: floats as their bits, integers sign-extended. */
    private static void fetch(UnitWriter w, Instruction insn, boolean signed) {
        int width = width(insn);
        w.memory.pushLinear(insn, width / 8, false);
        w.code().lstore(w.temporary(ADDRESS));
        w.memory.load(w.temporary(ADDRESS), width);
        if (width < 64) {
            w.words.toLong();
            if (signed) {
                w.code().loadConstant(64 - width).lshl().loadConstant(64 - width).lshr();
            }
        }
        w.code().lstore(w.temporary(VALUE));
    }

    private static void pushFormat(UnitWriter w, Instruction insn) {
        VectorEmitter.pushEnum(w.code(), width(insn) == 32 ? FloatFormat.SINGLE : FloatFormat.DOUBLE);
    }

    private static void pushOperation(UnitWriter w, String name) {
        w.code().getstatic(ARITHMETIC, name, BINARY);
    }

    private static void flag(UnitWriter w, boolean value) {
        w.code().loadConstant(value ? 1 : 0);
    }

    // ---- arithmetic and comparison ----

    private static void arithmetic(UnitWriter w, Instruction insn, String name, boolean pop) {
        if (insn.memory) {
            fetch(w, insn, false);
            pushUnit(w);
            pushOperation(w, name);
            pushFormat(w, insn);
            w.code().lload(w.temporary(VALUE));
            w.code().invokestatic(ARITHMETIC, "binaryWithFloat", MethodTypeDesc.of(CD_void, UNIT, BINARY, FORMAT, CD_long));
            return;
        }
        List<Operand> operands = insn.row.operands();
        boolean towardsRegister = pop || operands.getFirst().kind() == OperandKind.STI;
        int register = insn.rm & 7;
        pushUnit(w);
        pushOperation(w, name);
        w.code().loadConstant(towardsRegister ? register : 0).loadConstant(towardsRegister ? 0 : register);
        flag(w, pop);
        w.code().invokestatic(ARITHMETIC, "binary", MethodTypeDesc.of(CD_void, UNIT, BINARY, CD_int, CD_int, CD_boolean));
    }

    private static void arithmeticWithInteger(UnitWriter w, Instruction insn, String name) {
        fetch(w, insn, true);
        pushUnit(w);
        pushOperation(w, name);
        w.code().lload(w.temporary(VALUE));
        w.code().invokestatic(ARITHMETIC, "binaryWithInteger", MethodTypeDesc.of(CD_void, UNIT, BINARY, CD_long));
    }

    private static void onTop(UnitWriter w, String method) {
        pushUnit(w);
        w.code().invokestatic(ARITHMETIC, method, MethodTypeDesc.of(CD_void, UNIT));
    }

    private static void compare(UnitWriter w, Instruction insn, boolean quietIsInvalid, int pops) {
        if (insn.memory) {
            fetch(w, insn, false);
            pushUnit(w);
            pushFormat(w, insn);
            w.code().lload(w.temporary(VALUE)).loadConstant(pops);
            w.code().invokestatic(COMPARISON, "compareWithFloat", MethodTypeDesc.of(CD_void, UNIT, FORMAT, CD_long, CD_int));
            return;
        }
        pushUnit(w);
        w.code().loadConstant(pops == 2 ? 1 : insn.rm & 7);
        flag(w, quietIsInvalid);
        w.code().loadConstant(pops);
        w.code().invokestatic(COMPARISON, "compare", MethodTypeDesc.of(CD_void, UNIT, CD_int, CD_boolean, CD_int));
    }

    /** FNSTSW AX. */
    private static void storeStatus(UnitWriter w) {
        w.pushCpu();
        w.code().invokestatic(CHECKS, "withdrawError", MethodTypeDesc.of(CD_void, CPU));
        w.pushCpu();
        w.code().getfield(CPU, "x87", STATE).invokevirtual(STATE, "statusWord", MethodTypeDesc.of(CD_int));
        w.words.fromInt();
        w.registers.pop(Cpu.RAX, 16, false);
    }

    // ---- loads and stores ----

    private static void load(UnitWriter w, Instruction insn) {
        if (!insn.memory) {
            onRegister(w, TRANSFER, "pushRegister", insn);
            return;
        }
        fetch(w, insn, false);
        pushUnit(w);
        pushFormat(w, insn);
        w.code().lload(w.temporary(VALUE));
        w.code().invokestatic(TRANSFER, "pushFloat", MethodTypeDesc.of(CD_void, UNIT, FORMAT, CD_long));
    }

    private static void loadInteger(UnitWriter w, Instruction insn) {
        fetch(w, insn, true);
        pushUnit(w);
        w.code().lload(w.temporary(VALUE));
        w.code().invokestatic(TRANSFER, "pushInteger", MethodTypeDesc.of(CD_void, UNIT, CD_long));
    }

    private static void pushConstant(UnitWriter w, X87Constant constant) {
        VectorEmitter.pushEnum(w.code(), constant);
        pushUnit(w);
        w.code().invokevirtual(CONSTANT, "push", MethodTypeDesc.of(CD_void, UNIT));
    }

    private static void onRegister(UnitWriter w, ClassDesc owner, String method, Instruction insn) {
        pushUnit(w);
        w.code().loadConstant(insn.rm & 7);
        w.code().invokestatic(owner, method, MethodTypeDesc.of(CD_void, UNIT, CD_int));
    }

    private static void store(UnitWriter w, Instruction insn, boolean pop) {
        if (!insn.memory) {
            pushUnit(w);
            w.code().loadConstant(insn.rm & 7);
            flag(w, pop);
            w.code().invokestatic(TRANSFER, "storeRegister", MethodTypeDesc.of(CD_void, UNIT, CD_int, CD_boolean));
            return;
        }
        w.pushCpu();
        pushUnit(w);
        pushFormat(w, insn);
        w.code().invokestatic(TRANSFER, "floatToStore", MethodTypeDesc.of(CD_long, UNIT, FORMAT));
        finishStore(w, insn, pop);
    }

    private static void storeInteger(UnitWriter w, Instruction insn, boolean truncate, boolean pop) {
        w.pushCpu();
        pushUnit(w);
        w.code().loadConstant(width(insn));
        flag(w, truncate);
        w.code().invokestatic(TRANSFER, "integerToStore", MethodTypeDesc.of(CD_long, UNIT, CD_int, CD_boolean));
        finishStore(w, insn, pop);
    }

    /** The processor and the value lie on the Java stack; only when memory has been written does the FPU change. */
    private static void finishStore(UnitWriter w, Instruction insn, boolean pop) {
        int width = width(insn);
        w.runtime("storable", CD_long, CPU, CD_long);
        if (width < 64) {
            w.words.fromLong();
            w.words.store(w.temporary(VALUE));
        } else {
            w.code().lstore(w.temporary(VALUE));
        }
        w.memory.pushLinear(insn, width / 8, true);
        w.code().lstore(w.temporary(ADDRESS));
        w.memory.store(w.temporary(ADDRESS), width, w.temporary(VALUE));
        pushUnit(w);
        flag(w, pop);
        w.code().invokestatic(TRANSFER, "finishStore", MethodTypeDesc.of(CD_void, UNIT, CD_boolean));
    }
}
