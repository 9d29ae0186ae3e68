package dev.ringside.emulator.cpu;

import dev.ringside.emulator.cpu.system.DataBreakpoints;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.cpu.x87.X87State;
import dev.ringside.emulator.cpu.x87.X87Unit;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.Mmu;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * One processor: its registers, its way to memory, and the few operations that nearly every instruction needs. What
 * instructions do stands in the classes of this package and its sub-packages that implement {@link Semantics}; what
 * executes them is an engine.
 */
public final class Cpu implements Stateful {
    /** General register numbers. */
    public static final int RAX = 0, RCX = 1, RDX = 2, RBX = 3, RSP = 4, RBP = 5, RSI = 6, RDI = 7;

    /** CR0 bits. */
    public static final int CR0_PE = 1, CR0_MP = 2, CR0_EM = 4, CR0_TS = 8, CR0_ET = 16, CR0_NE = 32, CR0_WP = 1 << 16, CR0_AM = 1 << 18,
            CR0_NW = 1 << 29, CR0_CD = 1 << 30, CR0_PG = 1 << 31;

    /** CR4 bits. */
    public static final int CR4_VME = 1, CR4_PVI = 2, CR4_TSD = 4, CR4_DE = 8, CR4_PSE = 0x10, CR4_PAE = 0x20, CR4_MCE = 0x40, CR4_PGE = 0x80,
            CR4_PCE = 0x100, CR4_OSFXSR = 0x200, CR4_OSXMMEXCPT = 0x400, CR4_UMIP = 0x800, CR4_FSGSBASE = 1 << 16, CR4_OSXSAVE = 1 << 18,
            CR4_SMEP = 1 << 20, CR4_SMAP = 1 << 21;

    /** EFER bits. */
    public static final int EFER_SCE = 1, EFER_LME = 1 << 8, EFER_LMA = 1 << 10, EFER_NXE = 1 << 11;

    /**
     * Bits of {@link #attention}: why the engine must look up before the next instruction. The engine runs its fast loop
     * only while the word is 0.
     */
    public static final int ATTENTION_INTERRUPT = 1, ATTENTION_NMI = 2, ATTENTION_SHADOW = 4, ATTENTION_TRAP_FLAG = 8, ATTENTION_DEBUG = 16,
            ATTENTION_HALTED = 32, ATTENTION_STOP = 64, ATTENTION_CODE = 128, ATTENTION_CLOCK = 256, ATTENTION_SIGNAL = 512,
            ATTENTION_BREAKPOINTS = 1024, ATTENTION_PROBE = 2048;

    /**
     * Values of {@link #shadow}. {@link #SHADOW_EXPIRING} is added to one of them while the instruction executes that the shadow
     * covers, so that a shadow which this instruction itself sets is told apart.
     */
    public static final int SHADOW_NONE = 0, SHADOW_STI = 1, SHADOW_MOV_SS = 2, SHADOW_EXPIRING = 4;

    /** Number of this processor in its machine, from 0; also its initial APIC id. */
    public final int number;

    /** What it says it is. */
    public final CpuModel model;

    /** Its way to memory. */
    public final Mmu mmu;

    /** The I/O address space. */
    public final Ports ports;

    /** General registers; slot {@link Instruction#NO_REGISTER} always holds 0. */
    public final long[] r = new long[17];

    /** Offset in CS of the next instruction; while an instruction executes, of the one after it. */
    public long rip;

    /**
     * Retired instructions (one per REP iteration), except those that an engine has under way: inside an instruction,
     * {@link #retired()} is exact.
     */
    public long instructions;

    /** Instructions that the engine's current run has retired beyond {@link #instructions}; 0 between runs. */
    public int underWay;

    /** Instruction count at which the engine has to stop; a REP checks it between iterations. */
    public long limit;

    /**
     * The instruction whose probes have been asked already, or are passed: its linear address, and how many had retired when it was
     * next, inverted bit by bit when they stopped it; -1 when there is none. The engine's, no part of the state.
     */
    public long askedLinear, askedInstructions = -1;

