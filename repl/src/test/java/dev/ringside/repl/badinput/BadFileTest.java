package dev.ringside.repl.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.linux.TestKernel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that an option names and that cannot be used is refused before any other file of the run is made or emptied. */
class BadFileTest {
    @TempDir
    private Path folder;

    private String kernel;

    @BeforeEach
    void aKernelThatCouldBeBooted() throws IOException {
        Path image = folder.resolve("vmlinuz");
        Files.write(image, BzImageBuilder.gzip(true, TestKernel.build(true)).build());
        kernel = image.toString();
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    /** A run that would make four files if its arguments were right. */
    private String refusal(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 6];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(new String[] {"--trace", in("trace"), "--serial", "file:" + in("serial"), "--max-instructions", "1000"}, 0, all,
            arguments.length, 6);
        return Refusal.of(folder, all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--initrd", "--disk", "--rom", "--replay"})
    void aFileToReadHasToBeAFile(String option) throws IOException {
        assertEquals(option + ": " + in("missing") + ": no such file", refusal("run", kernel, option, in("missing")));
        assertEquals(option + ": " + folder + ": not a file", refusal("run", kernel, option, folder.toString()));
        assertEquals(option + ": '' is not a file name", refusal("run", kernel, option, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--stats", "--record"})
    void aFileToWriteHasToHaveAFolder(String option) throws IOException {
        assertEquals(option + ": " + in("no/file") + ": its folder does not exist", refusal("run", kernel, option, in("no/file")));
        assertEquals(option + ": " + kernel + "/file: its folder does not exist", refusal("run", kernel, option, kernel + "/file"));
        assertEquals(option + ": " + folder + ": not writable", refusal("run", kernel, option, folder.toString()));
    }

    @Test
    void aTraceOrASerialFileHasToHaveAFolderToo() throws IOException {
        assertEquals("--trace: " + in("no/file") + ": its folder does not exist",
            Refusal.of(folder, "run", kernel, "--stats", in("stats"), "--trace", in("no/file")));
        assertEquals("--serial: " + in("no/file") + ": its folder does not exist",
            Refusal.of(folder, "run", kernel, "--trace", in("trace"), "--serial", "file:" + in("no/file")));
    }

    @Test
    void whatTheRunReadsIsNotOverwritten() throws IOException {
        assertEquals("--stats: " + kernel + ": is read by GUEST, writing it would destroy it", refusal("run", kernel, "--stats", kernel));
        Files.createLink(folder.resolve("another-name"), Path.of(kernel));
        assertEquals("--record: " + in("another-name") + ": is read by --initrd, writing it would destroy it",
            refusal("run", "first", "--initrd", kernel, "--record", in("another-name")));
        assertEquals("--trace: " + in("new") + ": is written by --record too",
            Refusal.of(folder, "run", kernel, "--record", in("./new"), "--trace", in("new")));
    }

    @Test
    void filesWithoutPermissionAreRefused() throws IOException {
        Path secret = Files.createFile(folder.resolve("secret"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeTrue(!Files.isReadable(secret), "the superuser may read everything");
        assertEquals("GUEST: " + secret + ": not readable", refusal("run", secret.toString()));
        assertEquals("--stats: " + secret + ": not writable", refusal("run", kernel, "--stats", secret.toString()));
        assertEquals(secret + ": not readable", Refusal.of(folder, "trace", "show", secret.toString()));
    }

    @Test
    void aGuestHasToBeAFileOrAName() throws IOException {
        assertEquals(in("missing") + ": neither a file nor a guest's name (`ringside guests` lists those)", refusal("run", in("missing")));
        assertEquals(folder + ": not a file", refusal("run", folder.toString()));
        assertEquals(": not a file", refusal("run", ""));
        assertEquals("'a?b' is not a file name", refusal("run", "a\0b"));
        assertEquals("@missing: neither a file nor a guest's name (`ringside guests` lists those)", refusal("run", "@missing"));
        assertEquals("two?lines?[31m: neither a file nor a guest's name (`ringside guests` lists those)", refusal("run", "two\nlines\u001b[31m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "ringside-inputs 1 ", "ringside-inputs 1 xyz\n", "ringside-inputs 9 0\n",
        "ringside-inputs 1 0\n1 2 com1\n", "ringside-inputs 1 0\n1 2 com1 256\n", "ringside-inputs 1 0\n-1 2 com1 2\n",
        "ringside-inputs 1 0\n5 5 com1 2\n4 4 com1 2\n", "ringside-inputs 1 0\nend 4\n", "ringside-inputs 1 0\n\n", "\u00ff\u00fe\u0000"})
    void aLogOfInputsThatIsNoneIsRefusedWithItsLine(String content) throws IOException {
        Files.writeString(folder.resolve("log"), content);
        String line = refusal("run", kernel, "--replay", in("log"));
        assertTrue(line.startsWith(in("log") + ": ") && line.contains("expected "), line);
    }

    @Test
    void aLogOfAnotherMachineIsRefused() throws IOException {
        Files.writeString(folder.resolve("log"), "ringside-inputs 1 123\n5 5 com1 2\nend 10 456 outside\n");
        assertEquals(in("log") + ": recorded on another machine: give the same guest and options as then",
            refusal("run", kernel, "--replay", in("log")));
    }

    @Test
    void aPortThatIsTakenOrDeadIsRefused() throws IOException {
        int dead;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = taken.getLocalPort();
            String line = refusal("run", kernel, "--gdb", Integer.toString(dead));
            assertTrue(line.startsWith("--gdb: cannot listen at "), line);
        }
        String line = Refusal.of(folder, "run", kernel, "--trace", in("trace"), "--serial", "tcp:127.0.0.1:" + dead);
        assertTrue(line.startsWith("--serial: cannot connect to 127.0.0.1:" + dead), line);
    }

    @Test
    void otherCommandsRefuseTheirFilesToo() throws IOException {
        for (String[] command : new String[][] {{"trace", "summary"}, {"trace", "show"}, {"disassemble"}, {"types"}, {"symbols"}}) {
            for (String file : new String[] {in("missing"), folder.toString(), ""}) {
                String[] all = Arrays.copyOf(command, command.length + 1);
                all[command.length] = file;
                Refusal.of(folder, all);
            }
        }
        Files.writeString(folder.resolve("no-trace"), "{}\n");
        assertTrue(Refusal.of(folder, "trace", "summary", in("no-trace")).startsWith(in("no-trace") + ": line 1: expected "));
    }
}
