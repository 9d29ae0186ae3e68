package dev.ringside.emulator.engine.translator;

import java.lang.classfile.ClassFile;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;

/**
 * How class files of units are written. Stack maps, which only the JVM's verifier reads, cost as much as the code itself; they are left
 * out where the JVM was told to trust its class files, as the launcher does ({@code -XX:-BytecodeVerificationRemote}). The
 * tests of this module verify.
 */
final class UnitFiles {
    private static final ClassFile WRITER = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG,
            verifies() ? ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED : ClassFile.StackMapsOption.DROP_STACK_MAPS);

    private UnitFiles() {}

    /** Writes class files that this JVM takes. */
    static ClassFile writer() {
        return WRITER;
    }

    // There is no other way to ask that would not load half of java.management.
    private static boolean verifies() {
        try {
            MethodHandles.lookup().defineHiddenClass(withoutStackMaps(), true);
            return false;
        } catch (VerifyError _) {
            return true;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    // A class with a jump, and no stack map where it leads to.
    private static byte[] withoutStackMaps() {
        ClassDesc name = ClassDesc.of(UnitFiles.class.getPackageName(), "Unverified");
        return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS).build(name, c -> c.withMethodBody("jump", ConstantDescs.MTD_void,
                ClassFile.ACC_STATIC, code -> {
                    Label end = code.newLabel();
                    code.iconst_0().ifeq(end).nop().labelBinding(end).return_();
                }));
    }
}