    /** Idle time skipped so far, in ns. Virtual time, and the TSC at offset 0, is {@code instructions + skipped}. */
    public long skipped;

    /** EFLAGS. */
    public final Flags flags = new Flags();

    /** Segment registers, LDTR and TR. */
    public final SegmentRegisters segments = new SegmentRegisters();

    /** XMM registers and MXCSR. */
    public final VectorState vector = new VectorState();

    /** x87 and MMX registers. */
    public final X87State x87 = new X87State();

    /** What computes on them. */
    public final X87Unit x87Unit = new X87Unit(x87);

    /** How x87 errors are reported while CR0.NE is clear. */
    public NumericErrorLine numericErrors = NumericErrorLine.NONE;

    /** Control registers; {@link #setControl} changes them. CR8 lives in the interrupt source. */
    public long cr0, cr2, cr3, cr4, efer, xcr0 = 1;

    /** Debug registers 0-3, 6, 7 (4 and 5 unused). */
    public final long[] dr = new long[8];

    /** GDTR and IDTR. */
    public long gdtBase, idtBase;

    /** GDTR and IDTR limits. */
    public int gdtLimit, idtLimit;

    /** Current privilege level; 3 in virtual-8086 mode, 0 in real mode. */
    public int cpl;

    /** Code size: 16, 32 or 64. */
    public int codeSize = 16;

    /** Mask of the stack pointer bits in use: 0xFFFF, 0xFFFFFFFF or all. */
    public long stackMask = 0xFFFF;

    /** Mask of linear addresses: 0xFFFFFFFF outside 64-bit mode. */
    public long linearMask = 0xFFFFFFFFL;

    /** Reasons to look up; see the ATTENTION bits. */
    public int attention;

    /** What inhibits interrupts until after the next instruction; see the SHADOW values. */
    public int shadow;

    /** DR6 bits of a debug trap that waits for the end of the instruction (BS, B0-B3, BT). */
    public long pendingDebug;

    /** Between NMI delivery and the next IRET further NMIs wait. */
    public boolean nmiBlocked;

    /**
     * A repeated string instruction has stopped between two iterations, with rip still on itself. What interrupts it pushes
     * EFLAGS with RF set (SDM vol. 3, 17.3.1.1).
     */
    public boolean repeating;

    /** Waits in HLT (or MWAIT) for an interrupt. */
    public boolean halted;

    /** A triple fault: the processor has shut down until reset. */
    public boolean shutdown;

    /**
     * Whether EFLAGS.RF was set before the instruction that executes now: it is cleared when that instruction retires, unless
     * the instruction loads it anew. Recomputed before every instruction that it matters to, so no part of the state.
     */
    public boolean resuming;

    /**
     * Whether an exception or interrupt was delivered since the current instruction began, which discards its single-step trap.
     * Cleared before every instruction that it matters to, so no part of the state.
     */
    public boolean stepDiscarded;

    /** Model-specific registers, random generator, address monitor. */
    public final PrivilegedState privileged = new PrivilegedState();

    /** Where external interrupts come from. */
    public InterruptSource interrupts = InterruptSource.NONE;

    /**
     * Runs each time an exception, an interrupt or a debug trap has been delivered, with rip at the handler, and when delivering
     * has shut the processor down. It may {@linkplain #raise ask for attention}; it must not change the processor otherwise.
     */
    public Runnable delivered = () -> {};

    /** Probes on what it does; no part of the state. */
    public final EventProbes events = new EventProbes(this);

    /** What went wrong last; no part of the state. */
    public final LastException lastException = new LastException();

    /** Who answers CPUID, MSRs and hypercalls first. */
    public Hypervisor hypervisor = Hypervisor.NONE;

    private final Fault fault = new Fault();

