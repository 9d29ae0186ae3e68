package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Transfer;
import java.util.Optional;
import java.util.Set;

/** The instruction that is next, looked at without any effect. */
final class NextInstruction {
    private static final int LONGEST = 15;

    /** What comes back to the instruction behind it. SYSENTER does not: where to is the system's choice. */
    private static final Set<String> CALLS = Set.of("CALL", "INT", "INT3", "INT1", "INTO", "SYSCALL");

    private final Cpu cpu;
    private final LinearMemory memory;
    private final Decoder decoder;

    NextInstruction(Cpu cpu) {
        this.cpu = cpu;
        this.memory = new LinearMemory(cpu);
        this.decoder = new Decoder(cpu.model.features());
    }

    /** Its linear address. */
    long linear() {
        return linear(cpu.rip);
    }

    private long linear(long rip) {
        return cpu.segments.effectiveBase[Instruction.CS] + rip & cpu.linearMask;
    }

    /** The instruction; empty where none can be read. */
    Optional<Instruction> decode() {
        byte[] bytes = new byte[LONGEST];
        int length = memory.read(linear(), bytes);
        return Optional.ofNullable(decoder.decode(bytes, 0, length, cpu.rip, cpu.codeSize));
    }

    /** The linear address of the one behind it when it calls or repeats; empty for others. */
    Optional<Long> behindCall() {
        return decode().filter(insn -> CALLS.contains(insn.row.mnemonic()) || Transfer.of(insn) == Transfer.REPEATED).map(this::behind);
    }

    private long behind(Instruction insn) {
        long rip = insn.nextRip();
        return linear(cpu.codeSize == 64 ? rip : cpu.codeSize == 32 ? rip & 0xFFFFFFFFL : rip & 0xFFFF);
    }
}
