package dev.ringside.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Decoder and disassembler agree with GNU objdump wherever objdump-differences.txt does not say why not.
 *
 * <p>System properties for the full run, which prints how often each reason was needed: {@code ringside.objdump.instructions} (random instructions per source and mode,
 * default 4000), {@code ringside.objdump.files} (comma-separated, each {@code 32:path} or {@code 64:path} of an ELF file).
 */
class ObjdumpComparisonTest {
    private final ObjdumpComparison comparison = new ObjdumpComparison();

    @BeforeAll
    static void needsObjdump() {
        Assumptions.assumeTrue(Objdump.isInstalled(), "GNU objdump is not installed");
    }

    @Test
    void randomInstructionsReadAsInObjdump() throws IOException {
        int count = Integer.getInteger("ringside.objdump.instructions", 4000);
        for (ObjdumpComparison.Source source : ObjdumpComparison.Source.values()) {
            for (int mode : new int[] {16, 32, 64}) {
                comparison.compareRandom(source, mode, count, 1);
            }
        }
        verify();
        assertEquals(18L * count, comparison.compared());
    }

    @Test
    void programTextReadsAsInObjdump() throws IOException {
        String files = System.getProperty("ringside.objdump.files", "");
        Assumptions.assumeFalse(files.isEmpty(), "no files given");
        for (String file : files.split(",")) {
            comparison.compareElf(Path.of(file.substring(3)), Integer.parseInt(file.substring(0, 2)));
        }
        verify();
        assertTrue(comparison.compared() > 0, "the files hold instructions");
    }

    private void verify() {
        if (System.getProperty("ringside.objdump.instructions") != null || System.getProperty("ringside.objdump.files") != null) {
            System.out.println(comparison.compared() + " instructions compared with objdump; differences by reason:");
            comparison.reasons().forEach((reason, count) -> System.out.println("  " + count + "  " + reason));
        }
        assertEquals(List.of(), comparison.differences());
    }
}