    /** A processor in the state after power-up. */
    public Cpu(int number, CpuModel model, PhysicalMemory memory, Ports ports) {
        this.number = number;
        this.model = model;
        this.mmu = new Mmu(memory);
        this.ports = ports;
        mmu.watch(new DataBreakpoints(this));
        mmu.watch(events);
        reset();
    }

    /** Power-up state. */
    public void reset() {
        PowerUp.reset(this);
    }

    // ---- modes ----

    /** CR0.PE. */
    public boolean protectedMode() {
        return (cr0 & CR0_PE) != 0;
    }

    /** Virtual-8086 mode. */
    public boolean v86() {
        return flags.has(Flags.VM);
    }

    /** Protected mode proper, in which selectors name descriptors: not real, not virtual-8086. */
    public boolean selectorsNameDescriptors() {
        return protectedMode() && !v86();
    }

    /** IA-32e mode: 64-bit or compatibility. */
    public boolean longMode() {
        return (efer & EFER_LMA) != 0;
    }

    /**
     * Takes new control register values, already checked; paging caches follow.
     *
     * @param cr3Loaded whether CR3 was written (even with its old value), which flushes non-global translations
     */
    public void setControl(long newCr0, long newCr3, long newCr4, long newEfer, boolean cr3Loaded) {
        cr0 = newCr0;
        cr3 = newCr3;
        cr4 = newCr4;
        efer = newEfer;
        mmu.setControls(newCr0, newCr3, newCr4, newEfer, cr3Loaded);
        updateMode();
    }

    /** Recomputes what depends on mode, CS, SS, CPL and EFLAGS.AC. Call after changing any of them. */
    public void updateMode() {
        int cs = segments.access[Instruction.CS];
        boolean sixtyFour = longMode() && (cs & SegmentRegisters.L) != 0;
        codeSize = sixtyFour ? 64 : (cs & SegmentRegisters.DB) != 0 && !v86() ? 32 : 16;
        stackMask = sixtyFour ? -1L : (segments.access[Instruction.SS] & SegmentRegisters.DB) != 0 && !v86() ? 0xFFFFFFFFL : 0xFFFF;
        linearMask = sixtyFour ? -1L : 0xFFFFFFFFL;
        segments.derive(sixtyFour);
        mmu.setWide(sixtyFour);
        mmu.select(cpl == 3, (cr4 & CR4_SMAP) != 0 && cpl != 3 && !flags.has(Flags.AC));
        alignmentChecked = (cr0 & CR0_AM) != 0 && cpl == 3 && flags.has(Flags.AC);
        branchLimit = sixtyFour ? -1L : segments.limit[Instruction.CS];
        plainSegments = alignmentChecked ? 0 : segments.flat;
        deriveCodeContext();
        events.changed();
    }

    /** Parts of {@link #codeContext}: the code size itself; flags; shifted, a bit per segment register, and how accesses are checked. */
    public static final int CONTEXT_CODE_SIZE = 0x70, CONTEXT_FLAT_CODE = 1, CONTEXT_STACK32 = 2, CONTEXT_ALIGNMENT = 4, CONTEXT_OPEN_CODE = 8,
            CONTEXT_PLAIN_SHIFT = 8, CONTEXT_ACCESS_SHIFT = 16;

    /**
     * What translated code takes for granted, in one word: code size, whether code is flat (base 0, no limit) and whether the code
     * segment's limit is beyond every near branch, stack pointer width, alignment checks, which of ES, CS, SS, DS are flat, which of
     * FS and GS need no check but have a base, and how the paging unit checks accesses. Derived, so no part of the state.
     */
    public int codeContext;

