package dev.ringside.emulator.debug.condition;

import static dev.ringside.emulator.debug.condition.MethodWriter.CPU;
import static dev.ringside.emulator.debug.condition.MethodWriter.EVALUATE;
import static dev.ringside.emulator.debug.condition.MethodWriter.INT;
import static dev.ringside.emulator.debug.condition.MethodWriter.LONG;
import static dev.ringside.emulator.debug.condition.MethodWriter.MOMENT;

import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.TextType;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Consumer;

/**
 * The class of one compiled expression. It implements {@link CompiledCondition}: of a condition that says whether it holds, of a value
 * whether there is one. All objects that its code names are class data, and it has no fields: the JIT compiler sees constants.
 */
final class ConditionClass {
    private static final ClassDesc SUPER = ConstantDescs.CD_Object, INTERFACE = ClassDesc.of(CompiledCondition.class.getName()),
        SLOTS = ClassDesc.of(SlotMemory.class.getName());
    private static final MethodTypeDesc EVALUATE_SLOTS = MethodTypeDesc.of(ConstantDescs.CD_void, CPU, MOMENT);

    /** What else code has to do for a slot, in bytes. */
    private static final int PER_SLOT = 30;

    private final Expression expression;
    private final Surroundings around;
    private final byte[] bytes;

    private final int longest;

    /**
     * The code of a condition or, if {@code value}, of a value.
     *
     * @param longest estimated bytes that a method may have
     */
    ConditionClass(Expression expression, ConditionEnvironment environment, boolean value, int longest) {
        this.expression = expression;
        this.longest = longest;
        ClassDesc name = ClassDesc.of(ConditionClass.class.getPackageName(), "Condition$");
        around = new Surroundings(name, expression, environment, longest);
        bytes = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG).build(name, c -> {
            c.withSuperclass(SUPER).withInterfaceSymbols(INTERFACE).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            c.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0,
                code -> code.aload(0).invokespecial(SUPER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
            int slotMethods = writeSlots(c);
            c.withMethodBody("holds", EVALUATE, ClassFile.ACC_PUBLIC, code -> writeHolds(code, slotMethods, value));
            for (Node node = around.next(); node != null; node = around.next()) {
                writePart(c, node);
            }
        });
    }

    /** The class file. */
    byte[] bytes() {
        return bytes;
    }

    Surroundings surroundings() {
        return around;
    }

    /** Defines the class and makes its one instance. */
    CompiledCondition define() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClassWithClassData(bytes, around.data().values(), true);
            return (CompiledCondition) lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- methods ----

    private void writeHolds(CodeBuilder code, int slotMethods, boolean value) {
        Label no = code.newLabel();
        var w = new MethodWriter(code, around, no);
        for (int i = 0; i < slotMethods; i++) {
            w.pushCpu();
            w.pushMoment();
            code.invokestatic(around.name(), slotMethod(i), EVALUATE_SLOTS);
        }
        if (value) {
            writeValue(w);
        } else {
            writeCondition(w, no);
        }
        end(w, true);
        code.labelBinding(no);
        end(w, false);
    }

    private void writeValue(MethodWriter w) {
        if (expression.root().type() instanceof TextType) {
            PlaceEmitter.fillText(w, expression.root());
        } else {
            NumberEmitter.push(w, expression.root());
            w.answer();
        }
    }

    // A text, a struct or an array is no truth.
    private void writeCondition(MethodWriter w, Label no) {
        if (expression.root().type().scalar()) {
            TruthEmitter.jump(w, expression.root(), false, no);
        } else {
            w.code.iconst_0().ifeq(no);
        }
    }

    private void end(MethodWriter w, boolean result) {
        if (!expression.slots().isEmpty()) {
            w.push(around.slots(), SlotMemory.class);
            w.code.invokevirtual(SLOTS, "remember", MethodTypeDesc.of(ConstantDescs.CD_void));
        }
        w.code.loadConstant(result ? 1 : 0).ireturn();
    }

    private void writePart(ClassBuilder c, Node node) {
        method(c, around.methodOf(node), EVALUATE, code -> {
            Label missing = code.newLabel();
            var w = new MethodWriter(code, around, missing);
            NumberEmitter.pushHere(w, node);
            w.answer();
            code.iconst_1().ireturn();
            if (around.outline().mayMiss(node)) {
                code.labelBinding(missing).iconst_0().ireturn();
            }
        });
    }

    /** Writes methods that evaluate all slots, several each; how many methods those are. */
    private int writeSlots(ClassBuilder c) {
        List<Node> slots = expression.slots();
        int methods = 0;
        for (int from = 0; from < slots.size(); ) {
            int to = from;
            int length = 0;
            while (to < slots.size() && (to == from || length + around.outline().cost(slots.get(to)) + PER_SLOT <= longest)) {
                length += around.outline().cost(slots.get(to++)) + PER_SLOT;
            }
            int first = from;
            int behind = to;
            method(c, slotMethod(methods++), EVALUATE_SLOTS, code -> {
                for (int slot = first; slot < behind; slot++) {
                    writeSlot(code, slot);
                }
                code.return_();
            });
            from = to;
        }
        return methods;
    }

    private void writeSlot(CodeBuilder code, int slot) {
        Label missing = code.newLabel();
        Label next = code.newLabel();
        var w = new MethodWriter(code, around, missing);
        NumberEmitter.push(w, expression.slots().get(slot));
        int value = w.keep();
        w.push(around.slots(), SlotMemory.class);
        code.loadConstant(slot).lload(value).invokevirtual(SLOTS, "set", MethodTypeDesc.of(ConstantDescs.CD_void, INT, LONG));
        if (around.outline().mayMiss(expression.slots().get(slot))) {
            code.goto_(next).labelBinding(missing);
            w.push(around.slots(), SlotMemory.class);
            code.loadConstant(slot).invokevirtual(SLOTS, "miss", MethodTypeDesc.of(ConstantDescs.CD_void, INT));
        }
        code.labelBinding(next);
    }

    private static String slotMethod(int index) {
        return "slots" + index;
    }

    private static void method(ClassBuilder c, String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
        c.withMethodBody(name, type, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, body::accept);
    }
}
