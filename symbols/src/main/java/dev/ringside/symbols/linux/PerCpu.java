package dev.ringside.symbols.linux;

import dev.ringside.symbols.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * Data of which each processor has its own copy ({@code DEFINE_PER_CPU}). The symbol of such a variable is an address to which the
 * processor's entry of {@code __per_cpu_offset} has to be added: x86-64 links them at 0, 32-bit kernels in their image.
 */
public final class PerCpu {
    /** No kernel is built for more (CONFIG_NR_CPUS). */
    private static final int MOST_PROCESSORS = 8192;

    private PerCpu() {}

    /**
     * How far a processor's copy lies from the variables' symbols.
     *
     * @param cpu the guest's number of it, from 0
     * @throws ViewException when the kernel has no such symbol, as one for a single processor, or has not come so far
     */
    public static long offset(LinuxKernel kernel, int cpu) throws ViewException {
        long table = kernel.find("__per_cpu_offset")
            .orElseThrow(() -> new ViewException("the kernel's symbols do not have __per_cpu_offset: it is built for one processor"));
        return kernel.pointer(table + (long) cpu * kernel.pointerBytes());
    }

    /**
     * The offsets of all processors that have started.
     *
     * @throws ViewException as {@link #offset}
     */
    public static List<Long> offsets(LinuxKernel kernel) throws ViewException {
        var offsets = new ArrayList<Long>();
        var ids = kernel.find("nr_cpu_ids");
        long processors = ids.isPresent() ? kernel.number(ids.getAsLong(), 4) : 1;
        for (int cpu = 0; cpu < Math.clamp(processors, 1, MOST_PROCESSORS); cpu++) {
            offsets.add(offset(kernel, cpu));
        }
        return offsets;
    }

    /** Whether a symbol of x86-64 is that of such a variable: there they are below everything that a kernel has elsewhere. */
    public static boolean isVariable(Symbol symbol, LinuxKernel kernel) {
        if (!kernel.is64() || !symbol.absolute()) {
            return false;
        }
        var end = kernel.find("__per_cpu_end");
        return symbol.address() >= 0 && symbol.address() < (end.isPresent() ? end.getAsLong() : 0);
    }

    /**
     * Where a processor has its copy of a variable.
     *
     * @throws ViewException when there is no such symbol, or as {@link #offset}
     */
    public static long address(LinuxKernel kernel, String variable, int cpu) throws ViewException {
        return kernel.truncated(kernel.symbol(variable) + offset(kernel, cpu));
    }
}
