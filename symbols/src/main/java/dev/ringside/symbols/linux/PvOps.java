package dev.ringside.symbols.linux;

import dev.ringside.symbols.Location;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.FunctionType;
import dev.ringside.symbols.types.Member;
import dev.ringside.symbols.types.PointerType;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code pv_ops} of an x86 kernel with CONFIG_PARAVIRT (arch/x86/include/asm/paravirt_types.h, since 4.20). With types each entry
 * has its name; without, the kernel exports the table all the same, and its entries are numbered.
 */
public final class PvOps {
    private static final int MOST_ENTRIES = 512;
    private static final int DEEPEST = 8;

    private final LinuxKernel kernel;
    private final List<PvOp> found = new ArrayList<>();

    /**
     * The table.
     *
     * @param entries in the table's order
     * @param named   whether types gave the entries names; if not, where the table ends is a guess: at the first word that is neither 0
     *     nor an address of kernel code
     */
    public record Table(List<PvOp> entries, boolean named) {
        /** Copies the list. */
        public Table {
            entries = List.copyOf(entries);
        }
    }

    private PvOps(LinuxKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Reads it.
     *
     * @throws ViewException when the kernel has none, or its memory is not mapped
     */
    public static Table read(LinuxKernel kernel) throws ViewException {
        long table = kernel.find("pv_ops")
            .orElseThrow(() -> new ViewException("the kernel's symbols do not have pv_ops: it is built without CONFIG_PARAVIRT, or before 4.20"));
        var reader = new PvOps(kernel);
        try {
            var template = kernel.types().flatMap(types -> types.find(TypeKind.STRUCT, "paravirt_patch_template"));
            if (template.isPresent()) {
                reader.walk(template.get(), "", table, 0);
            } else {
                reader.guess(table);
            }
            return new Table(reader.found, template.isPresent());
        } catch (SectionException e) {
            throw new ViewException("the kernel's types are damaged: " + e.getMessage());
        }
    }

    private void walk(TypeReference reference, String path, long at, int depth) throws ViewException {
        Type type = reference.type().stripped();
        if (type instanceof CompositeType composite && depth < DEEPEST && found.size() < MOST_ENTRIES) {
            for (Member member : composite.members()) {
                walk(member.type(), join(path, member.name()), at + member.bitOffset() / 8, depth + 1);
            }
        } else if (type instanceof PointerType pointer && isCode(pointer, path)) {
            add(path, at);
        }
    }

    /** An operation that keeps registers is a struct of an untyped pointer called {@code func}. */
    private static boolean isCode(PointerType pointer, String path) {
        return pointer.target().type().stripped() instanceof FunctionType || path.endsWith(".func");
    }

    private static String join(String path, String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    private void guess(long table) throws ViewException {
        for (int i = 0; i < MOST_ENTRIES; i++) {
            long at = table + (long) i * kernel.pointerBytes();
            long target = kernel.pointer(at);
            if (target != 0 && kernel.symbols().locate(target).filter(l -> isText(l.symbol().letter())).isEmpty()) {
                return;
            }
            add("[" + i + "]", at);
        }
    }

    private static boolean isText(char letter) {
        return "tTwW".indexOf(letter) >= 0;
    }

    private void add(String path, long at) throws ViewException {
        long target = kernel.pointer(at);
        SymbolTable symbols = kernel.symbols();
        String name = path.endsWith(".func") ? path.substring(0, path.length() - ".func".length()) : path;
        found.add(new PvOp(name, kernel.truncated(at), target, target == 0 ? Optional.empty() : symbols.locate(target).map(Location::toString)));
    }
}