    private void deriveCodeContext() {
        boolean flatCode = codeSize == 64 || segments.base[Instruction.CS] == 0 && segments.limit[Instruction.CS] == 0xFFFFFFFFL;
        boolean openCode = flatCode || segments.limit[Instruction.CS] >= (codeSize == 16 ? 0xFFFF : 0xFFFFFFFFL);
        codeContext = codeSize | (flatCode ? CONTEXT_FLAT_CODE : 0) | (openCode ? CONTEXT_OPEN_CODE : 0) | (stackMask == 0xFFFFFFFFL ? CONTEXT_STACK32 : 0)
                | (alignmentChecked ? CONTEXT_ALIGNMENT : 0) | (plainSegments & 0xF | (alignmentChecked ? 0 : segments.open & 0x30)) << CONTEXT_PLAIN_SHIFT
                | mmu.accessMode() << CONTEXT_ACCESS_SHIFT;
    }

    private boolean alignmentChecked;

    /**
     * Bit n is set when accesses through segment n outside 64-bit mode need no check: flat, and alignment is not checked.
     */
    private int plainSegments;

    /** Largest rip, unsigned, that a branch to a canonical target may have: the limit of CS, or anything in 64-bit mode. */
    public long branchLimit;

    /** Whether unaligned data accesses fault with #AC now (CR0.AM, EFLAGS.AC, CPL 3). */
    public boolean alignmentChecked() {
        return alignmentChecked;
    }

    /**
     * Loads EFLAGS and everything that hangs on it. RF lasts for one instruction, and VIF together with VIP faults before the
     * next one: both ask for attention.
     */
    public void setFlags(int value) {
        int changed = flags.value() ^ value;
        flags.load(value);
        if ((changed & (Flags.VM | Flags.AC)) != 0) {
            updateMode();
        }
        if ((value & Flags.TF) != 0) {
            attention |= ATTENTION_TRAP_FLAG;
        }
        if ((value & (Flags.RF | Flags.VIF)) != 0) {
            attention |= ATTENTION_DEBUG;
            resuming = false;
        }
        if ((changed & value & Flags.IF) != 0) {
            attention |= ATTENTION_INTERRUPT;
        }
    }

    /** Seeds what RDRAND and RDSEED answer. */
    public void seedRandom(long seed) {
        privileged.seed(seed);
    }

    /** Whether a maskable interrupt can end the HLT or MWAIT that the processor waits in. */
    public boolean wakeable() {
        return flags.has(Flags.IF) || privileged.wakesMasked;
    }

    /** The instruction under way, set by engines for those that call the table's semantics; see {@link #currentRip}. */
    public Instruction current;

    /** Offset in CS of the instruction under way, inside semantics: where an ABI call comes from. */
    public long currentRip() {
        return current == null ? rip : current.rip;
    }

    /** Asks the engine to look up before the next instruction. */
    public void raise(int attentionBit) {
        attention |= attentionBit;
    }

    /** Retired instructions, exact inside an instruction. */
    public long retired() {
        return instructions + underWay;
    }

    /** Wakes the processor from HLT, as an interrupt would that it does not have to take; if it runs, from its next HLT. */
    public void wake() {
        privileged.wakeUpPending = !halted;
        halted = false;
        attention &= ~ATTENTION_HALTED;
    }

    /** Virtual time in ns, exact inside an instruction. */
    public long virtualTime() {
        return instructions + underWay + skipped;
    }

    /** The time-stamp counter: virtual time plus what the guest added (IA32_TSC_ADJUST). */
    public long timeStampCounter() {
        return virtualTime() + ModelSpecificRegisters.timeStampOffset(this);
    }

    /** Derived values of the segment registers, after a load of ES, DS, FS or GS; CS and SS need {@link #updateMode}. */
    public void updateDataSegments() {
        segments.derive(codeSize == 64);
        plainSegments = alignmentChecked ? 0 : segments.flat;
        deriveCodeContext();
    }

    // ---- faults ----

    /** The processor's fault, made ready to throw. */
    public Fault fault(Vector vector, int errorCode) {
        return fault.with(vector, errorCode);
    }

    /**
     * What an instruction throws that is not to happen yet, before it has changed anything: nothing is delivered, the engine comes back
     * before the instruction, which is tried again when the processor runs again.
     */
    public Fault hold() {
        raise(ATTENTION_STOP);
        return fault.with(null, 0);
    }

