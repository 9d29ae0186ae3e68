package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.List;
import java.util.Set;

/**
 * Second phase: after which instructions somebody may look at the arithmetic flags before they are all overwritten. Lookers are
 * instructions that read a flag or leave one as it was, and every place where a unit may be left: its exits, and instructions that
 * may fault or have a probe. So state is exact wherever the unit is left.
 */
final class FlagLiveness {
    private static final Set<String> IN_LINE_READERS = Set.of("INC", "DEC", "ADC", "SBB", "RCL", "RCR", "ROL", "ROR");

    private final boolean[][] after;

    private FlagLiveness(boolean[][] after) {
        this.after = after;
    }

    /** Whether flags are looked at after instruction {@code k} of block {@code block}. */
    boolean after(int block, int k) {
        return after[block][k];
    }

    static FlagLiveness of(Region region) {
        List<BasicBlock> blocks = region.blocks();
        Effect[] effects = blocks.stream().map(b -> b.insns().stream().map(insn -> effect(region, insn)).reduce(Effect.NONE, Effect::then)).toArray(Effect[]::new);
        boolean[] before = new boolean[blocks.size()];
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = blocks.size() - 1; i >= 0; i--) {
                boolean live = effects[i].before(afterBlock(region, i, before));
                changed |= before[i] != live;
                before[i] = live;
            }
        }
        boolean[][] after = new boolean[blocks.size()][];
        for (int i = 0; i < after.length; i++) {
            after[i] = within(region, blocks.get(i).insns(), afterBlock(region, i, before));
        }
        return new FlagLiveness(after);
    }

    private static boolean[] within(Region region, List<Instruction> insns, boolean afterLast) {
        boolean[] after = new boolean[insns.size()];
        boolean live = afterLast;
        for (int k = insns.size() - 1; k >= 0; k--) {
            after[k] = live;
            live = effect(region, insns.get(k)).before(live);
        }
        return after;
    }

    /** What code does with the flags that it finds. */
    private enum Effect {
        NONE, LOOKS, OVERWRITES;

        boolean before(boolean after) {
            return this == LOOKS || after && this == NONE;
        }

        Effect then(Effect later) {
            return this == NONE ? later : this;
        }
    }

    private static Effect effect(Region region, Instruction insn) {
        return region.sites().containsKey(insn.rip) || looks(insn) ? Effect.LOOKS : overwrites(insn) ? Effect.OVERWRITES : Effect.NONE;
    }

    // A branch backwards may leave the unit because the instruction limit is near.
    private static boolean afterBlock(Region region, int index, boolean[] before) {
        BasicBlock b = region.blocks().get(index);
        return switch (b.end()) {
            case FALL -> b.next() < 0 || before[b.next()];
            case JUMP -> b.taken() <= index || before[b.taken()];
            case CONDITIONAL -> b.taken() <= index || before[b.taken()] || b.next() < 0 || before[b.next()];
            case CALL, INDIRECT, REPEATED, FAR -> true;
        };
    }

    private static boolean looks(Instruction insn) {
        Row row = insn.row;
        return mayFault(insn) || (row.flagsRead() & Flags.ARITHMETIC) != 0 || IN_LINE_READERS.contains(row.mnemonic());
    }

    /** Whether executing it may leave the unit in the middle: by a fault, or because it is not plain. */
    static boolean mayFault(Instruction insn) {
        Row row = insn.row;
        return insn.memory && !row.mnemonic().equals("LEA") && !row.mnemonic().equals("NOP") || !Emitters.inLine(insn) || Emitters.usesStack(row)
                || row.mnemonic().endsWith("DIV") || Emitters.ofStrings(row) || row.is(Row.Attribute.BRANCH) && !row.operands().isEmpty()
                && row.operands().getFirst().kind() == OperandKind.RM;
    }

    private static boolean overwrites(Instruction insn) {
        Row row = insn.row;
        boolean all = ((row.flagsWritten() | row.flagsUndefined()) & Flags.ARITHMETIC) == Flags.ARITHMETIC;
        boolean counted = row.mnemonic().startsWith("SH") || row.mnemonic().equals("SAR");
        return all && !(counted && !ShiftEmitter.fixedCount(insn));
    }

    /** For a person to read: which instructions' flags are needed. */
    String dump(Region region) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < after.length; i++) {
            text.append(String.format("block %d\n", i));
            List<Instruction> insns = region.blocks().get(i).insns();
            for (int k = 0; k < insns.size(); k++) {
                text.append(String.format("    %x  %-24s %s\n", insns.get(k).rip, insns.get(k).row, after[i][k] ? "flags live" : "-"));
            }
        }
        return text.toString();
    }
}
