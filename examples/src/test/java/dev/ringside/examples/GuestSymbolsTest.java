package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.repl.command.RootCommand;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.kallsyms.KernelMemory;
import dev.ringside.symbols.kallsyms.LinuxSymbols;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The symbols found in a Debian kernel's image, and in the memory of the guest that runs it, are those that it prints itself in
 * {@code /proc/kallsyms}: each address, letter and name, in the same order. The guest tells the SHA-256 of its list, which is quicker
 * than to send the list. The 64-bit kernel has been moved. That one only; {@code mvn verify -Dringside.boots=all} does it with all.
 */
class GuestSymbolsTest {
    private static final String SCRIPT = "sha256sum /proc/kallsyms";

    @TestFactory
    Stream<DynamicTest> symbolsOfImageAndGuestAreThoseThatTheGuestPrints() {
        Stream<String> guests = "all".equals(System.getProperty("ringside.boots"))
            ? Stream.of("debian-amd64", "debian-i386-686", "debian-i386-686-pae") : Stream.of("debian-amd64");
        return guests.map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
    }

    private static void compare(String name) throws Exception {
        boolean is64 = name.equals("debian-amd64");
        StoppedGuest guest = is64 ? StoppedGuest.ready(SCRIPT) : StoppedGuest.booting(name, SCRIPT);
        guest.runToEnd();
        String image = moved(listed(name), guest.guest.plan().slide().virtual());
        assertTrue(image.lines().count() > 40_000, () -> image.lines().count() + " lines");
        // Exported data that kallsyms does not have is of unknown kind.
        String kallsyms = image.lines().filter(line -> !line.contains(" ? ")).map(line -> line + "\n").collect(Collectors.joining());
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(kallsyms.getBytes(StandardCharsets.ISO_8859_1)));
        assertTrue(guest.console().contains(hash + "  /proc/kallsyms"), () -> hash + "\n" + guest.console());
        MemoryAccess memory = guest.session.linearMemory(0);
        MemoryView view = (address, into, offset, count) -> {
            byte[] bytes = new byte[count];
            int got = memory.read(address, bytes);
            System.arraycopy(bytes, 0, into, offset, got);
            return got;
        };
        var inGuest = new StringBuilder();
        SymbolTable.of(LinuxSymbols.read(KernelMemory.ofGuest(view, is64))).symbols().forEach(s -> inGuest
            .append(HexFormat.of().toHexDigits(s.address(), is64 ? 16 : 8)).append(' ').append(s.letter()).append(' ').append(s.name())
            .append('\n'));
        assertEquals(image, inGuest.toString());
    }

    /** What the kernel's own slide does not move are offsets into the data of a processor. */
    private static String moved(String list, long slide) {
        return list.lines().map(line -> {
            int digits = line.indexOf(' ');
            long address = Long.parseUnsignedLong(line.substring(0, digits), 16);
            return address >= 0 && digits == 16 ? line : HexFormat.of().toHexDigits(address + slide, digits) + line.substring(digits);
        }).map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String listed(String name) {
        var out = new StringWriter();
        var err = new StringWriter();
        assertEquals(0, RootCommand.execute(new PrintWriter(out), new PrintWriter(err, true), "symbols", name), err::toString);
        return out.toString();
    }
}
