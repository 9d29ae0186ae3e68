package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.ProbeSite;
import dev.ringside.emulator.isa.Instruction;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Probes in a unit: a call before the instruction that has them, nothing anywhere else. */
final class ProbeEmitter {
    private static final ClassDesc SITE = ClassDesc.of(ProbeSite.class.getName());
    private static final MethodTypeDesc INTERRUPTS = MethodTypeDesc.of(ConstantDescs.CD_boolean, ClassDesc.of(Cpu.class.getName()));

    private ProbeEmitter() {}

    /** Writes what comes before {@code insn}: with everything real, asks its probes, and leaves the unit for it when they say so. */
    static void ask(UnitWriter w, ProbeSite site, Instruction insn) {
        Label on = w.code().newLabel();
        w.makeReal(insn);
        w.pushObject(site, SITE);
        w.pushCpu();
        w.code().invokevirtual(SITE, "interrupts", INTERRUPTS).ifeq(on);
        w.leaveBefore(insn);
        w.code().labelBinding(on);
    }
}
