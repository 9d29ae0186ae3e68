package dev.ringside.symbols.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.Tool;
import dev.ringside.symbols.bytes.FileBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The common symbols of an ELF file are those that nm prints, with the same letters. */
class NmComparisonTest {
    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> symbolsAndTheirLettersAreThoseOfNm() throws Exception {
        return ElfSamples.all(folder).stream().map(path -> DynamicTest.dynamicTest(path.toString(), () -> {
            try (var bytes = FileBytes.open(path)) {
                var elf = ElfFile.read(bytes);
                List<Symbol> symbols = ElfSymbols.of(elf);
                assertTrue(symbols.size() > 0);
                String digits = elf.header().is64() ? "%016x" : "%08x";
                List<String> ours = symbols.stream().map(s -> digits.formatted(s.address()) + " " + s.letter() + " " + s.name())
                    .sorted().toList();
                var command = new ArrayList<>(List.of("nm", "--defined-only", "--without-symbol-versions", path.toString()));
                if (symbols.getFirst().source() == SymbolSource.ELF_DYNSYM) {
                    command.add("-D");
                }
                assertEquals(Tool.lines(command.toArray(String[]::new)).stream().sorted().toList(), ours);
            }
        }));
    }
}
