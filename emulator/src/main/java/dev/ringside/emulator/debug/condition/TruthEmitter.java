package dev.ringside.emulator.debug.condition;

import static dev.ringside.emulator.debug.condition.MethodWriter.INT;
import static dev.ringside.emulator.debug.condition.MethodWriter.LONG;
import static dev.ringside.emulator.debug.condition.MethodWriter.NUMBERS;

import dev.ringside.symbols.expression.tree.Comparison;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.UnaryOperator;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes jumps that depend on a node, so that a condition becomes branches and no number. */
final class TruthEmitter {
    private static final MethodTypeDesc COMPARE = MethodTypeDesc.of(INT, LONG, LONG);
    private static final ClassDesc TEXT = ClassDesc.of(TextBuffer.class.getName()), SLOTS = ClassDesc.of(SlotMemory.class.getName());

    private TruthEmitter() {}

    /** Goes to {@code target} when the node's value is other than 0, if {@code when}, or 0, if not; else on behind. */
    static void jump(MethodWriter w, Node node, boolean when, Label target) {
        if (w.around.outline().apart(node)) {
            number(w, node, when, target);
        } else {
            jumpHere(w, node, when, target);
        }
    }

    /** {@link #jump}, with the node in this very method. */
    static void jumpHere(MethodWriter w, Node node, boolean when, Label target) {
        switch (node) {
            case Node.Compare n -> compare(w, n, when, target);
            case Node.CompareText n -> compareText(w, n, when, target);
            case Node.Logical n -> logical(w, n, when, target);
            case Node.Unary n when n.operator() == UnaryOperator.NOT -> jump(w, n.operand(), !when, target);
            case Node.Changed n -> changed(w, n, when, target);
            default -> number(w, node, when, target);
        }
    }

    private static void number(MethodWriter w, Node node, boolean when, Label target) {
        NumberEmitter.push(w, node);
        w.code.lconst_0().lcmp();
        jump(w, Comparison.NOT_EQUAL, when, target);
    }

    private static void compare(MethodWriter w, Node.Compare node, boolean when, Label target) {
        w.pair(node.left(), node.right());
        switch (node.order()) {
            case SIGNED -> w.code.lcmp();
            case UNSIGNED -> {
                if (node.comparison().equality()) {
                    w.code.lcmp();
                } else {
                    w.code.invokestatic(ConstantDescs.CD_Long, "compareUnsigned", COMPARE);
                }
            }
            case SIGNED_UNSIGNED -> w.code.invokestatic(NUMBERS, "compareSignedUnsigned", COMPARE);
            case UNSIGNED_SIGNED -> w.code.invokestatic(NUMBERS, "compareUnsignedSigned", COMPARE);
        }
        jump(w, node.comparison(), when, target);
    }

    /** Goes to {@code target} when the order on the stack satisfies the comparison, if {@code when}, or does not, if not. */
    private static void jump(MethodWriter w, Comparison comparison, boolean when, Label target) {
        switch (when ? comparison : opposite(comparison)) {
            case EQUAL -> w.code.ifeq(target);
            case NOT_EQUAL -> w.code.ifne(target);
            case LESS -> w.code.iflt(target);
            case LESS_OR_EQUAL -> w.code.ifle(target);
            case GREATER -> w.code.ifgt(target);
            case GREATER_OR_EQUAL -> w.code.ifge(target);
        }
    }

    private static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Comparison.NOT_EQUAL;
            case NOT_EQUAL -> Comparison.EQUAL;
            case LESS -> Comparison.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Comparison.GREATER;
            case GREATER -> Comparison.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Comparison.LESS;
        };
    }

    private static void logical(MethodWriter w, Node.Logical node, boolean when, Label target) {
        if (node.any() == when) {
            jump(w, node.left(), when, target);
            jump(w, node.right(), when, target);
            return;
        }
        Label decided = w.code.newLabel();
        jump(w, node.left(), node.any(), decided);
        jump(w, node.right(), when, target);
        w.code.labelBinding(decided);
    }

    private static void changed(MethodWriter w, Node.Changed node, boolean when, Label target) {
        NumberEmitter.hasSlot(w, node.slot());
        w.push(w.around.slots(), SlotMemory.class);
        w.code.loadConstant(node.slot()).invokevirtual(SLOTS, "changed", MethodTypeDesc.of(ConstantDescs.CD_boolean, INT));
        jump(w, Comparison.NOT_EQUAL, when, target);
    }

    // Both texts are read to their ends before they are compared: what cannot be read decides, even behind a difference.
    private static void compareText(MethodWriter w, Node.CompareText node, boolean when, Label target) {
        PlaceEmitter.fillText(w, node.left());
        PlaceEmitter.fillText(w, node.right());
        w.push(w.around.text(node.left()), TextBuffer.class);
        w.push(w.around.text(node.right()), TextBuffer.class);
        w.code.invokevirtual(TEXT, "same", MethodTypeDesc.of(ConstantDescs.CD_boolean, TEXT));
        jump(w, Comparison.NOT_EQUAL, when != node.negated(), target);
    }
}
