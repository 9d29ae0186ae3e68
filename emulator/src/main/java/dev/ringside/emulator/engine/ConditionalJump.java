package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;

/** Template of Jcc, specialised by {@link Specializer} with the condition code. */
final class ConditionalJump extends Op implements Specializer.Template {
    private static final int CONDITION = condition();

    private final long target = BranchOps.target(insn);

    ConditionalJump(Instruction insn) {
        super(insn, true);
    }

    @Override
    public Op of(Instruction insn) {
        return new ConditionalJump(insn);
    }

    private static int condition() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Integer.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Op execute(Cpu cpu) {
        if (!cpu.flags.condition(CONDITION)) {
            cpu.rip = nextRip;
        } else if (Long.compareUnsigned(target, cpu.branchLimit) <= 0) {
            cpu.rip = target;
        } else {
            cpu.underWay = index;
            throw cpu.protection();
        }
        return null;
    }
}
