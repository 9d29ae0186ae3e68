package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.VectorState;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.NotPlain;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Classes that units name. */
final class Types {
    static final ClassDesc CPU = of(Cpu.class), SEGMENTS = of(SegmentRegisters.class), VECTORS = of(VectorState.class),
            INSTRUCTION = of(Instruction.class), SEMANTICS = of(Semantics.class), CODE = of(UnitCode.class), LINK = of(CallLink.class),
            NOT_PLAIN = of(NotPlain.class), LONGS = ConstantDescs.CD_long.arrayType();

    private static final ClassDesc RUNTIME = of(UnitRuntime.class);

    private Types() {}

    static ClassDesc of(Class<?> type) {
        return ClassDesc.of(type.getName());
    }

    /** Calls a method of {@link UnitRuntime}. */
    static void runtime(CodeBuilder code, String method, ClassDesc result, ClassDesc... parameters) {
        code.invokestatic(RUNTIME, method, MethodTypeDesc.of(result, parameters));
    }
}
