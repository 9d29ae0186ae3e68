package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.ProbeSite;
import dev.ringside.emulator.engine.Probes;
import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.engine.translator.Region.End;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Transfer;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * First phase: follows fixed branches from an entry through its page and cuts what it finds into basic blocks. Stops at the page's
 * ends and when enough instructions are found; where it stops the unit is left and another may be entered.
 */
final class ControlFlow {
    private final Decoder decoder;
    private final Probes probes;
    private final byte[] bytes;
    private final long rip;
    private final int ramIndex;
    private final UnitContext context;
    private final int most;
    private final Warmth warmth;
    private final TreeMap<Long, Instruction> found = new TreeMap<>();
    private final TreeSet<Long> leaders = new TreeSet<>();

    private ControlFlow(Decoder decoder, Probes probes, byte[] bytes, long rip, int ramIndex, UnitContext context, int most, Warmth warmth) {
        this.decoder = decoder;
        this.probes = probes;
        this.bytes = bytes;
        this.rip = rip;
        this.ramIndex = ramIndex;
        this.context = context;
        this.most = most;
        this.warmth = warmth;
    }

    /**
     * The region entered at {@code rip}, or null when not even its first instruction can be part of one.
     *
     * @param bytes RAM, where {@code ramIndex} is the entry
     * @param most instructions the region may have
     * @param warmth where branches are followed to
     */
    static Region find(Decoder decoder, Probes probes, byte[] bytes, long rip, int ramIndex, UnitContext context, int most, Warmth warmth) {
        ControlFlow flow = new ControlFlow(decoder, probes, bytes, rip, ramIndex, context, most, warmth);
        flow.explore();
        return flow.found.containsKey(rip) ? flow.cut() : null;
    }

    private void explore() {
        Deque<Long> open = new ArrayDeque<>(List.of(rip));
        leaders.add(rip);
        while (!open.isEmpty()) {
            long at = open.poll();
            while (onPage(at) && !found.containsKey(at) && found.size() < most) {
                Instruction insn = decode(at);
                if (insn == null) {
                    break;
                }
                found.put(at, insn);
                at = insn.nextRip();
                End end = end(insn);
                if (end == End.CONDITIONAL || end == End.JUMP) {
                    leaders.add(branchTarget(insn));
                    if (warm(branchTarget(insn))) {
                        open.add(branchTarget(insn));
                    }
                }
                if (end == End.FALL) {
                    continue;
                }
                leaders.add(at);
                if (!goesOn(insn, end) || !warm(at)) {
                    break;
                }
            }
        }
    }

    private boolean onPage(long at) {
        return (at ^ rip) >>> 12 == 0;
    }

    private boolean warm(long at) {
        return onPage(at) && warmth.warm(at, ramIndex + (int) (at - rip));
    }

    private Instruction decode(long at) {
        int index = ramIndex + (int) (at - rip);
        int pageEnd = (ramIndex | PhysicalMemory.PAGE_SIZE - 1) + 1;
        return decoder.decode(bytes, index, pageEnd - index, at, context.codeSize());
    }

    private Region cut() {
        List<List<Instruction>> runs = new ArrayList<>();
        List<Instruction> run = null;
        for (Instruction insn : found.values()) {
            boolean follows = run != null && run.getLast().nextRip() == insn.rip;
            if (!follows || leaders.contains(insn.rip) || end(run.getLast()) != End.FALL) {
                run = new ArrayList<>();
                runs.add(run);
            }
            run.add(insn);
        }
        TreeMap<Long, Integer> indexes = new TreeMap<>();
        for (int i = 0; i < runs.size(); i++) {
            indexes.put(runs.get(i).getFirst().rip, i);
        }
        List<BasicBlock> blocks = new ArrayList<>();
        for (List<Instruction> insns : runs) {
            blocks.add(block(List.copyOf(insns), indexes));
        }
        return new Region(rip, ramIndex, context, indexes.get(rip), List.copyOf(blocks), sites());
    }

    // Code of units is flat: offsets are linear addresses.
    private Map<Long, ProbeSite> sites() {
        Map<Long, ProbeSite> sites = new HashMap<>();
        for (long at : found.keySet()) {
            ProbeSite site = probes.site(at, ramIndex + (int) (at - rip));
            if (site != null) {
                sites.put(at, site);
            }
        }
        return Map.copyOf(sites);
    }

    private BasicBlock block(List<Instruction> insns, TreeMap<Long, Integer> indexes) {
        Instruction last = insns.getLast();
        End end = end(last);
        boolean fixed = end == End.JUMP || end == End.CONDITIONAL || end == End.CALL;
        long target = fixed ? branchTarget(last) : 0;
        boolean jumps = end == End.JUMP || end == End.CONDITIONAL;
        return new BasicBlock(insns.getFirst().rip, insns, end, target, jumps ? indexes.getOrDefault(target, -1) : -1,
                goesOn(last, end) ? indexes.getOrDefault(last.nextRip(), -1) : -1);
    }

    private long branchTarget(Instruction insn) {
        long target = insn.nextRip() + insn.immediate;
        return context.wide() ? target : target & 0xFFFFFFFFL;
    }

    private static boolean goesOn(Instruction insn, End end) {
        return switch (end) {
            case FALL, CONDITIONAL, REPEATED, CALL -> true;
            case INDIRECT -> insn.row.mnemonic().equals("CALL");
            case JUMP, FAR -> false;
        };
    }

    /** How {@code insn} ends a block; FALL when it does not. */
    static End end(Instruction insn) {
        Transfer transfer = Transfer.of(insn);
        return switch (transfer) {
            case NONE -> End.FALL;
            case REPEATED -> insn.row.is(Row.Attribute.IO) ? End.FAR : End.REPEATED;
            case SERIALIZING, FAR -> End.FAR;
            case RELATIVE, COMPUTED, RETURN -> insn.operandSize == 16 ? End.FAR : near(insn, transfer);
        };
    }

    private static End near(Instruction insn, Transfer transfer) {
        if (transfer != Transfer.RELATIVE) {
            return End.INDIRECT;
        }
        if (insn.mode == 64 && !Cpu.canonical(insn.nextRip() + insn.immediate)) {
            return End.FAR;
        }
        return switch (insn.row.mnemonic()) {
            case "JMP" -> End.JUMP;
            case "CALL" -> End.CALL;
            default -> End.CONDITIONAL;
        };
    }
}
