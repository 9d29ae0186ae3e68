package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.memory.PageWalk;
import dev.ringside.emulator.memory.PagingView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes walks to be looked at of the processor's bare ones. */
final class Walks {
    /** The PAT before software writes it, and of processors without one (SDM vol. 3, 12.12.4). */
    private static final long POWER_UP_PAT = 0x0007_0406_0007_0406L;

    private static final int PAT_MSR = 0x277;
    private static final int PWT_SHIFT = 3, PAT_4K = 7, PAT_LARGE = 12;

    private final Cpu cpu;
    private final PagingMode mode;
    private final long pat;

    Walks(Cpu cpu) {
        this.cpu = cpu;
        this.mode = PagingMode.of(cpu);
        this.pat = ModelSpecificRegisters.peek(cpu, PAT_MSR).orElse(POWER_UP_PAT);
    }

    PagingMode mode() {
        return mode;
    }

    Walk current(long linear) {
        return of(linear, true, cpu.cr3);
    }

    Walk from(long linear, long cr3) {
        return of(linear, false, cr3);
    }

    private Walk of(long given, boolean current, long cr3) {
        long linear = cpu.longMode() ? given : given & 0xFFFFFFFFL;
        if (mode == PagingMode.LEVEL_4 && !Cpu.canonical(linear)) {
            return new Walk(linear, mode, cr3, List.of(), Walk.End.NOT_CANONICAL,
                    "bits 63:47 are not all equal: an access raises #GP(0), through the stack #SS(0) (SDM vol. 1, 3.3.7.1)", Optional.empty());
        }
        PageWalk walk = current ? cpu.mmu.view.walk(linear) : cpu.mmu.view.walk(linear, cr3);
        List<WalkStep> steps = walk.steps().stream().map(s -> step(s, linear)).toList();
        Walk.End end = switch (walk.end()) {
            case MAPPED -> Walk.End.MAPPED;
            case NOT_PRESENT -> Walk.End.NOT_PRESENT;
            case RESERVED_BITS -> Walk.End.RESERVED_BITS;
            case PAGING_OFF -> Walk.End.PAGING_OFF;
        };
        return new Walk(linear, mode, cr3, steps, end, reason(end, steps), page(walk));
    }

    private WalkStep step(PageWalk.Step s, long linear) {
        return step(s.shift(), linear, s.address(), s.value(), s.reserved());
    }

    /** An entry, wherever it comes from. */
    WalkStep step(int shift, long linear, long address, long value, long reserved) {
        Level level = Level.at(shift);
        boolean last = mode == PagingMode.BITS_32 ? shift == 12 || cpu.mmu.view.maps4M(value)
                : !(mode == PagingMode.PAE && shift == 30) && cpu.mmu.view.last(shift, value);
        return new WalkStep(level, mode.index(shift, linear), address < 0 ? OptionalLong.empty() : OptionalLong.of(address), value,
                mode.entry(level, last), reserved);
    }

    private String reason(Walk.End end, List<WalkStep> steps) {
        return switch (end) {
            case MAPPED -> "the " + steps.getLast().level() + " maps a page (SDM vol. 3, " + section() + ")";
            case NOT_PRESENT -> "the " + steps.getLast().level() + " is not present: an access raises #PF with P clear (SDM vol. 3, 4.7)";
            case RESERVED_BITS -> "the " + steps.getLast().level() + " has reserved bits set (" + bits(steps.getLast().reserved())
                    + "): an access raises #PF with RSVD set (SDM vol. 3, 4.7)";
            case PAGING_OFF -> "CR0.PG is clear: linear addresses are physical (SDM vol. 3, 4.1)";
            case NOT_CANONICAL -> "the address is not canonical";
        };
    }

    private String section() {
        return switch (mode) {
            case PAE -> "4.4";
            case LEVEL_4 -> "4.5";
            default -> "4.3";
        };
    }

    private static String bits(long mask) {
        StringBuilder text = new StringBuilder();
        for (int bit = 63; bit >= 0; bit--) {
            if ((mask >>> bit & 1) != 0) {
                text.append(text.isEmpty() ? "bit " : ", ").append(bit);
            }
        }
        return text.toString();
    }

    private Optional<Walk.Page> page(PageWalk walk) {
        if (walk.end() != PageWalk.End.MAPPED) {
            return Optional.empty();
        }
        int a = walk.attributes();
        return Optional.of(new Walk.Page(walk.physical(), 1L << walk.pageShift(), (a & PagingView.WRITABLE) != 0, (a & PagingView.USER) != 0,
                (a & PagingView.NO_EXECUTE) == 0, (a & PagingView.DIRTY) != 0, (a & PagingView.GLOBAL) != 0,
                type(walk.steps().getLast().value(), walk.pageShift()), EffectiveRights.of(cpu, a)));
    }

    /** The memory type that an entry which maps a page chooses. */
    MemoryType type(long entry, int pageShift) {
        return MemoryType.of(pat, (int) (entry >>> PWT_SHIFT & 3 | (entry >>> (pageShift == 12 ? PAT_4K : PAT_LARGE) & 1) << 2));
    }
}
