package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.cpu.Cpu;

/** Takes apart an entry that nobody has walked to. */
final class EntryReader {
    private final Cpu cpu;

    EntryReader(Cpu cpu) {
        this.cpu = cpu;
    }

    WalkStep entry(Level level, long given) {
        PagingMode mode = PagingMode.of(cpu) == PagingMode.OFF ? PagingMode.LEVEL_4 : PagingMode.of(cpu);
        long value = mode.entryBytes() == 4 ? given & 0xFFFFFFFFL : given;
        boolean page = level == Level.PTE || level != Level.PML4E && (value & 0x80) != 0 && (mode != PagingMode.BITS_32 || cpu.mmu.view.maps4M(value))
                && !(mode == PagingMode.PAE && level == Level.PDPTE);
        boolean exists = switch (level) {
            case PML4E -> mode == PagingMode.LEVEL_4;
            case PDPTE -> mode != PagingMode.BITS_32;
            default -> true;
        };
        if (!exists) {
            throw new IllegalArgumentException(mode.title() + " has no " + level);
        }
        var layout = mode.entry(level, page);
        return new WalkStep(level, 0, java.util.OptionalLong.empty(), value, layout, (value & 1) != 0 ? value & reserved(mode, level, page) : 0);
    }

    private long reserved(PagingMode mode, Level level, boolean page) {
        return switch (mode) {
            case BITS_32 -> level == Level.PDE && page ? cpu.mmu.view.reservedOf4M() : 0;
            case PAE -> level == Level.PDPTE ? cpu.mmu.view.reservedOfPdpte() : cpu.mmu.view.reserved(level == Level.PDE ? 21 : 12, page);
            default -> cpu.mmu.view.reserved(switch (level) {
                case PML4E -> 39;
                case PDPTE -> 30;
                case PDE -> 21;
                case PTE -> 12;
            }, page);
        };
    }
}