    /** #UD, ready to throw. */
    public Fault undefined() {
        return fault.with(Vector.UD, 0);
    }

    /** #GP(0), ready to throw. */
    public Fault protection() {
        return fault.with(Vector.GP, 0);
    }

    // ---- addresses ----

    /** Linear address of the next instruction, which the code segment may not let be fetched. */
    public long linearRip() {
        return segments.effectiveBase[Instruction.CS] + rip & linearMask;
    }

    /** Offset of the memory operand within its segment, masked to the address size. */
    public long offset(Instruction insn) {
        return r[insn.base] + (r[insn.index] << insn.scaleShift) + insn.displacement & insn.addressMask();
    }

    /** Linear address of the memory operand, checked for a read of {@code size} bytes. */
    public long readAddress(Instruction insn, int size) {
        return linear(insn.segment, offset(insn), size, false);
    }

    /** Linear address of the memory operand, checked for a write of {@code size} bytes. */
    public long writeAddress(Instruction insn, int size) {
        return linear(insn.segment, offset(insn), size, true);
    }

    /**
     * Linear address of {@code size} bytes at {@code segment:offset}; limit, type or canonical violations raise #SS(0) for
     * SS and #GP(0) otherwise, misalignment #AC when it is checked.
     */
    public long linear(int segment, long offset, int size, boolean write) {
        long linear = segments.effectiveBase[segment] + offset & linearMask;
        if ((segments.flat >>> segment & 1) == 0) {
            AccessChecks.segment(this, segment, offset, linear, size, write);
        }
        if (alignmentChecked) {
            AccessChecks.alignment(this, linear, size);
        }
        return linear;
    }

    /** {@link #linear} for code that runs in 64-bit mode. */
    public long linear64(int segment, long offset, int size) {
        long linear = segments.effectiveBase[segment] + offset;
        if ((linear + 0x800000000000L | linear + size - 1 + 0x800000000000L) >>> 48 != 0) {
            AccessChecks.segment(this, segment, offset, linear, size, false);
        }
        if (alignmentChecked) {
            AccessChecks.alignment(this, linear, size);
        }
        return linear;
    }

    /** {@link #linear} for code that runs outside 64-bit mode. */
    public long linear32(int segment, long offset, int size, boolean write) {
        if ((plainSegments >>> segment & 1) != 0) {
            return offset;
        }
        return linear(segment, offset, size, write);
    }

    /**
     * Whether accesses through a segment need no check but those of paging: in 64-bit mode, where non-canonical addresses are never
     * plain, or through an open segment; alignment is not checked.
     */
    public boolean accessesPlainly(int segment) {
        return (codeContext & CONTEXT_ALIGNMENT) == 0 && (codeSize == 64 || (codeContext >>> CONTEXT_PLAIN_SHIFT >>> segment & 1) != 0);
    }

    /**
     * Raises #GP(0) when the memory operand's linear address is no multiple of {@code alignment}, a power of two. Operands that must
     * be aligned are checked for that first: even where SS or #AC would make it another exception.
     */
    public void requireAligned(Instruction insn, int alignment) {
        if ((segments.effectiveBase[insn.segment] + offset(insn) & alignment - 1) != 0) {
            throw protection();
        }
    }

    /** Whether a linear address has its top bits all equal (48-bit canonical form). */
    public static boolean canonical(long linear) {
        return linear + 0x800000000000L >>> 48 == 0;
    }

    // ---- registers by width (bits) ----

    /** Value of register {@code number} as {@code size} bits (16, 32, 64), zero-extended. */
    public long register(int number, int size) {
        return switch (size) {
            case 16 -> r[number] & 0xFFFF;
            case 32 -> r[number] & 0xFFFFFFFFL;
            default -> r[number];
        };
    }

