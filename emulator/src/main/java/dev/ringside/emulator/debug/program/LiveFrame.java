package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.symbols.unwind.FrameRegisters;
import dev.ringside.symbols.unwind.GeneralRegister;

/** The registers of a processor as those of the innermost frame. */
final class LiveFrame {
    private LiveFrame() {}

    static FrameRegisters of(Cpu cpu) {
        int width = cpu.codeSize;
        var registers = FrameRegisters.of(width, cpu.rip).inSegments(cpu.segments.effectiveBase[Instruction.CS] & cpu.linearMask,
            cpu.segments.effectiveBase[Instruction.SS] & cpu.linearMask);
        for (GeneralRegister each : GeneralRegister.values()) {
            if (each.existsAt(width)) {
                registers = registers.with(each, each == GeneralRegister.RSP ? cpu.r[Cpu.RSP] & cpu.stackMask : cpu.r[each.ordinal()]);
            }
        }
        return registers;
    }
}
