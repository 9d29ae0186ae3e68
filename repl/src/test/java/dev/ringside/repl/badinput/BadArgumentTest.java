package dev.ringside.repl.badinput;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.linux.TestKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An argument that means nothing is refused, whichever option it belongs to, and no file is made. */
class BadArgumentTest {
    @TempDir
    private Path folder;

    /** The kernel could be booted: a run that is not refused for these arguments ends with another exit code. */
    private String refusal(String... arguments) throws IOException {
        Path kernel = folder.resolve("vmlinuz");
        Files.write(kernel, BzImageBuilder.gzip(true, TestKernel.build(true)).build());
        var all = new ArrayList<>(List.of("run", kernel.toString(), "--max-instructions", "1000", "--trace", folder.resolve("trace").toString(),
            "--stats", folder.resolve("stats").toString(), "--record", folder.resolve("inputs").toString()));
        all.addAll(Arrays.asList(arguments));
        String line = Refusal.of(folder, all.toArray(String[]::new));
        assertFalse(line.startsWith(kernel.toString()), line);
        return line;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --memory           | EMPTY x -1M 0 0M 1.5G 1T 1MM M 256MB 99999999999999999999 18446744073709551615 4294967296G 512K 1025K +1M ０M
        --cpus             | EMPTY x 0 -1 256 2 1.5 4294967297
        --cpu              | EMPTY pentium-9 DEFAULT
        --platform         | EMPTY KVM kvm, qemu vmi xen xen-pvh hyperv vmware virtualbox lguest
        --engine           | EMPTY jit Interpreter
        --unpack           | EMPTY both HOST
        --kaslr            | EMPTY x 0x 0xg 1.0 18446744073709551616 0x10000000000000000 -9223372036854775809
        --seed             | EMPTY x 0x -0x1 1e3
        --date             | EMPTY today 2026 2026-13-01 2026-02-30 1969-12-31 10000-01-01 2026-01-01T25:00:00 2026-01-01T12
        --timeout          | EMPTY 0 0s -1s 1d 1.5s 99999999999s s ms
        --max-instructions | EMPTY -1 1x M 9223372036854775808 9223372036854775807G 0x10
        --io-log           | EMPTY x 0x 65536 0x10000 -1 0xe9, ,0xe9 0xe9;0x80
        --serial           | EMPTY stdout file: file tcp: tcp:1234 tcp:host: tcp:host:0 tcp:host:65536 tcp::1 null:
        --gdb              | EMPTY x 0 65536 -1 host: host:0 host:x 1:2:x
        --gdb-arch         | EMPTY amd64 I386
        --trace-only       | EMPTY
        --vmi-ring         | EMPTY 1 x
        --script-allow     | read
        --script           | a.js
        --commands         | EMPTY a.txt .
        """)
    void aValueThatAnOptionDoesNotTakeIsRefused(String option, String values) throws IOException {
        for (String value : values.split(" ")) {
            refusal(option, value.equals("EMPTY") ? "" : value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--memroy 1M", "-m 1M", "--", "-", "--platform=kvm=x", "second", "--memory", "--memory --cpus 1", "--wait",
        "--wait=maybe", "--trace-only", "--trace again", "--replay /dev/null", "--seed 1 --seed 2", "--help=no", "--version=1"})
    void optionsThatDoNotExistOrDoNotGoTogetherAreRefused(String arguments) throws IOException {
        refusal(arguments.equals("--") ? new String[] {"--", "--memory", "1M"} : arguments.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bits 8", "--bits x", "--address", "--address x", "--address 0x10000000000000000", "--syntax masm"})
    void disassembleRefusesWhatItDoesNotKnow(String arguments) throws IOException {
        String[] words = ("disassemble /dev/null " + arguments).split(" ");
        Refusal.of(folder, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--kind all", "--cpu x", "--from x", "--to -x", "--limit many", "--limit -1", "--cpu -1"})
    void traceShowRefusesWhatItDoesNotKnow(String arguments) throws IOException {
        Refusal.of(folder, ("trace show /dev/null " + arguments).split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Run", "--platform kvm", "run", "debug", "debug first", "guests list", "guests fetch", "guests fetch x", "trace",
        "trace summary", "trace report x", "lab", "lab x", "sites", "sites x", "compare", "compare x", "disassemble", "symbols",
        "completion x", "help x"})
    void commandsThatCannotBeCarriedOutAreRefused(String arguments) throws IOException {
        Refusal.of(folder, arguments.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536M", "100000G"})
    void aMemoryThatNoMachineHasIsRefused(String size) throws IOException {
        assertTrue(refusal("--memory", size).startsWith("--memory: expected 1M to "));
    }
}
