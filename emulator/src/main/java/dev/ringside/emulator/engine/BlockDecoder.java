package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Transfer;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns guest bytes into blocks. */
final class BlockDecoder {
    private static final int LONGEST_INSTRUCTION = 15;

    private final Decoder decoder;
    private final OpFactory factory;
    private final Probes probes;
    private final byte[] window = new byte[2 * LONGEST_INSTRUCTION + 2];

    BlockDecoder(Decoder decoder, OpFactory factory, Probes probes) {
        this.decoder = decoder;
        this.factory = factory;
        this.probes = probes;
    }

    /**
     * Decodes from RAM up to a branch, a serializing instruction, the page's end or the length limit.
     *
     * @param stale the block that was here before its code changed, or null; it must not run any more, its instructions are used again
     * @return null when already the first instruction reaches beyond the page
     */
    Block decode(Cpu cpu, long rip, long linear, int ramIndex, Block stale) {
        byte[] bytes = cpu.mmu.memory().rawBytes();
        int pageEnd = (ramIndex | PhysicalMemory.PAGE_SIZE - 1) + 1;
        List<Op> ops = new ArrayList<>();
        int at = ramIndex;
        long here = rip;
        boolean linkable = true;
        int differs = 0;
        while (ops.size() < Block.LONGEST && at < pageEnd) {
            if (!ops.isEmpty() && probes.any() && probes.site(linear + (at - ramIndex), at) != null) {
                break;
            }
            Op op = null;
            if (stale != null) {
                differs = at - ramIndex >= differs ? stale.differs(at - ramIndex, bytes) : differs;
                op = stale.unchanged(ops.size(), at - ramIndex, differs);
            }
            Instruction insn = op == null ? decoder.decode(bytes, at, pageEnd - at, here, cpu.codeSize) : op.insn;
            if (insn == null) {
                break;
            }
            ops.add(op == null ? factory.make(insn) : op);
            at += insn.length;
            here += insn.length;
            // What was used again ends a block only where it did before.
            Transfer transfer = op == null || op == stale.ops[stale.length - 1] ? Transfer.of(insn) : Transfer.NONE;
            if (transfer != Transfer.NONE) {
                // None of these flushes a translation of code.
                linkable = transfer == Transfer.REPEATED || transfer.near();
                break;
            }
        }
        if (ops.isEmpty()) {
            return null;
        }
        byte[] code = stale == null ? null : Arrays.copyOfRange(bytes, ramIndex, at);
        return new Block(rip, linear, ramIndex, cpu.codeSize, code, at - ramIndex, ops.toArray(new Op[0]), probes.site(linear, ramIndex), linkable);
    }

    /** Decodes one instruction that reaches into the next page, or does not lie in RAM. Not cached. */
    Op decodeAcross(Cpu cpu, long rip, long linear) {
        boolean user = cpu.cpl == 3;
        PhysicalMemory memory = cpu.mmu.memory();
        int available = 0;
        while (available < LONGEST_INSTRUCTION) {
            // The second page is touched only when the instruction needs it.
            if (!CodeFetch.reaches(cpu, rip + available)) {
                throw cpu.protection();
            }
            long address = linear + available & cpu.linearMask;
            long physical = cpu.mmu.translateFetch(address, user);
            do {
                window[available++] = (byte) memory.fetch(physical++);
            } while (available < LONGEST_INSTRUCTION && (physical & 0xFFF) != 0);
            Instruction insn = decoder.decode(window, 0, available, rip, cpu.codeSize);
            if (insn != null) {
                return factory.make(insn);
            }
        }
        throw new IllegalStateException("decoder wants more than 15 bytes");
    }
}
