package dev.ringside.symbols.linux;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.linux.StructLayout.Field;
import dev.ringside.symbols.types.ArrayType;
import dev.ringside.symbols.types.MemberPath;
import dev.ringside.symbols.types.PathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kernel's list {@code modules}, and the symbols that each module has of itself. Needs types. */
public final class Modules {
    private static final int NAME_BYTES = 56;
    private static final int LONGEST_SYMBOL = 512;
    private static final int MOST_SYMBOLS = 1 << 18;
    private static final int MOST_STRINGS = 1 << 24;
    /** The kernel holds one reference itself (MODULE_REF_BASE). */
    private static final int OWN_REFERENCE = 1;

    private final LinuxKernel kernel;
    private final StructLayout module;
    private final Field list;

    /**
     * The modules.
     *
     * @param modules the youngest first, as {@code /proc/modules} lists them
     * @param broken  why there may be more; empty: these are all
     */
    public record Listing(List<KernelModule> modules, Optional<String> broken) {
        /** Copies the list. */
        public Listing {
            modules = List.copyOf(modules);
        }
    }

    /** Where parts of a module lie: pairs of base and size, code first. */
    private record Layouts(Field base, Field text, List<Field> sizes) {
    }

    /**
     * A reader of a kernel's modules.
     *
     * @throws ViewException when the types are missing
     */
    public Modules(LinuxKernel kernel) throws ViewException {
        this.kernel = kernel;
        this.module = kernel.struct("module");
        this.list = module.field("list");
    }

    /**
     * All modules that are not unformed.
     *
     * @throws ViewException when the list has no symbol, or types do not fit
     */
    public Listing all() throws ViewException {
        Layouts layouts = layouts();
        LinkedList links = LinkedList.at(kernel, kernel.symbol("modules"));
        var found = new ArrayList<KernelModule>();
        Optional<String> broken = links.broken();
        for (long link : links.entries()) {
            try {
                KernelModule read = read(kernel.truncated(link - list.offset()), layouts);
                if (read.state() != KernelModule.State.UNFORMED) {
                    found.add(read);
                }
            } catch (ViewException e) {
                broken = broken.or(() -> Optional.of(e.getMessage()));
            }
        }
        return new Listing(found, broken);
    }

    /** Until 6.3 a part for what stays and one for what goes after the module's beginning; then an array of parts. */
    private Layouts layouts() throws ViewException {
        Optional<Field> base = module.optional("core_layout.base");
        if (base.isPresent()) {
            return new Layouts(base.get(), module.field("core_layout.text_size"),
                List.of(module.field("core_layout.size"), module.field("init_layout.size")));
        }
        var sizes = new ArrayList<Field>();
        try {
            long parts = MemberPath.resolve(module.type(), "mem").type().type().stripped() instanceof ArrayType array ? array.count() : 0;
            for (int i = 0; i < Math.clamp(parts, 0, 64); i++) {
                sizes.add(module.field("mem[" + i + "].size"));
            }
        } catch (PathException _) {
            throw new ViewException("the kernel's struct module has neither core_layout nor mem: its version is not supported here");
        }
        return new Layouts(module.field("mem[0].base"), module.field("mem[0].size"), sizes);
    }

    private KernelModule read(long at, Layouts layouts) throws ViewException {
        long size = 0;
        for (Field part : layouts.sizes()) {
            size += part.read(kernel, at);
        }
        long state = module.field("state").read(kernel, at);
        KernelModule.State[] states = KernelModule.State.values();
        if (state < 0 || state >= states.length) {
            throw new ViewException("what the list of modules has at 0x" + Long.toHexString(at) + " is no module: its state is " + state);
        }
        Optional<Field> users = module.optional("refcnt.counter");
        return new KernelModule(at, kernel.text(module.field("name").in(at), NAME_BYTES), states[(int) state],
            kernel.pointer(layouts.base().in(at)), size, layouts.text().read(kernel, at),
            users.isPresent() ? (int) users.get().read(kernel, at) - OWN_REFERENCE : 0);
    }

    /**
     * The symbols of a module, where it runs, in the order of its table.
     *
     * @throws ViewException when the module has none, or they are not readable
     */
    public List<Symbol> symbols(KernelModule of) throws ViewException {
        StructLayout layout = kernel.struct("mod_kallsyms");
        long tables = kernel.pointer(module.field("kallsyms").in(of.address()));
        if (tables == 0) {
            throw new ViewException("module " + of.name() + " has no symbols");
        }
        long count = layout.field("num_symtab").read(kernel, tables);
        if (count < 0 || count > MOST_SYMBOLS) {
            throw new ViewException("module " + of.name() + " says that it has " + count + " symbols");
        }
        int entry = kernel.is64() ? 24 : 16;
        byte[] table = whole(kernel.pointer(layout.field("symtab").in(tables)), (int) count * entry);
        byte[] letters = whole(kernel.pointer(layout.field("typetab").in(tables)), (int) count);
        var reader = new ModuleSymbols(table, letters, kernel.is64());
        long strings = kernel.pointer(layout.field("strtab").in(tables));
        byte[] texts = whole(strings, (int) Math.min(MOST_STRINGS, reader.lastName() + 1L));
        byte[] end = kernel.bytes(strings + texts.length, LONGEST_SYMBOL);
        return reader.symbols(texts, end, SymbolSource.KALLSYMS);
    }

    private byte[] whole(long address, int count) throws ViewException {
        byte[] bytes = kernel.bytes(address, count);
        if (bytes.length < count) {
            throw new ViewException("guest memory at 0x" + Long.toHexString(kernel.truncated(address + bytes.length)) + " is not mapped");
        }
        return bytes;
    }
}