    /** Writes {@code size} (16, 32, 64) bits: 32 bits clear the upper half, 16 bits leave the rest. */
    public void setRegister(int number, int size, long value) {
        switch (size) {
            case 16 -> r[number] = r[number] & ~0xFFFFL | value & 0xFFFF;
            case 32 -> r[number] = value & 0xFFFFFFFFL;
            default -> r[number] = value;
        }
    }

    /** Value of an 8-bit register; {@code high} means AH, CH, DH, BH for numbers 4-7. */
    public int byteRegister(int number, boolean high) {
        return (int) (high ? r[number - 4] >>> 8 : r[number]) & 0xFF;
    }

    /** Writes an 8-bit register; the rest stays. */
    public void setByteRegister(int number, boolean high, int value) {
        if (high) {
            r[number - 4] = r[number - 4] & ~0xFF00L | (value & 0xFF) << 8;
        } else {
            r[number] = r[number] & ~0xFFL | value & 0xFF;
        }
    }

    // ---- stack ----

    /** Pushes {@code size} bytes (2, 4, 8); rSP changes only when the store succeeded. */
    public void push(int size, long value) {
        long sp = r[RSP] - size & stackMask;
        mmu.store(linear(Instruction.SS, sp, size, true), size, value);
        setStackPointer(sp);
    }

    /** {@link #push} of 4 bytes. */
    public void push32(int value) {
        if ((plainSegments >>> Instruction.SS & 1) != 0 && stackMask == 0xFFFFFFFFL) {
            long sp = r[RSP] - 4 & 0xFFFFFFFFL;
            mmu.store32(sp, value);
            r[RSP] = sp;
        } else {
            push(4, value);
        }
    }

    /** {@link #push} of 8 bytes. */
    public void push64(long value) {
        long sp = r[RSP] - 8;
        if (codeSize == 64 && canonical(sp) && !alignmentChecked && (sp & 7) == 0) {
            mmu.store64(sp, value);
            r[RSP] = sp;
        } else {
            push(8, value);
        }
    }

    /** The 4 bytes at the top of the stack, zero-extended. */
    public long top32() {
        boolean plain = (plainSegments >>> Instruction.SS & 1) != 0 && stackMask == 0xFFFFFFFFL;
        return plain ? mmu.load32(r[RSP] & 0xFFFFFFFFL) & 0xFFFFFFFFL : peek(4, 0);
    }

    /** The 8 bytes at the top of the stack. */
    public long top64() {
        long sp = r[RSP];
        return codeSize == 64 && canonical(sp) && !alignmentChecked && (sp & 7) == 0 ? mmu.load64(sp) : peek(8, 0);
    }

    /** Reads {@code size} bytes at {@code distance} bytes above the top of the stack; rSP stays. */
    public long peek(int size, int distance) {
        long sp = r[RSP] + distance & stackMask;
        return mmu.load(linear(Instruction.SS, sp, size, false), size);
    }

    /** Pops {@code size} bytes (2, 4, 8), zero-extended. */
    public long pop(int size) {
        long value = peek(size, 0);
        setStackPointer(r[RSP] + size);
        return value;
    }

    /** Writes the part of rSP that the stack uses; a 16-bit stack leaves the upper bits. */
    public void setStackPointer(long value) {
        r[RSP] = stackMask == 0xFFFF ? r[RSP] & ~0xFFFFL | value & 0xFFFF : value & stackMask;
    }

    // ---- branches ----

    /**
     * Near branch: rip becomes {@code target}, cut to the operand size; #GP(0) when it lies outside the code segment or is
     * not canonical.
     */
    public void branch(long target, int operandSize) {
        long to = operandSize == 16 ? target & 0xFFFF : operandSize == 32 ? target & 0xFFFFFFFFL : target;
        if (codeSize == 64 ? !canonical(to) : to > segments.limit[Instruction.CS]) {
            throw fault.with(Vector.GP, 0);
        }
        rip = to;
    }

    @Override
    public void state(StateStream s) {
        CpuState.pass(this, s);
    }
}
