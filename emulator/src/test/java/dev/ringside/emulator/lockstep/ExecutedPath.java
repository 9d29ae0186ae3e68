package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Listing;
import dev.ringside.emulator.isa.Syntax;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The instructions that a machine executes, one line each, as it comes to them. */
final class ExecutedPath {
    private static final int LONGEST = 15;
    private static final int MOST_LINES = 200;

    private ExecutedPath() {}

    /** Runs {@code machine} from where it stands to an instruction count and lists what it executed, of long runs the last part. */
    static List<String> lines(Machine machine, long to) {
        Cpu cpu = machine.cpu(0);
        MemoryAccess memory = new Session(machine).linearMemory(0);
        Deque<String> lines = new ArrayDeque<>();
        StopReason stop = new StopReason.InstructionLimit();
        while (cpu.instructions < to && stop instanceof StopReason.InstructionLimit) {
            if (lines.size() == MOST_LINES) {
                lines.removeFirst();
            }
            lines.add("%12d  %s".formatted(cpu.instructions, next(cpu, memory)));
            stop = machine.run(cpu.instructions + 1);
        }
        return List.copyOf(lines);
    }

    private static String next(Cpu cpu, MemoryAccess memory) {
        byte[] code = new byte[LONGEST];
        int there = memory.read(cpu.segments.effectiveBase[Instruction.CS] + cpu.rip & cpu.linearMask, code);
        List<Listing.Line> lines =
                new Listing(cpu.codeSize, Syntax.INTEL, null).lines(Arrays.copyOf(code, Math.max(there, 0)), cpu.rip, 1);
        return lines.isEmpty() ? "%8x:  not there".formatted(cpu.rip) : lines.getFirst().toString();
    }
}
