package dev.ringside.emulator.boot.linux;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.elf.ElfFile;
import dev.ringside.emulator.boot.elf.ElfSegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;

/**
 * The relocation table behind a kernel's ELF file (Linux, arch/x86/tools/relocs.c and handle_relocations in
 * arch/x86/boot/compressed/misc.c). It is one list or several, each led by a zero, of linear addresses of numbers to change; 32 bits
 * each, sign extended for a 64-bit kernel.
 */
final class KernelRelocations {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ENTRY = 4;

    /** What happens to the numbers of a list. */
    private enum Change {
        ADD_64(8) {
            @Override
            void apply(byte[] image, int at, long delta) {
                LONG.set(image, at, (long) LONG.get(image, at) + delta);
            }
        },
        SUBTRACT_32(4) {
            @Override
            void apply(byte[] image, int at, long delta) {
                INT.set(image, at, (int) INT.get(image, at) - (int) delta);
            }
        },
        ADD_32(4) {
            @Override
            void apply(byte[] image, int at, long delta) {
                INT.set(image, at, (int) INT.get(image, at) + (int) delta);
            }
        };

        private final int width;

        Change(int width) {
            this.width = width;
        }

        abstract void apply(byte[] image, int at, long delta);
    }

    private final ElfFile elf;
    private final ImageBytes table;
    private final long linearToPhysical;

    /** Finds the table of a kernel; the lists it must have are counted first, so that nothing is changed by a damaged one. */
    KernelRelocations(ElfFile elf) throws ImageException {
        this.elf = elf;
        this.table = elf.bytes().from(elf.end(), "relocation table");
        var first = elf.loads().stream().min(Comparator.comparingLong(ElfSegment::physicalAddress))
            .orElseThrow(() -> elf.bytes().fault(0, "an ELF file with a segment to load", "none"));
        this.linearToPhysical = first.physicalAddress() - first.virtualAddress();
    }

    /**
     * Moves the kernel.
     *
     * @param image the bytes of the ELF file, which are changed
     * @param delta what to add to linear addresses
     */
    void apply(byte[] image, long delta) throws ImageException {
        var lists = lists();
        int list = -1;
        for (int at = 0; at < table.length(); at += ENTRY) {
            int address = (int) table.u32(at, "relocation");
            if (address == 0) {
                list++;
            } else {
                var change = lists.get(list);
                change.apply(image, target(at, address, change.width), delta);
            }
        }
    }

    /** 32-bit kernels have one list; 64-bit ones three, and two since the inverse list went away (Linux 6.15). */
    private List<Change> lists() throws ImageException {
        if (table.length() == 0 || table.length() % ENTRY != 0 || table.u32(0, "relocation table") != 0) {
            throw table.fault(0, "a relocation table", table.length() + " bytes of something else");
        }
        int count = 0;
        for (int at = 0; at < table.length(); at += ENTRY) {
            count += table.u32(at, "relocation") == 0 ? 1 : 0;
        }
        if (elf.is64() && count == 3) {
            return List.of(Change.ADD_64, Change.SUBTRACT_32, Change.ADD_32);
        } else if (elf.is64() && count == 2) {
            return List.of(Change.ADD_64, Change.ADD_32);
        } else if (!elf.is64() && count == 1) {
            return List.of(Change.ADD_32);
        }
        throw table.fault(0, "a relocation table of " + (elf.is64() ? "2 or 3 lists" : "1 list"), Integer.toString(count));
    }

    /** Index in the ELF file of the number at a linear address. */
    private int target(int at, int address, int width) throws ImageException {
        long linear = elf.is64() ? address : Integer.toUnsignedLong(address);
        long physical = linear + linearToPhysical;
        for (var segment : elf.segments()) {
            long inside = physical - segment.physicalAddress();
            if (segment.type() == ElfSegment.LOAD && inside >= 0 && inside <= segment.fileSize() - width) {
                return (int) (segment.offset() + inside);
            }
        }
        throw table.fault(at, "the address of a number within the kernel", "0x" + Long.toHexString(linear));
    }
}
