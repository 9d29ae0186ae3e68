package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.memory.Mmu;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * The class file of a unit, and the hidden class made of it. The objects that the code names (instructions, semantics) are its class
 * data, so that the JIT compiler sees constants.
 */
final class UnitClass {
    /** Bootstrap method of constants that come from the class data, by index. */
    static final DirectMethodHandleDesc CLASS_DATA_AT = MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of(MethodHandles.class.getName()), "classDataAt", MethodTypeDesc.of(ConstantDescs.CD_Object,
                    ConstantDescs.CD_MethodHandles_Lookup, ConstantDescs.CD_String, ConstantDescs.CD_Class, ConstantDescs.CD_int));

    /** Bytes of bytecode in a method above which HotSpot never compiles it (HugeMethodLimit): a cliff. */
    static final int HUGE_METHOD = 8000;

    private static final ClassDesc SUPER = ClassDesc.of(UnitCode.class.getName());
    private static final ClassDesc CPU = ClassDesc.of(Cpu.class.getName());
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(ConstantDescs.CD_boolean, CPU);

    /** The class file. */
    final byte[] bytes;

    /** What its constants are. */
    final List<Object> constants = new ArrayList<>();

    /** Length of its {@code run} method in bytes. */
    final int length;

    /** What generated code refers to besides its instructions. */
    record Surroundings(SemanticsTable semantics, UnitCalls calls, Validity validity, Mmu.Tables tables) {}

    UnitClass(Region region, FlagLiveness liveness, Surroundings surroundings) {
        ClassDesc name = ClassDesc.of(UnitClass.class.getPackageName(), "Unit$" + Long.toHexString(region.rip()));
        bytes = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG).build(name, c -> {
            c.withSuperclass(SUPER).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            c.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0,
                    code -> code.aload(0).invokespecial(SUPER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
            c.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> {
                constants.clear();
                new UnitWriter(code, region, liveness, surroundings, constants).write();
            });
        });
        length = lengthOfRun(bytes);
    }

    private static int lengthOfRun(byte[] classFile) {
        return ClassFile.of().parse(classFile).methods().stream().filter(m -> m.methodName().equalsString("run")).findFirst()
                .flatMap(m -> m.findAttribute(Attributes.code())).orElseThrow().codeLength();
    }

    /** Defines the class and makes its one instance. */
    UnitCode define(MethodHandles.Lookup lookup) {
        try {
            MethodHandles.Lookup hidden = lookup.defineHiddenClassWithClassData(bytes, List.copyOf(constants), true);
            return (UnitCode) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(UnitCode.class)).invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
