package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.btf.BtfTypes;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.kallsyms.KernelMemory;
import dev.ringside.symbols.kallsyms.LinuxSymbols;
import dev.ringside.symbols.kallsyms.UnmappedKernel;
import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.TypeLibrary;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Finds the Linux kernel of a guest: where page tables map one, or else anywhere in RAM, where a loader or the guest itself has unpacked it.
 * A kernel that is still packed cannot be found.
 */
final class KernelFinder {
    private static final String BTF_START = "__start_BTF", BTF_END = "__stop_BTF";
    private static final long LARGEST_BTF = 64L << 20;

    private final Cpu cpu;
    private final PhysicalMemory memory;
    private final PageTables tables;

    /** The outcome: a kernel, or one line that says why there is none. */
    sealed interface Outcome {
        record Found(FoundKernel kernel) implements Outcome {}

        record Nothing(String why) implements Outcome {}
    }

    KernelFinder(Cpu cpu, PageTables tables) {
        this.cpu = cpu;
        this.memory = cpu.mmu.memory();
        this.tables = tables;
    }

    Outcome find() {
        String why = "";
        if (tables.paging()) {
            for (LongUnaryOperator table : tables.all()) {
                try {
                    return new Outcome.Found(mapped(table, cpu.longMode()));
                } catch (FormatException e) {
                    why = e.getMessage();
                }
            }
        }
        for (boolean is64 : cpu.longMode() ? List.of(true) : List.of(true, false)) {
            try {
                return new Outcome.Found(inRam(is64));
            } catch (FormatException e) {
                why = e.getMessage();
            }
        }
        return new Outcome.Nothing("no Linux kernel found in guest memory, or it is still packed (" + why + ")");
    }

    private FoundKernel mapped(LongUnaryOperator table, boolean is64) throws FormatException {
        var view = new GuestMemoryView(memory, table);
        LinuxSymbols.Found found = LinuxSymbols.find(KernelMemory.ofGuest(view, is64));
        Anchor anchor = Anchor.at(found.tokens(), table.applyAsLong(found.tokens()), GuestMemoryView.physical(memory), true);
        return kernel(found.symbols(), view, is64, anchor, anchor.linear() - anchor.physical());
    }

    private FoundKernel inRam(boolean is64) throws FormatException {
        MemoryView ram = GuestMemoryView.physical(memory);
        UnmappedKernel.Found found = UnmappedKernel.find(ram, memory.ramSize(), is64);
        requireRunning(found, is64);
        long tokens = found.kernel().tokens();
        Anchor anchor = Anchor.at(tokens, physical(tokens, found.distance(), is64), ram, false);
        MemoryView shifted = (address, into, offset, count) -> ram.read(physical(address, found.distance(), is64), into, offset, count);
        return kernel(found.kernel().symbols(), shifted, is64, anchor, found.distance());
    }

    /**
     * What lies in RAM may be unpacked only in part, or not yet be moved to where it will run. It is a kernel when the processor has entered it,
     * which it does while linear addresses are physical ones.
     */
    private void requireRunning(UnmappedKernel.Found found, boolean is64) throws FormatException {
        long rip = cpu.segments.base[Instruction.CS] + cpu.rip & cpu.linearMask;
        long linear = is64 ? rip + found.distance() : rip + found.distance() & 0xFFFF_FFFFL;
        List<Symbol> places = found.kernel().symbols().stream().filter(s -> !s.absolute()).toList();
        if (places.isEmpty() || Long.compareUnsigned(linear, places.getFirst().address()) < 0
                || Long.compareUnsigned(linear, places.getLast().address()) > 0) {
            throw new FormatException("guest RAM", "", rip, "the processor in the kernel that is there", "the processor elsewhere");
        }
    }

    private static long physical(long linear, long distance, boolean is64) {
        return is64 ? linear - distance : linear - distance & 0xFFFF_FFFFL;
    }

    private static FoundKernel kernel(List<Symbol> list, MemoryView view, boolean is64, Anchor anchor, long distance) {
        SymbolTable symbols = SymbolTable.of(list);
        try {
            Optional<TypeLibrary> types = types(symbols, view, is64);
            String noTypes = types.isPresent() ? "" : "the kernel carries no types (BTF); give a file that has them: symbol-file VMLINUX";
            return new FoundKernel(symbols, types, noTypes, is64, anchor, distance);
        } catch (FormatException | SectionException e) {
            return new FoundKernel(symbols, Optional.empty(), "the kernel's types (BTF) cannot be used: " + e.getMessage(), is64, anchor, distance);
        }
    }

    private static Optional<TypeLibrary> types(SymbolTable symbols, MemoryView view, boolean is64) throws FormatException {
        Optional<Symbol> start = symbols.named(BTF_START).stream().findFirst();
        Optional<Symbol> end = symbols.named(BTF_END).stream().findFirst();
        if (start.isEmpty() || end.isEmpty() || end.get().address() == start.get().address()) {
            return Optional.empty();
        }
        long size = end.get().address() - start.get().address();
        if (size < 0 || size > LARGEST_BTF) {
            throw new FormatException("guest memory", "BTF", start.get().address(), "at most " + LARGEST_BTF + " bytes", size + " bytes");
        }
        var bytes = ByteSource.of("guest memory", view, start.get().address(), size).read(0, (int) size);
        return Optional.of(BtfTypes.read(Section.of("BTF in guest memory", bytes), is64 ? 8 : 4));
    }
}
