package dev.ringside.repl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line answers mistakes with one line and exit code 2, and explains itself on every level. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int ringside(String... args) {
        return RootCommand.execute(new PrintWriter(out), new PrintWriter(err, true), args);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        frobnicate                     | there is no command 'frobnicate' (see --help)
        run                            | nothing to run: name a GUEST (see `ringside guests`), or give --disk or --rom
        run x y                        | 'y' is one argument too many for run (see --help)
        run x --memry 64M              | run has no option --memry; did you mean --memory?
        run x --memory                 | Missing required parameter for option '--memory' (SIZE)
        run x --memory lots            | --memory: 'lots' is not a size such as 256M or 1G
        run x --memory 1500K           | --memory: '1500K' is not a whole number of MiB
        run x --platform foo           | "--platform: 'foo' is not one of native, vmi, kvm, xen, xen-pvh, hyperv, vmware, virtualbox, lguest"
        run x --platform xen           | platform xen is not built yet
        run x --engine fast            | "--engine: 'fast' is not one of interpreter, translator"
        run x --cpus 2                 | 2 CPUs are not built yet
        run x --cpus 0                 | --cpus: 0 is not between 1 and 255
        run x --cpus many              | --cpus: 'many' is not a number
        run x --vmi-ring 1             | --vmi-ring is not built yet
        run x --script s.js            | scripts are not built yet
        run x --serial telnet          | "--serial: 'telnet' is not one of stdio, file:F, tcp:HOST:PORT, null"
        run x --initrd /no/such        | --initrd: /no/such: no such file
        run x --disk /no/such,write    | --disk: /no/such: no such file
        run x --stats /no/such/file    | --stats: /no/such/file: its folder does not exist
        run x --timeout soon           | "--timeout: 'soon' is not a duration such as 500ms, 60s, 10m or 2h"
        run x --io-log 0x10000         | --io-log: '0x10000' is not an I/O port such as 0xe9
        run x --wait                   | --wait needs --gdb
        run x --trace-only cpuid       | --trace-only needs --trace
        run x --dump-phases liveness   | --dump-phases needs --dump-units
        run x --dump-units a --dump-phases graph | "--dump-phases: 'graph' is not one of control-flow, liveness, bytecode"
        run x --dump-units a --engine interpreter | --dump-units needs --engine translator
        run x --gdb 0                  | "--gdb: '0' is not a port (1 to 65535, or HOST:PORT)"
        run x --seed 1 --seed 2        | option '--seed' (N) should be specified only once
        guests fetch slackware         | 'slackware' cannot be fetched; there are debian-i386 and debian-amd64
        trace                          | trace needs a subcommand: summary or show
        trace tree t                   | trace tree is not built yet; there are summary and show
        trace frob t                   | trace has no subcommand 'frob'; there are summary and show
        trace show /no/such            | /no/such: no such file
        evaluate                       | evaluate needs an EXPRESSION, or --reference
        evaluate 1 --bits 16           | "--bits: 16 is not one of 32, 64"
        evaluate 1 --register rax      | "--register: 'rax' is not a register and its value, such as rax=0x10"
        evaluate 1 --register foo=1    | "--register: 'foo=1' is not a register and its value, such as rax=0x10"
        evaluate 1 --register rax=x    | "--register: 'x' is not a 64-bit number, decimal or 0x and hex digits"
        evaluate 1 --register xmm0=1   | "--register: xmm0 is wider than 64 bits; giving it a value is not built yet"
        evaluate 1 --symbols /no/such  | /no/such: no such file
        lab                            | labs are not built yet
        sites vmlinuz                  | sites vmlinuz: listing pv op sites is not built yet
        compare v --platforms kvm,xen  | "compare v on kvm,xen: comparing is not built yet"
        """)
    void aMistakeIsOneLineAndExitCode2(String arguments, String message) {
        int exitCode = ringside(arguments.strip().split(" +"));
        assertEquals("ringside: " + message + System.lineSeparator(), err.toString());
        assertEquals(2, exitCode);
        assertEquals("", out.toString());
    }

    @Test
    void withoutArgumentsItSaysWhatToTry() {
        assertEquals(2, ringside());
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        var commands = new ArrayDeque<CommandLine>();
        CommandLine root = RootCommand.commandLine(new PrintWriter(out), new PrintWriter(err));
        commands.add(root);
        int seen = 0;
        while (!commands.isEmpty()) {
            CommandLine command = commands.poll();
            commands.addAll(command.getSubcommands().values());
            String help = command.getUsageMessage();
            assertTrue(help.contains("Examples:"), command.getCommandName());
            assertTrue(command.getCommandSpec().optionsMap().containsKey("--help"), command.getCommandName());
            command.getCommandSpec().options().forEach(option ->
                assertTrue(option.description().length > 0 && option.description()[0].endsWith("."), option.longestName()));
            seen++;
        }
        assertTrue(seen > root.getSubcommands().size(), "the root, its commands and theirs: " + seen);
    }

    @Test
    void theContractsOptionsAreAllThere() {
        var run = RootCommand.commandLine(new PrintWriter(out), new PrintWriter(err)).getSubcommands().get("run").getCommandSpec();
        for (String option : ("--platform --vmi-ring --cpu --memory --cpus --unpack --kaslr --initrd --append --disk --rom --serial "
            + "--engine --gdb --wait --gdb-arch --trace --trace-only --script --script-allow --record --replay --seed --date "
            + "--command --commands --max-instructions --timeout --stats --io-log").split(" ")) {
            assertTrue(run.optionsMap().containsKey(option), option);
        }
    }

    @Test
    void versionAndCompletionGoToStandardOutput() {
        assertEquals(0, ringside("--version"));
        assertTrue(out.toString().startsWith("ringside "));
        out.getBuffer().setLength(0);
        assertEquals(0, ringside("completion"));
        assertTrue(out.toString().startsWith("#!/usr/bin/env bash") && out.toString().contains("--max-instructions"));
        assertEquals("", err.toString());
    }

    @Test
    void guestsListsDebianAndWhatIsOnTheClassPath() {
        assertEquals(0, ringside("guests"));
        assertTrue(Arrays.stream(out.toString().split("\\R")).anyMatch(line -> line.startsWith("debian-amd64 ")), out.toString());
    }

    @Test
    void traceShowsWhatAFileHoldsAndSaysThatItWasCutShort(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("t");
        Files.writeString(trace, """
            {"ringside-trace":1,"platform":"kvm","guest":"first"}
            {"at":12,"cpu":0,"rip":"0x1000","cpl":0,"platform":"kvm","kind":"cpuid","name":"features","arguments":[],"results":[]}
            {"at":99,"cpu":0,"rip":"0xffffffff81000000","cpl":3,"platform":"kvm","kind":"hypercall","name":"KICK_CPU","arguments":\
            [{"name":"apicid","type":"u","value":"0x7"}],"results":[{"name":"result","type":"s","value":"0xffffffffffffffff","meaning":"EPERM"}]}
            """);
        assertEquals(0, ringside("trace", "show", trace.toString(), "--kind", "hypercall"));
        assertEquals("           99 cpu0 ring3 ffffffff81000000 hypercall   KICK_CPU(apicid=7) -> result=-1 (EPERM)",
            out.toString().stripTrailing());
        assertTrue(err.toString().contains("the trace was cut short"), err.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, ringside("trace", "summary", trace.toString()));
        assertTrue(out.toString().contains("guest first on platform kvm: 2 calls"), out.toString());
        assertFalse(out.toString().contains("msr"), out.toString());
    }

    @Test
    void aDamagedTraceIsOneLineWithItsPlace(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("t");
        Files.writeString(trace, "{\"ringside-trace\":1,\"platform\":\"kvm\",\"guest\":\"first\"}\n{\"at\":}\n");
        assertEquals(2, ringside("trace", "summary", trace.toString()));
        assertEquals("ringside: " + trace + ": line 2: expected an event, found '{\"at\":}'" + System.lineSeparator(), err.toString());
    }
}
