package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.PagingView;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may do what at an address: the bits of all levels together, and what CR0.WP, CR4.SMEP, CR4.SMAP and EFER.NXE make of them now
 * (SDM vol. 3, 4.6.1).
 *
 * @param user code at CPL 3
 * @param supervisor code at other levels, with EFLAGS.AC set
 * @param guarded code at other levels with EFLAGS.AC clear, and accesses to system structures: as {@code supervisor} unless CR4.SMAP is set
 * @param reasons what is not as the bits alone would say, in words
 */
public record EffectiveRights(Rights user, Rights supervisor, Rights guarded, List<String> reasons) {
    /** Copies the reasons. */
    public EffectiveRights {
        reasons = List.copyOf(reasons);
    }

    static EffectiveRights of(Cpu cpu, int attributes) {
        int rights = cpu.mmu.view.rights(attributes);
        boolean user = (attributes & PagingView.USER) != 0;
        List<String> reasons = new ArrayList<>();
        if ((attributes & PagingView.WRITABLE) == 0 && (cpu.cr0 & Cpu.CR0_WP) == 0) {
            reasons.add("CR0.WP is clear: the supervisor writes to read-only pages");
        }
        if (user && (cpu.cr4 & Cpu.CR4_SMEP) != 0) {
            reasons.add("CR4.SMEP is set: the supervisor does not execute user pages");
        }
        if (user && (cpu.cr4 & Cpu.CR4_SMAP) != 0) {
            reasons.add("CR4.SMAP is set: the supervisor reaches user pages only while EFLAGS.AC is set");
        }
        return new EffectiveRights(Rights.of(rights, 0), Rights.of(rights, PagingView.SUPERVISOR_SHIFT),
                Rights.of(rights, PagingView.SUPERVISOR_AC_CLEAR_SHIFT), reasons);
    }
}
