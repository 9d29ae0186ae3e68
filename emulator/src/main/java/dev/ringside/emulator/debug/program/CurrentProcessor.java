package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.UnreadableException;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.PerCpu;
import dev.ringside.symbols.linux.StructLayout;
import dev.ringside.symbols.linux.ViewException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What a kernel keeps for the processor that runs: per-CPU data, the current task. An x86-64 kernel reaches them by GS, whose base SWAPGS
 * exchanges with a user's on each way in and out; a 32-bit one by FS, which user mode loads with a selector of its own.
 */
final class CurrentProcessor {
    private static final int KERNEL_GS_BASE = 0xC0000102;

    private CurrentProcessor() {}

    /** How far per-CPU data of this processor are from their symbols; empty when it cannot be told. */
    static OptionalLong offset(LinuxKernel kernel, Cpu cpu) {
        try {
            return OptionalLong.of(requireOffset(kernel, cpu));
        } catch (ViewException _) {
            return OptionalLong.empty();
        }
    }

    /** The same for a symbol that is such data; empty for any other. */
    static OptionalLong offsetFor(Symbol symbol, LinuxKernel kernel, Cpu cpu) {
        return PerCpu.isVariable(symbol, kernel) ? offset(kernel, cpu) : OptionalLong.empty();
    }

    private static long requireOffset(LinuxKernel kernel, Cpu cpu) throws ViewException {
        if (kernel.find("__per_cpu_offset").isEmpty()) {
            return 0;
        }
        List<Long> offsets = PerCpu.offsets(kernel);
        for (long base : bases(kernel, cpu)) {
            if (offsets.contains(base)) {
                return base;
            }
        }
        if (offsets.size() == 1) {
            return offsets.getFirst();
        }
        throw new ViewException("no base register holds one of the kernel's __per_cpu_offset: it has not set up per-CPU data yet");
    }

    /** What may be the base of per-CPU data, the likelier one first: the first instructions behind an entry have not exchanged it yet. */
    private static List<Long> bases(LinuxKernel kernel, Cpu cpu) {
        if (!kernel.is64()) {
            return List.of(cpu.segments.base[Instruction.FS] & 0xFFFF_FFFFL);
        }
        long inUse = cpu.segments.base[Instruction.GS];
        return cpu.cpl == 0 ? List.of(inUse, exchanged(cpu)) : List.of(exchanged(cpu), inUse);
    }

    private static long exchanged(Cpu cpu) {
        try {
            return ModelSpecificRegisters.read(cpu, KERNEL_GS_BASE);
        } catch (Fault _) {
            return 0;
        }
    }

    /** Where the pointer to the current task is among per-CPU data. */
    private static long slot(LinuxKernel kernel) throws ViewException {
        OptionalLong variable = kernel.find("current_task");
        if (variable.isPresent()) {
            return variable.getAsLong();
        }
        // 6.2 to 6.14 have it in a struct with other data that are used often, as its first member.
        OptionalLong hot = kernel.find("pcpu_hot");
        if (hot.isEmpty()) {
            throw new ViewException("the kernel's symbols have neither current_task nor pcpu_hot");
        }
        StructLayout layout = kernel.types().isPresent() ? kernel.struct("pcpu_hot") : null;
        return hot.getAsLong() + (layout == null ? 0 : layout.field("current_task").offset());
    }

    static CurrentTask task(LinuxKernel kernel, Cpu cpu) {
        try {
            long slot = slot(kernel);
            long task = kernel.pointer(slot + requireOffset(kernel, cpu));
            return isKernelAddress(task, kernel) ? new CurrentTask.Known(task)
                : new CurrentTask.Unknown("the kernel has no current task yet: current_task holds 0x" + Long.toHexString(task));
        } catch (ViewException e) {
            return new CurrentTask.Unknown(e.getMessage());
        }
    }

    private static boolean isKernelAddress(long address, LinuxKernel kernel) {
        return kernel.is64() ? address < 0 : address >= 0x4000_0000L;
    }

    static LongSupplier taskReader(LinuxKernel kernel, Cpu cpu) {
        long slot;
        OptionalLong fixed;
        try {
            slot = slot(kernel);
            fixed = offset(kernel, cpu);
        } catch (ViewException _) {
            return () -> 0;
        }
        boolean is64 = kernel.is64();
        var tables = new PageTables(cpu);
        return () -> {
            long base = is64 ? kernelBase(cpu) : cpu.cpl == 0 ? cpu.segments.base[Instruction.FS] : fixed.orElse(0);
            long linear = kernel.truncated(base + slot);
            try {
                return cpu.mmu.peek.load(linear, kernel.pointerBytes());
            } catch (UnreadableException _) {
                // In user mode the kernel may keep even this to its own page tables.
                long physical = tables.besideInUse(linear);
                return physical == -1 || cpu.mmu.memory().ramIndex(physical) < 0 ? 0 : kernel.truncated(tables.number(physical));
            }
        };
    }

    /** Kernels have the upper half; a user's base is never there. */
    private static long kernelBase(Cpu cpu) {
        long inUse = cpu.segments.base[Instruction.GS];
        return inUse < 0 ? inUse : exchanged(cpu);
    }
}
