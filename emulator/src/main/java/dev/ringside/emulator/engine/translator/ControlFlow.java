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
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * First phase: follows fixed branches from an entry through its page and cuts what it finds into basic blocks. Stops at the page's
 * ends and when enough instructions are found; where it stops the unit is left and another may be entered.
 */
final class ControlFlow {
    private final Place place;
    private final UnitContext context;
    private final int most;
    private final LongFunction<Instruction> code;
    private final LongPredicate warm;
    private final LongFunction<ProbeSite> probes;
    private final TreeMap<Long, Instruction> found = new TreeMap<>();
    private final TreeSet<Long> leaders = new TreeSet<>();

    private ControlFlow(Place place, UnitContext context, int most, LongFunction<Instruction> code, LongPredicate warm, LongFunction<ProbeSite> probes) {
        this.place = place;
        this.context = context;
        this.most = most;
        this.code = code;
        this.warm = warm;
        this.probes = probes;
    }

    /**
     * The region entered at {@code place}, or null when not even its first instruction can be part of one.
     *
     * @param bytes RAM
     * @param most instructions the region may have
     * @param warmth where branches are followed to
     */
    static Region find(Decoder decoder, Probes probes, byte[] bytes, Place place, UnitContext context, int most, Warmth warmth) {
        return new ControlFlow(place, context, most, at -> decode(decoder, bytes, place.at(at), context),
                at -> warmth.warm(place.at(at)), at -> probes.site(place.at(at).linear(), place.at(at).ramIndex())).region();
    }

    /** What is left of a region that may have {@code most} instructions only. */
    static Region shorten(Region region, int most) {
        Map<Long, Instruction> known = new HashMap<>();
        region.blocks().forEach(b -> b.insns().forEach(insn -> known.put(insn.rip, insn)));
        return new ControlFlow(region.place(), region.context(), most, known::get, known::containsKey, region.sites()::get).region();
    }

    // Null at the page's end, and at the code segment's.
    private static Instruction decode(Decoder decoder, byte[] bytes, Place place, UnitContext context) {
        int pageEnd = (place.ramIndex() | PhysicalMemory.PAGE_SIZE - 1) + 1;
        Instruction insn = decoder.decode(bytes, place.ramIndex(), pageEnd - place.ramIndex(), place.rip(), context.codeSize());
        return insn == null || insn.nextRip() - 1 > place.codeLimit() ? null : insn;
    }

    private Region region() {
        explore();
        return found.containsKey(place.rip()) ? cut() : null;
    }

    private void explore() {
        Deque<Long> open = new ArrayDeque<>(List.of(place.rip()));
        leaders.add(place.rip());
        while (!open.isEmpty()) {
            long at = open.poll();
            while (place.onPage(at) && !found.containsKey(at) && found.size() < most) {
                Instruction insn = code.apply(at);
                if (insn == null) {
                    break;
                }
                found.put(at, insn);
                at = insn.nextRip();
                End end = endOf(insn);
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

    private boolean warm(long at) {
        return place.onPage(at) && warm.test(at);
    }

    private Region cut() {
        List<List<Instruction>> runs = new ArrayList<>();
        List<Instruction> run = null;
        for (Instruction insn : found.values()) {
            boolean follows = run != null && run.getLast().nextRip() == insn.rip;
            if (!follows || leaders.contains(insn.rip) || endOf(run.getLast()) != End.FALL) {
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
        return new Region(place, context, indexes.get(place.rip()), List.copyOf(blocks), sites());
    }

    private Map<Long, ProbeSite> sites() {
        Map<Long, ProbeSite> sites = new HashMap<>();
        for (long at : found.keySet()) {
            ProbeSite site = probes.apply(at);
            if (site != null) {
                sites.put(at, site);
            }
        }
        return Map.copyOf(sites);
    }

    private BasicBlock block(List<Instruction> insns, TreeMap<Long, Integer> indexes) {
        Instruction last = insns.getLast();
        End end = endOf(last);
        boolean fixed = end == End.JUMP || end == End.CONDITIONAL || end == End.CALL;
        long target = fixed ? branchTarget(last) : 0;
        boolean jumps = end == End.JUMP || end == End.CONDITIONAL;
        return new BasicBlock(insns.getFirst().rip, insns, end, target, jumps ? indexes.getOrDefault(target, -1) : -1,
                goesOn(last, end) ? indexes.getOrDefault(last.nextRip(), -1) : -1);
    }

    private long branchTarget(Instruction insn) {
        long target = insn.nextRip() + insn.immediate;
        return switch (context.codeSize()) {
            case 64 -> target;
            case 32 -> target & 0xFFFFFFFFL;
            default -> target & 0xFFFF;
        };
    }

    // A fixed branch that always faults, for want of such an offset in the code segment, may go anywhere.
    private End endOf(Instruction insn) {
        End end = end(insn);
        boolean fixed = end == End.JUMP || end == End.CONDITIONAL || end == End.CALL;
        return fixed && !context.wide() && branchTarget(insn) > place.codeLimit() ? End.FAR : end;
    }

    private static boolean goesOn(Instruction insn, End end) {
        return switch (end) {
            case FALL, CONDITIONAL, REPEATED, CALL -> true;
            case INDIRECT -> insn.row.mnemonic().equals("CALL");
            case JUMP, FAR -> false;
        };
    }

    /** How {@code insn} ends a block where the code segment does not come into it; FALL when it does not. */
    static End end(Instruction insn) {
        Transfer transfer = Transfer.of(insn);
        return switch (transfer) {
            case NONE -> End.FALL;
            case REPEATED -> insn.row.is(Row.Attribute.IO) ? End.FAR : End.REPEATED;
            case SERIALIZING, FAR -> End.FAR;
            case RELATIVE, COMPUTED, RETURN -> (insn.operandSize == 16) == (insn.mode == 16) ? near(insn, transfer) : End.FAR;
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
