package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.program.SymbolSets.Owned;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.dwarf.SourceLine;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.ViewException;
import dev.ringside.symbols.types.TypeLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * The symbols, types and source lines of what runs in a guest. A Linux kernel is found in guest memory when somebody first asks, kept while
 * it is where it was, and found again when the guest has moved it. Belongs to the machine's thread, but for {@link #completions}.
 */
public final class GuestSymbols {
    /** After looking in vain the guest has to do so much, or change its paging, before it is worth looking again. */
    private static final long PATIENCE = 100_000_000;

    private final Cpu cpu;
    private final PageTables tables;
    private final MemoryView ram;
    private final LoadedFiles files = new LoadedFiles();
    private final ModuleTables modules = new ModuleTables();
    private final TypeAdapters adapters = new TypeAdapters();

    private Look lastLook;
    private FoundKernel kernel;
    private String whyNoKernel = "no Linux kernel has been looked for: the guest brings symbols of its own";
    private boolean filesChanged;
    private boolean lookAgain;
    private volatile SymbolSets sets = SymbolSets.NONE;

    /** When somebody looked, and by which page tables. */
    private record Look(long instructions, long cr0, long cr3, long cr4, long efer) {
        static Look now(Cpu cpu) {
            return new Look(cpu.instructions, cpu.cr0, cpu.cr3, cpu.cr4, cpu.efer);
        }

        boolean sameTables(Look other) {
            return cr0 == other.cr0 && cr3 == other.cr3 && cr4 == other.cr4 && efer == other.efer;
        }
    }

    /** What runs on this processor and its memory. */
    public GuestSymbols(Cpu cpu) {
        this.cpu = cpu;
        this.tables = new PageTables(cpu);
        this.ram = GuestMemoryView.physical(cpu.mmu.memory());
    }

    // ---- finding ----

    /** Looks for the kernel again, wherever it was. */
    public void lookAgain() {
        lookAgain = true;
        lastLook = null;
        kernel = null;
    }

    private SymbolSets refreshed() {
        Look now = Look.now(cpu);
        if (now.equals(lastLook) && !filesChanged) {
            return sets;
        }
        boolean same = isWhereItWas(now);
        if (same) {
            lastLook = now;
        } else if (isWorthLooking(now)) {
            find();
            lastLook = now;
        }
        boolean modulesChanged = kernel != null && modules.refresh(linuxKernel(kernel));
        if (!same || modulesChanged || filesChanged) {
            publish();
        }
        return sets;
    }

    /** Whether the kernel that is known is there still. One that no page table mapped is found anew as soon as one does. */
    private boolean isWhereItWas(Look now) {
        if (kernel == null) {
            return false;
        }
        Anchor.Sight sight = kernel.anchor().look(tables.all(), ram);
        boolean mappedSince = sight == Anchor.Sight.MAPPED && !kernel.anchor().mapped() && lastLook != null && !lastLook.sameTables(now);
        return sight != Anchor.Sight.GONE && !mappedSince;
    }

    private boolean isWorthLooking(Look now) {
        if (kernel != null || lookAgain) {
            return true;
        }
        // A guest that brings symbols of its own is not searched for a Linux kernel, unless they are one's.
        return files.describeLinuxOrNothing() && (lastLook == null || !lastLook.sameTables(now)
            || Long.compareUnsigned(now.instructions() - lastLook.instructions(), PATIENCE) > 0);
    }

    private void find() {
        kernel = null;
        lookAgain = false;
        switch (new KernelFinder(cpu, tables).find()) {
            case KernelFinder.Outcome.Found(FoundKernel found) -> kernel = found;
            case KernelFinder.Outcome.Nothing(String why) -> whyNoKernel = why;
        }
    }

