package dev.ringside.symbols.linux;

import dev.ringside.symbols.linux.StructLayout.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The address space of a process, as {@code /proc/PID/maps} lists it. Needs types, and Linux 6.1, which keeps the parts in a maple tree. */
public final class MemoryAreas {
    private static final int LONGEST_NAME = 255;
    private static final int DEEPEST_PATH = 64;

    private final LinuxKernel kernel;
    private final Field start;
    private final Field end;
    private final Field flags;
    private final Field page;
    private final Field file;
    private final Field entry;
    private final Field name;
    private final Field parent;

    /**
     * The parts.
     *
     * @param areas  by rising address
     * @param broken why there may be more; empty: these are all
     */
    public record Listing(List<MemoryArea> areas, Optional<String> broken) {
        /** Copies the list. */
        public Listing {
            areas = List.copyOf(areas);
        }
    }

    private MemoryAreas(LinuxKernel kernel) throws ViewException {
        this.kernel = kernel;
        StructLayout area = kernel.struct("vm_area_struct");
        start = area.field("vm_start");
        end = area.field("vm_end");
        flags = area.field("vm_flags");
        page = area.field("vm_pgoff");
        file = area.field("vm_file");
        entry = kernel.struct("file").field("f_path.dentry");
        StructLayout directory = kernel.struct("dentry");
        name = directory.field("d_name.name");
        parent = directory.field("d_parent");
    }

    /**
     * Reads it.
     *
     * @param mm linear address of the {@code struct mm_struct}, {@link Task#mm()}
     * @throws ViewException when types are missing, the kernel is older than 6.1, or its memory is not mapped
     */
    public static Listing read(LinuxKernel kernel, long mm) throws ViewException {
        if (mm == 0) {
            return new Listing(List.of(), Optional.empty());
        }
        var reader = new MemoryAreas(kernel);
        Field tree = kernel.struct("mm_struct").optional("mm_mt")
            .orElseThrow(() -> new ViewException("the kernel keeps no maple tree of a process's memory: Linux before 6.1 is not supported here"));
        MapleTree.Entries entries = MapleTree.entries(kernel, tree.in(mm));
        var areas = new ArrayList<MemoryArea>();
        Optional<String> broken = entries.broken();
        for (long each : entries.entries()) {
            try {
                areas.add(reader.area(each));
            } catch (ViewException e) {
                broken = broken.or(() -> Optional.of(e.getMessage()));
            }
        }
        return new Listing(areas, broken);
    }

    private MemoryArea area(long at) throws ViewException {
        long open = kernel.pointer(file.in(at));
        return new MemoryArea(at, kernel.pointer(start.in(at)), kernel.pointer(end.in(at)), flags.read(kernel, at),
            open == 0 ? 0 : kernel.pointer(page.in(at)) << 12, open == 0 ? "" : path(kernel.pointer(entry.in(open))));
    }

    /** From a directory entry up to the root of its file system, which is its own parent. */
    private String path(long from) throws ViewException {
        var names = new ArrayList<String>();
        var seen = new HashSet<Long>();
        for (long at = from; seen.add(at) && names.size() < DEEPEST_PATH; at = kernel.pointer(parent.in(at))) {
            if (kernel.pointer(parent.in(at)) == at) {
                break;
            }
            names.add(kernel.text(kernel.pointer(name.in(at)), LONGEST_NAME));
        }
        Collections.reverse(names);
        return "/" + String.join("/", names);
    }
}
