package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.PageFault;

/**
 * The hardware task switch (SDM vol. 3, 7.3). Up to the point where the new task's registers are loaded every fault belongs to
 * the old task and leaves it unchanged; from then on faults belong to the new task, at its first instruction.
 */
final class TaskSwitch {
    private static final long DR7_LOCAL_ENABLES = 0x155;

    private static final int EFLAGS_BITS = Flags.ARITHMETIC | Flags.TF | Flags.IF | Flags.DF | Flags.IOPL | Flags.NT | Flags.RF | Flags.VM
            | Flags.AC | Flags.VIF | Flags.VIP | Flags.ID;

    private enum Kind {
        /** JMP: the old task is left for good. */
        JUMP,
        /** CALL, exceptions and interrupts: the new task is nested in the old one. */
        NEST,
        /** IRET with NT: back along the link. */
        RETURN
    }

    private TaskSwitch() {}

    /** Far JMP or CALL to a TSS, whose descriptor or gate has been checked for privilege. */
    static void transfer(Cpu cpu, int selector, boolean call) {
        inInstruction(cpu, selector, call ? Kind.NEST : Kind.JUMP);
    }

    /** IRET with EFLAGS.NT set. */
    static void back(Cpu cpu) {
        SegmentRegisters s = cpu.segments;
        long link = Descriptor.system(cpu, s.base[SegmentRegisters.TR]);
        inInstruction(cpu, (int) cpu.mmu.loadSystem(link, 2), Kind.RETURN);
    }

    // Faults of the new task cannot go back to the engine, which would put rip back to the old task's instruction.
    private static void inInstruction(Cpu cpu, int selector, Kind kind) {
        TaskState state = leave(cpu, selector, kind, cpu.flags.value(), 0);
        try {
            arrive(cpu, state, 0);
        } catch (Fault f) {
            InterruptDelivery.deliver(cpu, f);
        } catch (PageFault f) {
            InterruptDelivery.deliver(cpu, f);
        }
    }

    /** Delivery through a task gate. */
    static void interrupt(Cpu cpu, int selector, Event event) {
        TaskState state = leave(cpu, selector, Kind.NEST, event.pushedFlags(cpu), event.ext());
        boolean wide = wide(cpu);
        arrive(cpu, state, event.ext());
        if (event.hasErrorCode()) {
            cpu.push(wide ? 4 : 2, event.errorCode());
        }
    }

    private static boolean wide(Cpu cpu) {
        return (cpu.segments.access[SegmentRegisters.TR] & Descriptor.WIDE) != 0;
    }

    private static Descriptor target(Cpu cpu, int selector, Kind kind, int ext) {
        Vector wrong = kind == Kind.RETURN ? Vector.TS : Vector.GP;
        int error = Descriptor.error(selector) | ext;
        if ((selector & 4) != 0 || Descriptor.isNull(selector)) {
            throw cpu.fault(wrong, error);
        }
        Descriptor tss = Descriptor.read(cpu, selector, wrong, error);
        int expected = kind == Kind.RETURN ? Descriptor.TSS16_BUSY : Descriptor.TSS16;
        if ((tss.type() & ~Descriptor.WIDE) != expected) {
            throw cpu.fault(wrong, error);
        }
        if (!tss.present()) {
            throw cpu.fault(Vector.NP, error);
        }
        if (tss.limit() < ((tss.type() & Descriptor.WIDE) != 0 ? TaskState.LIMIT32 : TaskState.LIMIT16)) {
            throw cpu.fault(Vector.TS, error);
        }
        return tss;
    }

    /** Saves the old task and loads the new one's TR, CR3, flags and general registers. */
    private static TaskState leave(Cpu cpu, int selector, Kind kind, int savedFlags, int ext) {
        Descriptor tss = target(cpu, selector, kind, ext);
        SegmentRegisters s = cpu.segments;
        boolean wide = (tss.type() & Descriptor.WIDE) != 0;
        long oldBase = s.base[SegmentRegisters.TR];
        int oldSelector = s.selector[SegmentRegisters.TR];
        if (s.limit[SegmentRegisters.TR] < (wide(cpu) ? TaskState.LIMIT32 : TaskState.LIMIT16)) {
            throw cpu.fault(Vector.TS, Descriptor.error(oldSelector) | ext);
        }
        Descriptor old = Descriptor.read(cpu, oldSelector, Vector.TS, Descriptor.error(oldSelector) | ext);
        TaskState state = TaskState.read(cpu, tss.base(), wide);
        TaskState.checkSave(cpu, oldBase, wide(cpu));
        old.checkWritable(cpu);
        tss.checkWritable(cpu);
        if (kind == Kind.NEST) {
            cpu.mmu.checkSystemStore(Descriptor.system(cpu, tss.base()), 2);
        }
        if (kind != Kind.NEST) {
            old.markBusy(cpu, false);
        }
        TaskState.save(cpu, oldBase, wide(cpu), kind == Kind.RETURN ? savedFlags & ~Flags.NT : savedFlags);
        if (kind == Kind.NEST) {
            TaskState.setLink(cpu, tss.base());
        }
        if (kind != Kind.RETURN) {
            tss.markBusy(cpu, true);
        }
        s.set(SegmentRegisters.TR, selector, tss.base(), tss.limit(), tss.access() | Descriptor.BUSY);
        loadRegisters(cpu, state, wide, kind == Kind.NEST);
        return state;
    }