    private void publish() {
        var all = new ArrayList<SymbolSet>(files.sets(kernel == null ? SymbolTable.empty() : kernel.symbols()));
        if (kernel != null) {
            all.add(new SymbolSet("kernel", SymbolSet.Kind.KERNEL, kernel.symbols(), kernel.types(), Optional.empty(), Optional.empty(),
                kernel.symbols().slide(), OptionalLong.empty()));
            all.addAll(modules.sets());
        } else {
            modules.forget();
        }
        sets = new SymbolSets(all);
        filesChanged = false;
    }

    // ---- files ----

    /**
     * Adds a file's symbols for the whole guest, in place of one of the same name.
     *
     * @param slide bytes to add to the file's addresses; empty: found by comparing it with the kernel that runs, else 0
     */
    public void addFile(SymbolFile file, OptionalLong slide) {
        files.add(new LoadedFiles.Loaded(file, slide, OptionalLong.empty()));
        filesChanged = true;
    }

    /**
     * Adds a program's symbols for the address space with this CR3: names and addresses mean its symbols while that is in use.
     *
     * @param slide bytes to add to the file's addresses, of a program that is not at the place it was linked for
     */
    public void addProgram(SymbolFile file, long cr3, long slide) {
        files.add(new LoadedFiles.Loaded(file, OptionalLong.of(slide), OptionalLong.of(cr3)));
        filesChanged = true;
    }

    /** Takes a file's symbols away; false: there is none of this name. */
    public boolean removeFile(String name) {
        filesChanged = true;
        return files.remove(name);
    }

    // ---- asking ----

    /** The sets of symbols in the order of lookup. */
    public List<SymbolSet> sets() {
        return refreshed().sets();
    }

    /** The main symbols: those of the first file for the whole guest, or else the kernel's own. */
    public SymbolTable symbols() {
        return refreshed().sets().stream().filter(set -> set.addressSpace().isEmpty()).findFirst().map(SymbolSet::symbols).orElse(SymbolTable.empty());
    }

    /** The main types: those of a file that has some, or else the kernel's own. */
    public Optional<TypeLibrary> types() {
        return refreshed().types(cpu.cr3).stream().findFirst();
    }

    /** What is missing, a line each; none: a kernel, or a file in its place, with types. */
    public List<String> missing() {
        refreshed();
        if (kernel == null) {
            return files.describesGuest() ? List.of() : List.of(whyNoKernel);
        }
        return types().isPresent() ? List.of() : List.of(kernel.noTypes());
    }

    /** The name of a linear address, as the current address space means it. */
    public Optional<NamedAddress> nameOf(long linear) {
        return refreshed().nameOf(truncated(linear), cpu.cr3);
    }

    /**
     * What a name means in the current address space: of several symbols the first in the order of lookup, in a set the one at the lowest
     * address.
     *
     * @param name with or without a mark such as {@code [module]}
     */
    public Optional<Resolved> resolve(String name) {
        return resolveAll(name).stream().findFirst();
    }

    /** Everything that has a name, in the order of lookup. */
    public List<Resolved> resolveAll(String name) {
        var found = new ArrayList<Resolved>();
        for (Owned owned : refreshed().named(name, cpu.cr3)) {
            found.add(resolved(owned));
        }
        return found;
    }

    private Resolved resolved(Owned owned) {
        Symbol symbol = owned.symbol();
        Optional<LinuxKernel> linux = linux();
        OptionalLong offset = linux.isPresent() && isOfKernel(owned.set()) ? CurrentProcessor.offsetFor(symbol, linux.get(), cpu) : OptionalLong.empty();
        return offset.isPresent() ? new Resolved(symbol, owned.set(), linux.get().truncated(symbol.address() + offset.getAsLong()), true)
            : new Resolved(symbol, owned.set(), symbol.address(), false);
    }

    private static boolean isOfKernel(SymbolSet set) {
        return set.kind() == SymbolSet.Kind.KERNEL || set.kind() == SymbolSet.Kind.FILE;
    }

    /** Names that begin with {@code prefix}, in alphabetical order, as far as known by the last question. Any thread may ask. */
    public List<String> completions(String prefix, int limit) {
        return sets.completions(prefix, limit);
    }

