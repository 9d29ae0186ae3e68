package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes one method of a compiled expression: what all emitters need. Numbers are longs on the operand stack. Where a value turns out to be
 * missing, code jumps to one label, with nothing on the operand stack: so whoever writes a node that {@linkplain Outline#mayMiss may
 * miss} has put what it holds into local variables before.
 */
final class MethodWriter {
    static final ClassDesc CPU = ClassDesc.of(Cpu.class.getName()), MOMENT = ClassDesc.of(Moment.class.getName()),
        ANSWER = ClassDesc.of(Answer.class.getName()), READS = ClassDesc.of(Reads.class.getName()),
        NUMBERS = ClassDesc.of(Numbers.class.getName());
    static final ClassDesc LONG = ConstantDescs.CD_long, INT = ConstantDescs.CD_int, BOOLEAN = ConstantDescs.CD_boolean;

    /** Parameters and result of every method that evaluates something. */
    static final MethodTypeDesc EVALUATE = MethodTypeDesc.of(BOOLEAN, CPU, MOMENT);

    private static final MethodTypeDesc VALUE = MethodTypeDesc.of(LONG, CPU);

    final CodeBuilder code;
    final Surroundings around;

    private final Label missing;

    /**
     * Writes with {@code code}.
     *
     * @param missing where to go on when there is no value
     */
    MethodWriter(CodeBuilder code, Surroundings around, Label missing) {
        this.code = code;
        this.around = around;
        this.missing = missing;
    }

    void pushCpu() {
        code.aload(code.parameterSlot(0));
    }

    void pushMoment() {
        code.aload(code.parameterSlot(1));
    }

    void push(Object constant, Class<?> type) {
        around.data().push(code, constant, ClassDesc.of(type.getName()));
    }

    /** Takes the number on the stack into a local variable of its own. */
    int keep() {
        int slot = code.allocateLocal(TypeKind.LONG);
        code.lstore(slot);
        return slot;
    }

    /** Pushes two numbers. */
    void pair(Node left, Node right) {
        NumberEmitter.push(this, left);
        if (!around.outline().mayMiss(right)) {
            NumberEmitter.push(this, right);
            return;
        }
        int first = keep();
        NumberEmitter.push(this, right);
        int second = keep();
        code.lload(first).lload(second);
    }

    /** Goes to where values are missing unless the truth value on the stack holds; nothing may lie below it. */
    void missUnless() {
        code.ifeq(missing);
    }

    /** There is no value. The code that follows expects a number all the same. */
    void miss() {
        code.iconst_0();
        missUnless();
        code.lconst_0();
    }

    /** Calls what says whether it has read something, and pushes that; its parameters are on the stack. */
    void read(String method, ClassDesc... parameters) {
        code.invokestatic(READS, method, MethodTypeDesc.of(BOOLEAN, parameters));
        missUnless();
        pushCpu();
        code.invokestatic(READS, "value", VALUE);
    }

    /** Calls the method of a node that stands apart. */
    void call(Node node) {
        pushCpu();
        pushMoment();
        code.invokestatic(around.name(), around.methodOf(node), EVALUATE);
        if (around.outline().mayMiss(node)) {
            missUnless();
        } else {
            code.pop();
        }
        push(around.answer(), Answer.class);
        code.getfield(ANSWER, "value", LONG);
    }

    /** Leaves the number on the stack as the answer. */
    void answer() {
        int value = keep();
        push(around.answer(), Answer.class);
        code.lload(value).putfield(ANSWER, "value", LONG);
    }

    /** Moves the number on the stack down by a constant. */
    void shiftDown(int bits) {
        if (bits != 0) {
            code.loadConstant(bits).lushr();
        }
    }

    /** Cuts the number on the stack off to a scalar type and extends it. */
    void canonical(Type type) {
        switch (type) {
            case IntegerType integer -> canonical(integer);
            case PointerType pointer -> canonical(pointer.asInteger());
            case BooleanType _ -> {
                Label zero = code.newLabel();
                Label end = code.newLabel();
                code.lconst_0().lcmp().ifeq(zero).lconst_1().goto_(end).labelBinding(zero).lconst_0().labelBinding(end);
            }
            default -> throw new IllegalArgumentException(type.name() + " is no scalar");
        }
    }

    private void canonical(IntegerType type) {
        int spare = 64 - type.bits();
        if (spare == 0) {
            return;
        }
        if (!type.signed()) {
            code.loadConstant(-1L >>> spare).land();
        } else if (type.bits() == 32) {
            code.l2i().i2l();
        } else {
            code.loadConstant(spare).lshl().loadConstant(spare).lshr();
        }
    }
}
