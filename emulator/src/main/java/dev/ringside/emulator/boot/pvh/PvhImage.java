package dev.ringside.emulator.boot.pvh;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.FlatGdt;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.Placement;
import dev.ringside.emulator.boot.elf.ElfFile;
import dev.ringside.emulator.boot.elf.ElfNote;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel that can be entered by its PVH note.
 *
 * @param elf   the kernel
 * @param entry physical address of the first instruction
 */
public record PvhImage(ElfFile elf, long entry) {
    private static final String OWNER = "Xen";
    /** XEN_ELFNOTE_PHYS32_ENTRY. */
    private static final long ENTRY_NOTE = 18;
    private static final long PAGE = 4096;

    /** Whether a note is one of Xen's. */
    public static boolean isXen(ElfNote note) {
        return note.owner().equals(OWNER);
    }

    /** The kernel as a PVH image; empty when it has no such note. */
    public static Optional<PvhImage> of(ElfFile elf) throws ImageException {
        for (var note : elf.notes()) {
            if (isXen(note) && note.type() == ENTRY_NOTE) {
                return Optional.of(new PvhImage(elf, entry(note.description())));
            }
        }
        return Optional.empty();
    }

    private static long entry(ImageBytes description) throws ImageException {
        long entry = description.length() == 4 ? description.u32(0, "PVH entry") : description.u64(0, "PVH entry");
        if (entry < 0 || entry >= 1L << 32) {
            throw description.fault(0, "a PVH entry below 4 GiB", "0x" + Long.toHexString(entry));
        }
        return entry;
    }

    /** Plans the boot: 32-bit protected mode, EBX holds the address of the start information. */
    public LoadPlan load(LoadRequest request) throws ImageException {
        var placement = new Placement(request.memory());
        var segments = new ArrayList<>(elf.place(placement, 0));
        if (segments.stream().noneMatch(s -> entry >= s.physicalAddress() && entry < s.end())) {
            throw elf.bytes().fault(0, "a PVH entry within the kernel", "0x" + Long.toHexString(entry));
        }
        long gdt = placement.lowest(elf.bytes(), Placement.LOWEST, FlatGdt.SIZE, PAGE, "descriptor table");
        segments.add(FlatGdt.at(gdt, false));
        var info = new StartInfo(elf.bytes(), placement, request);
        segments.addAll(info.place());
        var state = EntryState.protected32(entry, Map.of(GeneralRegister.RBX, info.address()), FlatGdt.register(gdt));
        return LoadPlan.of("PVH, ELF" + (elf.is64() ? "64" : "32"), segments, state);
    }
}
