package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Instruction;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds a caller where nothing is known of the code: at a function's entry what the stack pointer points at, then what the frame pointer
 * says, then the first word on the stack that an instruction behind a CALL could have pushed. Near calls only.
 */
final class FrameHeuristic implements CallerFinder {
    private static final int SHORTEST_CALL = 2, LONGEST_CALL = 8, SEARCHED_WORDS = 128;
    private static final long LARGEST_FRAME = 1 << 20;

    private final Cpu cpu;
    private final LinearMemory memory;
    private final Decoder decoder;

    FrameHeuristic(Cpu cpu) {
        this.cpu = cpu;
        this.memory = new LinearMemory(cpu);
        this.decoder = new Decoder(cpu.model.features());
    }

    @Override
    public Optional<Caller> find() {
        return atEntry().or(this::framePointer).or(this::search);
    }

    private int word() {
        return cpu.codeSize / 8;
    }

    private Optional<Caller> atEntry() {
        long sp = cpu.r[Cpu.RSP];
        OptionalLong rip = stack(sp);
        if (rip.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instruction> call = callBefore(rip.getAsLong());
        boolean here = call.isPresent() && target(call.get()).equals(OptionalLong.of(cpu.rip));
        return here ? Optional.of(new Caller(linear(rip.getAsLong()), sp + word(), "the stack at the function's entry", true)) : Optional.empty();
    }

    private Optional<Caller> framePointer() {
        long frame = cpu.r[Cpu.RBP] & cpu.stackMask;
        long size = frame - (cpu.r[Cpu.RSP] & cpu.stackMask);
        OptionalLong rip = size >= 0 && size <= LARGEST_FRAME ? stack(frame + word()) : OptionalLong.empty();
        return rip.isPresent() && callBefore(rip.getAsLong()).isPresent()
                ? Optional.of(new Caller(linear(rip.getAsLong()), frame + 2L * word(), "frame pointer", false)) : Optional.empty();
    }

    private Optional<Caller> search() {
        for (int i = 0; i < SEARCHED_WORDS; i++) {
            long at = cpu.r[Cpu.RSP] + (long) i * word();
            OptionalLong rip = stack(at);
            if (rip.isEmpty()) {
                return Optional.empty();
            }
            if (callBefore(rip.getAsLong()).isPresent()) {
                return Optional.of(new Caller(linear(rip.getAsLong()), at + word(), "first return address on the stack", false));
            }
        }
        return Optional.empty();
    }

    private long linear(long rip) {
        return cpu.segments.effectiveBase[Instruction.CS] + rip & cpu.linearMask;
    }

    private OptionalLong stack(long offset) {
        byte[] bytes = new byte[word()];
        if (memory.read(cpu.segments.effectiveBase[Instruction.SS] + (offset & cpu.stackMask) & cpu.linearMask, bytes) < bytes.length) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < bytes.length; i++) {
            value |= (bytes[i] & 0xFFL) << 8 * i;
        }
        return OptionalLong.of(value);
    }

    /** A CALL that ends right before an offset in CS. */
    private Optional<Instruction> callBefore(long rip) {
        for (int length = SHORTEST_CALL; length <= LONGEST_CALL; length++) {
            byte[] bytes = new byte[length];
            if (Long.compareUnsigned(rip, length) >= 0 && memory.read(linear(rip - length), bytes) == length) {
                Instruction insn = decoder.decode(bytes, 0, length, rip - length, cpu.codeSize);
                if (insn != null && insn.length == length && insn.row.mnemonic().equals("CALL") && insn.operandSize == cpu.codeSize) {
                    return Optional.of(insn);
                }
            }
        }
        return Optional.empty();
    }

    private static OptionalLong target(Instruction call) {
        if (call.memory || !call.row.name().startsWith("CALL_rel")) {
            return OptionalLong.empty();
        }
        long target = call.nextRip() + call.immediate;
        return OptionalLong.of(call.operandSize == 64 ? target : target & (1L << call.operandSize) - 1);
    }
}
