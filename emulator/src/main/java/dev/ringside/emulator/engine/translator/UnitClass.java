package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.memory.Mmu;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The class file of a unit, and the hidden class made of it. The objects that the code names (instructions, semantics) are its class
 * data, so that the JIT compiler sees constants.
 */
final class UnitClass {
    /** Bytes of bytecode in a method above which HotSpot never compiles it (HugeMethodLimit): a cliff. */
    static final int HUGE_METHOD = 8000;

    private static final ClassDesc SUPER = ClassDesc.of(UnitCode.class.getName());
    private static final ClassDesc CPU = ClassDesc.of(Cpu.class.getName());
    private static final ClassDesc MADE = ClassDesc.of(AtomicReference.class.getName());
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(ConstantDescs.CD_boolean, CPU);

    /** The class file. */
    final byte[] bytes;

    private final AtomicReference<UnitCode> made = new AtomicReference<>();
    private final ClassData data = new ClassData();

    /** Length of its {@code run} method in bytes. */
    final int length;

    /** What generated code refers to besides its instructions. */
    record Surroundings(SemanticsTable semantics, UnitCalls calls, CallRoom room, Unit unit, Mmu mmu, Mmu.Tables tables) {}

    UnitClass(Region region, FlagLiveness liveness, Surroundings surroundings) {
        ClassDesc name = ClassDesc.of(UnitClass.class.getPackageName(), "Unit$" + Long.toHexString(region.place().rip()));
        AccessMethods accesses = new AccessMethods(name, data, surroundings.mmu(), surroundings.tables());
        bytes = UnitFiles.writer().build(name, c -> {
            c.withSuperclass(SUPER).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            c.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0,
                    code -> code.aload(0).invokespecial(SUPER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
            c.withMethodBody(ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, code -> announce(code, name));
            // This is done a second time when jumps turn out to be long.
            c.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> new UnitWriter(code, region, liveness, surroundings, data, accesses).write());
            accesses.write(c);
        });
        length = lengthOfRun(bytes);
    }

    private static int lengthOfRun(byte[] classFile) {
        return ClassFile.of().parse(classFile).methods().stream().filter(m -> m.methodName().equalsString("run")).findFirst()
                .flatMap(m -> m.findAttribute(Attributes.code())).orElseThrow().codeLength();
    }

    // The class makes its one instance when it is initialized: cheaper than looking its constructor up from outside.
    private void announce(CodeBuilder code, ClassDesc name) {
        data.push(code, made, MADE);
        code.new_(name).dup().invokespecial(name, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .invokevirtual(MADE, "set", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object)).return_();
    }

    /** Defines the class and gives its one instance. */
    UnitCode define(MethodHandles.Lookup lookup) {
        try {
            lookup.defineHiddenClassWithClassData(bytes, data.values(), true);
            return made.get();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