    private static void loadRegisters(Cpu cpu, TaskState state, boolean wide, boolean nested) {
        System.arraycopy(state.registers(), 0, cpu.r, 0, 8);
        cpu.rip = state.rip();
        cpu.dr[7] &= ~DR7_LOCAL_ENABLES;
        SegmentRegisters s = cpu.segments;
        for (int i = 0; i < 6; i++) {
            s.set(i, state.selectors()[i], 0, 0, 0);
        }
        s.set(SegmentRegisters.LDTR, state.ldt(), 0, 0, 0);
        cpu.cpl = (state.flags() & Flags.VM) != 0 ? 3 : state.cs() & 3;
        boolean loadCr3 = wide && cpu.mmu.paging();
        cpu.setControl(cpu.cr0 | Cpu.CR0_TS, loadCr3 ? state.cr3() : cpu.cr3, cpu.cr4, cpu.efer, loadCr3);
        cpu.setFlags(state.flags() & EFLAGS_BITS | (nested ? Flags.NT : 0));
        if (state.trap()) {
            cpu.pendingDebug |= DebugRegisters.TASK_SWITCH;
            cpu.raise(Cpu.ATTENTION_DEBUG);
        }
        cpu.updateMode();
    }

    /** Loads the new task's LDT and segments; faults belong to the new task. */
    private static void arrive(Cpu cpu, TaskState state, int ext) {
        if (wide(cpu) && ControlRegisters.paePaging(cpu) && !cpu.mmu.loadPdptes(cpu.cr3)) {
            throw cpu.protection();
        }
        loadLdt(cpu, state.ldt(), ext);
        int[] selectors = state.selectors();
        if (cpu.v86()) {
            for (int i = 0; i < 6; i++) {
                SegmentLoading.loadVirtual(cpu, i, selectors[i]);
            }
            cpu.updateMode();
        } else {
            // SS first: with it a fault over CS can still be delivered on the new task's stack.
            loadStack(cpu, selectors[Instruction.SS], ext);
            loadCode(cpu, state.cs(), ext);
            for (int i : new int[] {Instruction.ES, Instruction.DS, Instruction.FS, Instruction.GS}) {
                loadData(cpu, i, selectors[i], ext);
            }
        }
        if (cpu.rip > cpu.segments.limit[Instruction.CS]) {
            throw cpu.fault(Vector.GP, ext);
        }
    }

    private static void loadLdt(Cpu cpu, int selector, int ext) {
        if (Descriptor.isNull(selector)) {
            return;
        }
        int error = Descriptor.error(selector) | ext;
        if ((selector & 4) != 0) {
            throw cpu.fault(Vector.TS, error);
        }
        Descriptor ldt = Descriptor.read(cpu, selector, Vector.TS, error);
        if (ldt.type() != Descriptor.LDT || !ldt.present()) {
            throw cpu.fault(Vector.TS, error);
        }
        cpu.segments.set(SegmentRegisters.LDTR, selector, ldt.base(), ldt.limit(), ldt.access());
    }

    private static Descriptor segment(Cpu cpu, int selector, int ext) {
        int error = Descriptor.error(selector) | ext;
        if (Descriptor.isNull(selector)) {
            throw cpu.fault(Vector.TS, error);
        }
        return Descriptor.read(cpu, selector, Vector.TS, error);
    }

    private static void loadCode(Cpu cpu, int selector, int ext) {
        Descriptor code = segment(cpu, selector, ext);
        boolean fine = code.code() && (code.conforming() ? code.dpl() <= code.rpl() : code.dpl() == code.rpl());
        load(cpu, Instruction.CS, code, fine, Vector.NP, ext);
    }

    private static void loadStack(Cpu cpu, int selector, int ext) {
        Descriptor stack = segment(cpu, selector, ext);
        boolean fine = stack.writableData() && stack.dpl() == cpu.cpl && stack.rpl() == cpu.cpl;
        load(cpu, Instruction.SS, stack, fine, Vector.SS, ext);
    }

    private static void loadData(Cpu cpu, int index, int selector, int ext) {
        if (Descriptor.isNull(selector)) {
            return;
        }
        Descriptor data = segment(cpu, selector, ext);
        boolean conformingCode = data.code() && data.conforming();
        boolean fine = data.readable() && (conformingCode || data.dpl() >= cpu.cpl && data.dpl() >= data.rpl());
        load(cpu, index, data, fine, Vector.NP, ext);
    }

    private static void load(Cpu cpu, int index, Descriptor d, boolean fine, Vector absent, int ext) {
        int error = Descriptor.error(d.selector()) | ext;
        if (!fine) {
            throw cpu.fault(Vector.TS, error);
        }
        if (!d.present()) {
            throw cpu.fault(absent, error);
        }
        d.markAccessed(cpu);
        d.load(cpu, index, d.selector());
        // At once, because a fault over the next register already uses this stack.
        cpu.updateMode();
    }
}
