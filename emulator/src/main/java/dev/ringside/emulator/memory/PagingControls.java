package dev.ringside.emulator.memory;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/** What decides how linear addresses are translated and who may do what: the paging bits of the control registers, the A20 gate. */
final class PagingControls implements Stateful {
    private static final long CR0_PG = 1L << 31, CR0_WP = 1 << 16;
    private static final int CR4_PSE = 0x10, CR4_PAE = 0x20, CR4_PGE = 0x80, CR4_SMEP = 1 << 20, CR4_SMAP = 1 << 21;
    private static final int EFER_LMA = 1 << 10, EFER_NXE = 1 << 11;

    /** Reserved bits of a present page-directory-pointer entry that PAE paging loads into a register. */
    static final long PDPTE_RESERVED = -1L << PageWalker.PHYSICAL_BITS | 0x1E6;

    private long cr0;
    private long cr3;
    private long cr4;
    private long efer;
    private final long[] pdptes = new long[4];
    private long a20Mask = -1L;

    /** What a change of the controls makes of the translations at hand. */
    enum Change {
        /** Nothing. */
        NONE,
        /** They stay, but allow other accesses than before. */
        PERMISSIONS,
        /** Those of pages that are not global go. */
        CR3_LOADED,
        /** Both. */
        CR3_LOADED_AND_PERMISSIONS,
        /** All go. */
        EVERYTHING
    }

    /** Takes new values. What is flushed stands in SDM vol. 3, 4.10.4.1. */
    Change set(long newCr0, long newCr3, long newCr4, long newEfer, boolean cr3Loaded) {
        boolean everything = ((cr0 ^ newCr0) & CR0_PG) != 0
                || ((cr4 ^ newCr4) & (CR4_PGE | CR4_PSE | CR4_PAE)) != 0
                || (newCr4 & ~cr4 & CR4_SMEP) != 0
                || ((efer ^ newEfer) & EFER_LMA) != 0;
        boolean permissions = ((cr0 ^ newCr0) & CR0_WP) != 0
                || ((cr4 ^ newCr4) & (CR4_SMEP | CR4_SMAP)) != 0
                || ((efer ^ newEfer) & EFER_NXE) != 0;
        cr0 = newCr0;
        cr3 = newCr3;
        cr4 = newCr4;
        efer = newEfer;
        if (everything) {
            return Change.EVERYTHING;
        }
        if (cr3Loaded) {
            return permissions ? Change.CR3_LOADED_AND_PERMISSIONS : Change.CR3_LOADED;
        }
        return permissions ? Change.PERMISSIONS : Change.NONE;
    }

    boolean paging() {
        return (cr0 & CR0_PG) != 0;
    }

    boolean longMode() {
        return (efer & EFER_LMA) != 0;
    }

    boolean pae() {
        return (cr4 & CR4_PAE) != 0;
    }

    boolean pageSizeExtensions() {
        return (cr4 & CR4_PSE) != 0;
    }

    boolean globalPages() {
        return (cr4 & CR4_PGE) != 0;
    }

    boolean noExecuteEnabled() {
        return (efer & EFER_NXE) != 0;
    }

    /** Whether the error code of a fetch says that it was one. */
    boolean namesFetches() {
        return (cr4 & CR4_SMEP) != 0 || noExecuteEnabled() && (pae() || longMode());
    }

    long cr3() {
        return cr3;
    }

    long pdpte(int i) {
        return pdptes[i];
    }

    /** Takes the four entries at {@code fromCr3}; false, and nothing taken, when a present one has reserved bits set. */
    boolean loadPdptes(PhysicalMemory memory, long fromCr3) {
        long[] loaded = new long[4];
        for (int i = 0; i < 4; i++) {
            loaded[i] = memory.read(Agent.CPU, (fromCr3 & 0xFFFFFFE0L) + 8L * i & a20Mask, 8);
            if ((loaded[i] & 1) != 0 && (loaded[i] & PDPTE_RESERVED) != 0) {
                return false;
            }
        }
        System.arraycopy(loaded, 0, pdptes, 0, 4);
        return true;
    }

    /** What the A20 gate leaves of a physical address. */
    long gate(long physical) {
        return physical & a20Mask;
    }

    void setA20(boolean open) {
        a20Mask = open ? -1L : ~(1L << 20);
    }

    boolean a20() {
        return a20Mask == -1L;
    }

    /**
     * Whether an access is allowed by combined permissions {@code attributes} (SDM vol. 3, 4.6.1).
     *
     * @param blocked for the supervisor: whether CR4.SMAP, if set, keeps this access from user pages
     */
    boolean allow(int attributes, int access, boolean user, boolean blocked) {
        boolean userPage = (attributes & Tlb.USER) != 0;
        if (access == Mmu.FETCH) {
            return (attributes & Tlb.NO_EXECUTE) == 0 && (user ? userPage : !(userPage && (cr4 & CR4_SMEP) != 0));
        }
        if (user) {
            return userPage && (access == Mmu.READ || (attributes & Tlb.WRITABLE) != 0);
        }
        if (userPage && blocked && (cr4 & CR4_SMAP) != 0) {
            return false;
        }
        return access == Mmu.READ || (attributes & Tlb.WRITABLE) != 0 || (cr0 & CR0_WP) == 0;
    }

    @Override
    public void state(StateStream s) {
        cr0 = s.i64("cr0", cr0);
        cr3 = s.i64("cr3", cr3);
        cr4 = s.i64("cr4", cr4);
        efer = s.i64("efer", efer);
        s.i64s("pdptes", pdptes);
        a20Mask = s.i64("a20Mask", a20Mask);
    }
}
