package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.engine.ProbeSite;
import dev.ringside.emulator.isa.Instruction;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Control flow of the code that becomes one unit: blocks within one page, in the order of their addresses.
 *
 * @param place where it is entered
 * @param context what it was decoded for
 * @param entry which block is entered
 * @param blocks all blocks, by address
 * @param sites the instructions that have probes, by offset
 */
record Region(Place place, UnitContext context, int entry, List<BasicBlock> blocks, Map<Long, ProbeSite> sites) {
    /** How control leaves a block. */
    enum End {
        /** Goes on to what follows in memory: the region's limit, or another block begins there. */
        FALL,
        /** An unconditional near jump with a fixed target. */
        JUMP,
        /** A conditional jump with a fixed target. */
        CONDITIONAL,
        /** A near call with a fixed target. */
        CALL,
        /** A near jump, call or return whose target is computed. */
        INDIRECT,
        /** A repeated string instruction: goes on to what follows unless it was interrupted. */
        REPEATED,
        /** An instruction after which everything may be different: goes to wherever rip points then. */
        FAR
    }

    /**
     * A run of instructions that is entered at its start and left at its end.
     *
     * @param rip offset in CS of its first instruction
     * @param insns at least one
     * @param end how it is left
     * @param target where a fixed branch leads, else 0
     * @param taken index of the block at {@code target}, or -1 when that is not in the region
     * @param next index of the block that follows in memory where control can go there, or -1
     */
    record BasicBlock(long rip, List<Instruction> insns, End end, long target, int taken, int next) {
        /** Offset of the instruction after the last. */
        long nextRip() {
            return insns.getLast().nextRip();
        }
    }

    /** The last offset in the code segment that it takes for granted: that of an instruction's last byte, or a fixed branch's target. */
    long reach() {
        return blocks.stream().mapToLong(b -> Math.max(b.nextRip() - 1, b.target)).max().orElseThrow();
    }

    /** Instructions in all: the most that retire between two checks of the instruction limit. */
    int length() {
        return blocks.stream().mapToInt(b -> b.insns.size()).sum();
    }

    /** The blocks that may go on at block {@code index}. */
    int[] before(int index) {
        return IntStream.range(0, blocks.size()).filter(i -> blocks.get(i).taken == index || blocks.get(i).next == index).toArray();
    }

    /** For a person to read: the blocks, their instructions' forms and their successors. */
    String dump() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            BasicBlock b = blocks.get(i);
            text.append(String.format("block %d%s, %d bit\n", i, i == entry ? " (entry)" : "", context.codeSize()));
            b.insns.forEach(insn -> text.append(String.format("    %x  %s%s\n", insn.rip, insn.row, sites.containsKey(insn.rip) ? "  probe" : "")));
            text.append(String.format("    %s", b.end));
            if (b.end == End.JUMP || b.end == End.CONDITIONAL || b.end == End.CALL) {
                text.append(String.format(" %x%s", b.target, b.taken >= 0 ? " (block " + b.taken + ")" : ""));
            }
            text.append(b.next >= 0 ? ", then block " + b.next : "").append("\n");
        }
        return text.toString();
    }
}
