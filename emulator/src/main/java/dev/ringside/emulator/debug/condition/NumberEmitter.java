package dev.ringside.emulator.debug.condition;

import static dev.ringside.emulator.debug.condition.MethodWriter.ANSWER;
import static dev.ringside.emulator.debug.condition.MethodWriter.CPU;
import static dev.ringside.emulator.debug.condition.MethodWriter.INT;
import static dev.ringside.emulator.debug.condition.MethodWriter.LONG;
import static dev.ringside.emulator.debug.condition.MethodWriter.MOMENT;
import static dev.ringside.emulator.debug.condition.MethodWriter.NUMBERS;

import dev.ringside.emulator.memory.WalkEntries;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Scalars;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/** Writes what pushes the value of a node: a scalar, or of what lies in memory and is none, its address. */
final class NumberEmitter {
    private static final ClassDesc SLOTS = ClassDesc.of(SlotMemory.class.getName()), VARIABLE = ClassDesc.of(UserVariable.class.getName()),
        LIVE = ClassDesc.of(LiveValue.class.getName()), PART = ClassDesc.of(WalkPart.class.getName()),
        ENTRIES = ClassDesc.of(WalkEntries.class.getName());
    private static final MethodTypeDesc TO_LONG = MethodTypeDesc.of(LONG),
        LONGS_TO_LONG = MethodTypeDesc.of(LONG, LONG, LONG), INT_TO_LONG = MethodTypeDesc.of(LONG, INT),
        TO_BOOLEAN = MethodTypeDesc.of(ConstantDescs.CD_boolean), INT_TO_BOOLEAN = MethodTypeDesc.of(ConstantDescs.CD_boolean, INT);

    private NumberEmitter() {}

    /** Pushes a value. When the node may miss, the operand stack is empty before. */
    static void push(MethodWriter w, Node node) {
        if (w.around.outline().apart(node)) {
            w.call(node);
        } else {
            pushHere(w, node);
        }
    }

    /** {@link #push} in this very method. */
    static void pushHere(MethodWriter w, Node node) {
        switch (node) {
            case Node.Literal n -> w.code.loadConstant(Scalars.canonical(n.type(), n.value()));
            case Node.RegisterPart n -> RegisterEmitter.push(w, n);
            case Node.Context n -> context(w, n);
            case Node.Event n -> event(w, n);
            case Node.UserVariable n -> variable(w, n);
            case Node.History n -> w.code.loadConstant(n.value().bits());
            case Node.SymbolAddress n -> w.code.loadConstant(Scalars.canonical(n.type(), n.address()));
            case Node.Memory _, Node.Field _, Node.Element _ -> PlaceEmitter.pushValue(w, node);
            case Node.AddressOf n -> {
                PlaceEmitter.pushAddress(w, n.object());
                w.canonical(n.type());
            }
            case Node.Unary n -> unary(w, n);
            case Node.Arithmetic n -> arithmetic(w, n);
            case Node.PointerStep n -> step(w, n);
            case Node.PointerDistance n -> {
                w.pair(n.left(), n.right());
                w.code.lsub().loadConstant(n.elementBytes()).ldiv();
            }
            case Node.Compare _, Node.CompareText _, Node.Logical _, Node.Changed _ -> truth(w, node);
            case Node.Conditional n -> conditional(w, n);
            case Node.Convert n -> {
                push(w, n.operand());
                w.canonical(n.type());
            }
            case Node.Bits n -> {
                push(w, n.operand());
                w.shiftDown(n.firstBit());
                w.canonical(n.type());
            }
            case Node.Call n -> call(w, n);
            case Node.Walk n -> walk(w, n);
            case Node.Old n -> {
                hasSlot(w, n.slot());
                w.push(w.around.slots(), SlotMemory.class);
                w.code.loadConstant(n.slot()).invokevirtual(SLOTS, "old", INT_TO_LONG);
            }
            case Node.TextLiteral _, Node.GuestText _ -> throw new IllegalArgumentException("no number: " + node);
        }
    }

    /** Goes to where values are missing unless the slot has one. */
    static void hasSlot(MethodWriter w, int slot) {
        w.push(w.around.slots(), SlotMemory.class);
        w.code.loadConstant(slot).invokevirtual(SLOTS, "has", INT_TO_BOOLEAN);
        w.missUnless();
    }

    /** Pushes 1 or 0. */
    private static void truth(MethodWriter w, Node node) {
        Label no = w.code.newLabel();
        Label end = w.code.newLabel();
        TruthEmitter.jumpHere(w, node, false, no);
        w.code.lconst_1().goto_(end).labelBinding(no).lconst_0().labelBinding(end);
    }

    private static void context(MethodWriter w, Node.Context node) {
        switch (node.word()) {
            case HIT -> {
                w.pushMoment();
                w.code.getfield(MOMENT, "hit", LONG);
            }
            case COUNT -> {
                w.pushMoment();
                w.code.getfield(MOMENT, "count", LONG);
            }
            case MODE -> {
                w.pushCpu();
                w.code.getfield(CPU, "codeSize", INT).i2l();
            }
            case INSTRUCTIONS -> {
                w.pushCpu();
                w.code.invokevirtual(CPU, "retired", TO_LONG);
            }
            case TASK -> live(w, w.around.environment().task());
        }
        w.canonical(node.type());
    }