    /** The source line that an instruction comes from, its address moved to where the code lies; empty where no file says it. */
    public Optional<SourceLine> lineAt(long linear) {
        for (SymbolSet set : refreshed().sets()) {
            if (set.isSeenWith(cpu.cr3) && set.lines().isPresent()) {
                Optional<SourceLine> line = set.lines().get().at(linear - set.slide());
                if (line.isPresent()) {
                    return line.map(l -> new SourceLine(l.address() + set.slide(), l.file(), l.line(), l.column(), l.isStatement()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Linear addresses where the code of a source line begins.
     *
     * @param file a path, or the end of one
     */
    public List<Long> addressesOf(String file, int line) {
        return refreshed().sets().stream().filter(set -> set.isSeenWith(cpu.cr3))
            .flatMap(set -> set.lines().stream().flatMap(lines -> lines.addresses(file, line).stream()).map(address -> address + set.slide()))
            .distinct().toList();
    }

    // ---- the kernel ----

    /** The Linux kernel as it is now, for views ({@code symbols.linux}); valid while the guest is stopped. Empty: see {@link #missing}. */
    public Optional<LinuxKernel> linux() {
        refreshed();
        return Optional.ofNullable(kernel).map(this::linuxKernel);
    }

    /**
     * The Linux kernel as it is now.
     *
     * @throws ViewException when there is none; the message says why
     */
    public LinuxKernel needLinux() throws ViewException {
        return linux().orElseThrow(() -> new ViewException(whyNoKernel));
    }

    private LinuxKernel linuxKernel(FoundKernel found) {
        Optional<TypeLibrary> types = files.sets(found.symbols()).stream().filter(set -> set.addressSpace().isEmpty())
            .flatMap(set -> set.types().stream()).findFirst().or(found::types);
        return new LinuxKernel(kernelMemory(), found.symbols(), types, found.is64());
    }

    /**
     * Memory by linear addresses as the kernel sees it: through its page tables where the current ones are a user's, and what of
     * the kernel's image no page table maps, in RAM. Valid while the guest is stopped.
     */
    public MemoryView kernelMemory() {
        List<LongUnaryOperator> all = tables.all();
        FoundKernel found = kernel;
        return new GuestMemoryView(cpu.mmu.memory(), page -> {
            for (LongUnaryOperator table : all) {
                long physical = table.applyAsLong(page);
                if (physical != -1) {
                    return physical;
                }
            }
            return found == null ? -1 : found.inImage(page);
        });
    }

    /** The address of the current task's {@code struct task_struct}, or one line that says why it is not known. */
    public CurrentTask task() {
        Optional<LinuxKernel> linux = linux();
        return linux.isPresent() ? CurrentProcessor.task(linux.get(), cpu) : new CurrentTask.Unknown(whyNoKernel);
    }

    /** Reads the current task's address quickly, for conditions: 0 where it is not known. Made once for a rule, asked on the machine's thread. */
    public LongSupplier taskReader() {
        Optional<LinuxKernel> linux = linux();
        return linux.isPresent() ? CurrentProcessor.taskReader(linux.get(), cpu) : () -> 0;
    }

    // ---- expressions ----

    /**
     * Names of the guest for expressions, as they are now. It does not change and asks nobody: any thread may use it.
     *
     * @param session what else there is: fields of an event, user variables, the history of values
     */
    public Scope scope(Scope session) {
        Optional<LinuxKernel> linux = linux();
        OptionalLong perCpu = linux.isPresent() ? CurrentProcessor.offset(linux.get(), cpu) : OptionalLong.empty();
        int pointerBytes = cpu.longMode() || kernel != null && kernel.is64() ? 8 : 4;
        return new LiveScope(refreshed(), adapters, session, new LiveScope.Where(pointerBytes, cpu.cr3, linux, perCpu));
    }

    private long truncated(long linear) {
        return cpu.longMode() ? linear : linear & 0xFFFF_FFFFL;
    }
}
