package dev.ringside.emulator.engine;

import dev.ringside.emulator.isa.Instruction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes copies of a template class, one per shape. The template is ordinary Java, written once; each copy is a hidden class
 * that gets its shape as class data and keeps it in static finals, so the JIT compiler folds every decision about the
 * shape away. That gives the speed of one hand-written class per shape without a copy of the source per shape.
 */
final class Specializer {
    /** What a template does that is copied for many instructions. */
    interface Template {
        /** The form of this copy for another instruction of the same shape. A method handle would allocate it by way of the JVM. */
        Op of(Instruction insn);
    }

    private final MethodHandles.Lookup lookup;
    private final byte[] template;
    private final Map<Object, Template> prototypes = new ConcurrentHashMap<>();

    /** For copies of {@code template}, a class of this package that extends {@link Op}. */
    Specializer(MethodHandles.Lookup lookup, String template) {
        this.lookup = lookup;
        try (InputStream in = Specializer.class.getResourceAsStream(template + ".class")) {
            this.template = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An instance of the copy for {@code shape}; the template is a {@link Template}. */
    Op make(Object shape, Instruction insn) {
        Template known = prototypes.get(shape);
        return known != null ? known.of(insn) : (Op) prototypes.computeIfAbsent(shape, s -> (Template) instance(define(s), insn));
    }

    /** An instance of a copy for nobody else. */
    Op makeOnce(Object data, Instruction insn) {
        return instance(define(data), insn);
    }

    private static Op instance(MethodHandle constructor, Instruction insn) {
        try {
            return (Op) constructor.invokeExact(insn);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle define(Object shape) {
        try {
            MethodHandles.Lookup copy = lookup.defineHiddenClassWithClassData(template, shape, true);
            MethodHandle constructor = copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class, Instruction.class));
            return constructor.asType(MethodType.methodType(Op.class, Instruction.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
