package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.List;

/**
 * Second phase: after which instructions somebody may look at the arithmetic flags before they are all overwritten. Lookers are
 * instructions that read a flag or leave one as it was, and every place where a unit may be left: its exits, and instructions that
 * may fault or have a probe. So state is exact wherever the unit is left.
 */
final class FlagLiveness {
    /** Bits of what is looked at: CF; any of the other five flags. */
    static final int CARRY = 1, OTHERS = 2, ALL = CARRY | OTHERS;

    private final int[][] after;

    private FlagLiveness(int[][] after) {
        this.after = after;
    }

    /** Which flags are looked at after instruction {@code k} of block {@code block}: bits. */
    int after(int block, int k) {
        return after[block][k];
    }

    static FlagLiveness of(Region region) {
        List<BasicBlock> blocks = region.blocks();
        Effect[] effects = blocks.stream().map(b -> b.insns().stream().map(insn -> effect(region, insn)).reduce(Effect.NONE, Effect::then)).toArray(Effect[]::new);
        int[] before = new int[blocks.size()];
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = blocks.size() - 1; i >= 0; i--) {
                int live = effects[i].before(afterBlock(region, i, before));
                changed |= before[i] != live;
                before[i] = live;
            }
        }
        int[][] after = new int[blocks.size()][];
        for (int i = 0; i < after.length; i++) {
            after[i] = within(region, blocks.get(i).insns(), afterBlock(region, i, before));
        }
        return new FlagLiveness(after);
    }

    private static int[] within(Region region, List<Instruction> insns, int afterLast) {
        int[] after = new int[insns.size()];
        int live = afterLast;
        for (int k = insns.size() - 1; k >= 0; k--) {
            after[k] = live;
            live = effect(region, insns.get(k)).before(live);
        }
        return after;
    }

    /** What code does with the flags that it finds: looks at some; lets some through to those who look after it. */
    private record Effect(int looks, int passes) {
        static final Effect NONE = new Effect(0, ALL);

        int before(int after) {
            return looks | passes & after;
        }

        Effect then(Effect later) {
            return new Effect(looks | passes & later.looks, passes & later.passes);
        }
    }

    private static Effect effect(Region region, Instruction insn) {
        if (mayFault(insn) || region.sites().containsKey(insn.rip)) {
            return new Effect(ALL, 0);
        }
        Row row = insn.row;
        return new Effect(bits(row.flagsRead()), overwrites(insn) ? 0 : leavesCarry(row) ? CARRY : ALL);
    }

    private static int bits(int flags) {
        return ((flags & Flags.CF) != 0 ? CARRY : 0) | ((flags & Flags.ARITHMETIC & ~Flags.CF) != 0 ? OTHERS : 0);
    }

    // INC and DEC.
    private static boolean leavesCarry(Row row) {
        return ((row.flagsWritten() | row.flagsUndefined()) & Flags.ARITHMETIC) == (Flags.ARITHMETIC & ~Flags.CF);
    }

    // A branch backwards may leave the unit because the instruction limit is near.
    private static int afterBlock(Region region, int index, int[] before) {
        BasicBlock b = region.blocks().get(index);
        return switch (b.end()) {
            case FALL -> at(b.next(), before);
            case JUMP -> b.taken() <= index ? ALL : before[b.taken()];
            case CONDITIONAL -> b.taken() <= index ? ALL : before[b.taken()] | at(b.next(), before);
            case CALL, INDIRECT, REPEATED, FAR -> ALL;
        };
    }

    private static int at(int block, int[] before) {
        return block < 0 ? ALL : before[block];
    }

    /** Whether executing it may leave the unit in the middle: by a fault, or because it is not plain. */
    static boolean mayFault(Instruction insn) {
        Row row = insn.row;
        return insn.memory && !row.mnemonic().equals("LEA") && !row.mnemonic().equals("NOP") || !Emitters.inLine(insn) || Emitters.usesStack(row)
                || row.mnemonic().endsWith("DIV") || Emitters.ofVectorUnits(row) || Emitters.ofStrings(row) || row.is(Row.Attribute.BRANCH) && !row.operands().isEmpty()
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
                text.append(String.format("    %x  %-24s %s\n", insns.get(k).rip, insns.get(k).row, List.of("-", "CF live", "flags but CF live", "flags live").get(after[i][k])));
            }
        }
        return text.toString();
    }
}