    private static void live(MethodWriter w, LiveValue value) {
        w.push(value, LiveValue.class);
        w.pushCpu();
        w.push(w.around.answer(), Answer.class);
        w.read("live", LIVE, CPU, ANSWER);
    }

    private static void event(MethodWriter w, Node.Event node) {
        w.pushMoment();
        w.code.loadConstant(node.field().index()).invokevirtual(MOMENT, "has", INT_TO_BOOLEAN);
        w.missUnless();
        w.pushMoment();
        w.code.loadConstant(node.field().index()).invokevirtual(MOMENT, "value", INT_TO_LONG);
        w.canonical(node.type());
    }

    private static void variable(MethodWriter w, Node.UserVariable node) {
        Optional<UserVariable> variable = w.around.environment().variable(node.name());
        if (variable.isEmpty()) {
            w.miss();
            return;
        }
        w.push(variable.get(), UserVariable.class);
        w.code.invokevirtual(VARIABLE, "known", TO_BOOLEAN);
        w.missUnless();
        w.push(variable.get(), UserVariable.class);
        w.code.invokevirtual(VARIABLE, "bits", TO_LONG);
        w.canonical(node.type());
    }

    private static void unary(MethodWriter w, Node.Unary node) {
        switch (node.operator()) {
            case NEGATE -> {
                push(w, node.operand());
                w.code.lneg();
            }
            case COMPLEMENT -> {
                push(w, node.operand());
                w.code.loadConstant(-1L).lxor();
            }
            case NOT -> truth(w, node);
        }
        w.canonical(node.type());
    }

    private static void arithmetic(MethodWriter w, Node.Arithmetic node) {
        w.pair(node.left(), node.right());
        if (node.operator().divides() && !Outline.neverZero(node.right())) {
            int right = w.keep();
            int left = w.keep();
            w.code.lload(right).lconst_0().lcmp();
            w.missUnless();
            w.code.lload(left).lload(right);
        }
        switch (node.operator()) {
            case ADD -> w.code.ladd();
            case SUBTRACT -> w.code.lsub();
            case MULTIPLY -> w.code.lmul();
            case DIVIDE_SIGNED -> w.code.ldiv();
            case DIVIDE_UNSIGNED -> w.code.invokestatic(ConstantDescs.CD_Long, "divideUnsigned", LONGS_TO_LONG);
            case REMAINDER_SIGNED -> w.code.lrem();
            case REMAINDER_UNSIGNED -> w.code.invokestatic(ConstantDescs.CD_Long, "remainderUnsigned", LONGS_TO_LONG);
            case AND -> w.code.land();
            case OR -> w.code.lor();
            case XOR -> w.code.lxor();
            case SHIFT_LEFT -> w.code.invokestatic(NUMBERS, "shiftLeft", LONGS_TO_LONG);
            case SHIFT_RIGHT_SIGNED -> w.code.invokestatic(NUMBERS, "shiftRightSigned", LONGS_TO_LONG);
            case SHIFT_RIGHT_UNSIGNED -> w.code.invokestatic(NUMBERS, "shiftRightUnsigned", LONGS_TO_LONG);
        }
        w.canonical(node.type());
    }

    private static void step(MethodWriter w, Node.PointerStep node) {
        w.pair(node.pointer(), node.count());
        w.code.loadConstant(node.elementBytes()).lmul();
        if (node.back()) {
            w.code.lsub();
        } else {
            w.code.ladd();
        }
        w.canonical(node.type());
    }

    private static void conditional(MethodWriter w, Node.Conditional node) {
        Label otherwise = w.code.newLabel();
        Label end = w.code.newLabel();
        TruthEmitter.jump(w, node.condition(), false, otherwise);
        push(w, node.then());
        w.code.goto_(end).labelBinding(otherwise);
        push(w, node.otherwise());
        w.code.labelBinding(end);
        w.canonical(node.type());
    }

    private static void call(MethodWriter w, Node.Call node) {
        switch (node.function()) {
            case BIT -> {
                w.pair(node.arguments().get(0), node.arguments().get(1));
                w.code.invokestatic(NUMBERS, "bit", LONGS_TO_LONG);
            }
            case MSR -> {
                push(w, node.arguments().getFirst());
                w.pushCpu();
                w.read("msr", LONG, CPU);
            }
            case DEPTH -> live(w, w.around.environment().depth());
            case CALLER -> live(w, w.around.environment().caller());
            case STRING, WALK, OLD, CHANGED -> throw new IllegalArgumentException(node.function() + " has a node of its own");
        }
        w.canonical(node.type());
    }

    private static void walk(MethodWriter w, Node.Walk node) {
        push(w, node.address());
        w.pushCpu();
        w.code.getstatic(PART, node.part().name(), PART);
        w.push(w.around.walk(), WalkEntries.class);
        w.read("walk", LONG, CPU, PART, ENTRIES);
        w.shiftDown(node.firstBit());
        w.canonical(node.type());
    }
}
