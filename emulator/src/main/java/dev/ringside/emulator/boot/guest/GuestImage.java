package dev.ringside.emulator.boot.guest;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.elf.ElfFile;
import dev.ringside.emulator.boot.linux.BzImage;
import dev.ringside.emulator.boot.multiboot.MultibootHeader;
import dev.ringside.emulator.boot.multiboot.MultibootImage;
import dev.ringside.emulator.boot.pvh.PvhImage;
import dev.ringside.emulator.boot.bios.BootSector;
import dev.ringside.emulator.boot.rom.RomImage;

/** What a guest file turned out to be. */
public sealed interface GuestImage {
    /** A Linux kernel in bzImage format. */
    record Linux(BzImage kernel) implements GuestImage {
    }

    /** A multiboot 1 kernel, ELF or flat. */
    record Multiboot(MultibootImage kernel) implements GuestImage {
    }

    /** An ELF kernel with a PVH note. */
    record Pvh(PvhImage kernel) implements GuestImage {
    }

    /** An ELF kernel for Xen PV only: it has Xen's notes but no PVH entry. */
    record XenPv(ElfFile kernel) implements GuestImage {
    }

    /** A disk or floppy image with a boot sector. */
    record Disk(BootSector sector) implements GuestImage {
    }

    /** A raw ROM; never recognised by content, only when the user says so. */
    record Rom(RomImage rom) implements GuestImage {
    }

    /**
     * Recognises a file by its content.
     *
     * @throws ImageException when it is nothing that can be booted, or begins like something that can but is damaged
     */
    static GuestImage recognise(ImageBytes file) throws ImageException {
        if (BzImage.isBzImage(file)) {
            return new Linux(BzImage.read(file));
        }
        var multiboot = MultibootHeader.find(file);
        if (multiboot.isPresent() && (multiboot.get().hasAddresses() || ElfFile.isElf(file))) {
            return new Multiboot(new MultibootImage(file, multiboot.get()));
        }
        if (ElfFile.isElf(file)) {
            return recogniseElf(ElfFile.read(file));
        }
        if (BootSector.isBootSector(file)) {
            return new Disk(BootSector.of(file));
        }
        throw file.fault(0, "a Linux bzImage, an ELF or multiboot kernel, or a disk with a boot sector", beginning(file));
    }

    private static GuestImage recogniseElf(ElfFile elf) throws ImageException {
        var pvh = PvhImage.of(elf);
        if (pvh.isPresent()) {
            return new Pvh(pvh.get());
        }
        if (elf.notes().stream().anyMatch(PvhImage::isXen)) {
            return new XenPv(elf);
        }
        throw elf.bytes().fault(0, "an ELF kernel with a multiboot header, a PVH note or Xen's notes", "an ELF file with none of them");
    }

    private static String beginning(ImageBytes file) throws ImageException {
        if (file.length() == 0) {
            return "an empty file";
        }
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(8, file.length()); i++) {
            text.append(i == 0 ? "" : " ").append("%02x".formatted(file.u8(i, "first bytes")));
        }
        return text.toString();
    }

    /** Plans the boot of this image on a machine as {@code request} describes it. */
    default LoadPlan load(LoadRequest request) throws ImageException {
        return switch (this) {
            case Linux linux -> linux.kernel().load(request);
            case Multiboot multiboot -> multiboot.kernel().load(request);
            case Pvh pvh -> pvh.kernel().load(request);
            case Disk disk -> disk.sector().load();
            case Rom rom -> rom.rom().load();
            case XenPv xen -> throw xen.kernel().bytes().fault(0, "a kernel this machine can enter",
                "one for Xen PV only, which cannot be booted yet");
        };
    }
}
