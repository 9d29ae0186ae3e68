package dev.ringside.symbols.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * All types of whole files read as {@code bpftool btf dump} prints them. System property: {@code ringside.btf.files}, comma-separated
 * files of raw BTF (a kernel's section {@code .BTF}).
 */
@EnabledIfSystemProperty(named = "ringside.btf.files", matches = ".+", disabledReason = "no files given")
class BpftoolComparisonTest {
    @Test
    void everyTypeReadsAsInBpftool() throws IOException {
        for (String file : System.getProperty("ringside.btf.files").split(",")) {
            compare(Path.of(file));
        }
    }

    private static void compare(Path file) throws IOException {
        List<String> expected = bpftool(file);
        List<String> found = new BpftoolText(BtfTypes.read(BtfEncoder.section(Files.readAllBytes(file)))).lines();
        assertTrue(expected.size() > 1, "bpftool printed types");
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i), found.get(i), "line " + (i + 1));
        }
        assertEquals(expected.size(), found.size());
        System.out.println(file + ": " + found.size() + " lines compared with bpftool, all equal");
    }

    private static List<String> bpftool(Path file) throws IOException {
        var process = new ProcessBuilder("bpftool", "btf", "dump", "file", file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
            .map(line -> line.replaceFirst(" index_type_id=\\d+", "").replaceFirst("^\ttype_id=\\d+ offset=", "\toffset=")).toList();
    }
}
