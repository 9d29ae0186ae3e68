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
    private static final int CROSSINGS = 512;

    private final Decoder decoder;
    private final OpFactory factory;
    private final Probes probes;
    private final byte[] window = new byte[2 * LONGEST_INSTRUCTION + 2];
    private final Crossing[] crossings = new Crossing[CROSSINGS];

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

    /** Decodes one instruction that reaches into the next page, or does not lie in RAM. Its bytes are fetched each time. */
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
            Op op = crossing(rip, cpu.codeSize, available);
            if (op != null) {
                return op;
            }
        }
        throw new IllegalStateException("decoder wants more than 15 bytes");
    }

    // The instruction in the window, or null when it needs more bytes than are there.
    private Op crossing(long rip, int mode, int available) {
        int slot = (int) (rip >>> 12 ^ rip) & CROSSINGS - 1;
        Crossing known = crossings[slot];
        if (known != null && known.holds(rip, mode, window, available)) {
            return known.op;
        }
        Instruction insn = decoder.decode(window, 0, available, rip, mode);
        if (insn == null) {
            return null;
        }
        crossings[slot] = new Crossing(rip, mode, Arrays.copyOf(window, insn.length), factory.make(insn));
        return crossings[slot].op;
    }

    /** What bytes that were fetched across two pages mean at this offset. */
    private record Crossing(long rip, int mode, byte[] bytes, Op op) {
        boolean holds(long atRip, int inMode, byte[] window, int available) {
            return rip == atRip && mode == inMode && bytes.length <= available && Arrays.equals(bytes, 0, bytes.length, window, 0, bytes.length);
        }
    }
}
