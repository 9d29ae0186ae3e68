package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.unwind.Step;
import dev.ringside.symbols.unwind.Unwinder;
import dev.ringside.symbols.unwind.cfi.CallFrameInfo;
import dev.ringside.symbols.unwind.cfi.CfiUnwinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The call frame information of files, read when it is first needed. */
final class FileFrames {
    /** What a file has; or why it cannot be used. */
    private record Read(List<CallFrameInfo> info, String damage) {
    }

    private final Map<ElfFile, Read> files = new WeakHashMap<>();

    /** Unwinders for the code of those sets that come from an ELF file. */
    List<Unwinder> unwinders(List<SymbolSet> sets, MemoryView memory) {
        List<Unwinder> unwinders = new ArrayList<>();
        for (SymbolSet set : sets) {
            set.elf().ifPresent(elf -> {
                Read read = files.computeIfAbsent(elf, FileFrames::read);
                read.info().forEach(info -> unwinders.add(new CfiUnwinder(info, memory, set.slide())));
                if (!read.damage().isEmpty()) {
                    unwinders.add(_ -> new Step.NoRule(set.name() + ": " + read.damage()));
                }
            });
        }
        return unwinders;
    }

    private static Read read(ElfFile file) {
        try {
            return new Read(CallFrameInfo.of(file), "");
        } catch (SectionException e) {
            return new Read(List.of(), e.getMessage());
        }
    }
}
