package dev.ringside.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A trace comes back as it was written, and a damaged one is known for what it is. */
class TraceFileTest {
    private static final TraceHeader HEADER = new TraceHeader("kvm", "debian-amd64");
    private static final AbiCall CLOCK = new AbiCall(1_000, 0, 0xffff_ffff_8100_0123L, 0, "kvm", AbiCall.Kind.MSR_WRITE,
        "KVM_SYSTEM_TIME_NEW", List.of(new AbiValue("value", AbiValue.Type.PHYSICAL, 0x1fff_f001L, "enabled")), List.of());
    private static final AbiCall KICK = new AbiCall(2_500, 1, 0xc100_0456L, 3, "kvm", AbiCall.Kind.HYPERCALL, "KICK_CPU",
        List.of(AbiValue.of("flags", AbiValue.Type.HEX, 0), AbiValue.of("apicid", AbiValue.Type.UNSIGNED, 7)),
        List.of(new AbiValue("result", AbiValue.Type.SIGNED, -1, "EPERM")));

    @Test
    void eventsComeBackAsTheyWereWritten() throws Exception {
        try (var reader = reader(trace(CLOCK, KICK))) {
            assertEquals(HEADER, reader.header());
            assertEquals(List.of(CLOCK, KICK), rest(reader));
            assertTrue(reader.complete());
        }
    }

    @Test
    void aTraceCutAtAnyByteGivesTheWholeEventsBeforeTheCutAndSaysSo() throws Exception {
        String whole = trace(CLOCK, KICK);
        int headerEnd = whole.indexOf('\n');
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            if (length < headerEnd) {
                assertThrows(TraceException.class, () -> reader(cut), cut);
                continue;
            }
            try (var reader = reader(cut)) {
                int lines = (int) cut.chars().filter(c -> c == '\n').count();
                assertEquals(List.of(CLOCK, KICK).subList(0, Math.clamp(lines - 1, 0, 2)), rest(reader));
                assertFalse(reader.complete());
            }
        }
    }

    @Test
    void aDamagedTraceIsRefusedWithItsLineNeverWithAnotherException() throws Exception {
        String whole = trace(CLOCK, KICK);
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            var damaged = new StringBuilder(whole);
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) (random.nextInt(96) + 30));
            }
            try (var reader = reader(damaged.toString())) {
                rest(reader);
            } catch (TraceException e) {
                refused++;
                assertTrue(e.line() >= 1 && e.line() <= 5, e.getMessage());
                assertFalse(e.getMessage().contains("\n"));
            }
        }
        assertTrue(refused > 5_000, "refused only " + refused);
    }

    @Test
    void anotherVersionALongLineAndAWrongCountAreRefused() {
        assertRefused("{\"ringside-trace\":2,\"platform\":\"kvm\",\"guest\":\"x\"}\n", "version 1, found version 2");
        assertRefused("\u007fELF", "line 1: expected the header");
        assertRefused(headerLine() + "{\"at\":" + " ".repeat(70_000) + "1}\n", "at most 65536 characters");
        assertRefused(headerLine() + "{\"end\":3}\n", "the end of 0 events, found the end of 3");
        assertRefused(headerLine() + "{\"end\":0}\n{\"end\":0}\n", "nothing after the end");
        assertRefused(headerLine() + "[".repeat(60_000) + "\n", "line 2");
    }

    @Test
    void escapeSequencesInAFileDoNotReachATerminal() throws Exception {
        String forged = headerLine().replace("debian", "\\u001b[2J\\n") + "{\"end\":0}\n";
        try (var reader = reader(forged)) {
            assertEquals("?[2J?", reader.header().guest());
        }
    }

    @Test
    void aFullDiskIsReportedWhenTheTraceIsClosed() throws Exception {
        var writer = new TraceWriter(new FullAfter(1), HEADER);
        writer.record(CLOCK);
        writer.record(KICK);
        assertEquals(0, writer.events());
        assertEquals("disk full", assertThrows(IOException.class, writer::close).getMessage());
    }

    @Test
    void theSummaryCountsByKindAndNameAndKeepsFirstAndLast() {
        var summary = new TraceSummary();
        summary.add(CLOCK);
        summary.add(KICK);
        summary.add(new AbiCall(9_000, 0, 0, 0, "kvm", AbiCall.Kind.HYPERCALL, "KICK_CPU", List.of(), List.of()));
        assertEquals(List.of(
            new TraceSummary.Row(AbiCall.Kind.MSR_WRITE, "KVM_SYSTEM_TIME_NEW", 1, 1_000, 1_000),
            new TraceSummary.Row(AbiCall.Kind.HYPERCALL, "KICK_CPU", 2, 2_500, 9_000)), summary.rows());
        assertEquals(3, summary.events());
        assertEquals(2L, summary.byKind().get(AbiCall.Kind.HYPERCALL));
    }

    @Test
    void filtersChooseByNameKindCpuAndTime() {
        var all = List.of(CLOCK, KICK);
        assertEquals(all, chosen(TraceFilter.ALL, all));
        assertEquals(List.of(KICK), chosen(with(Optional.of("kick_*"), Optional.empty(), Optional.empty()), all));
        assertEquals(List.of(), chosen(with(Optional.of("kick"), Optional.empty(), Optional.empty()), all));
        assertEquals(List.of(CLOCK), chosen(with(Optional.empty(), Optional.of(AbiCall.Kind.MSR_WRITE), Optional.empty()), all));
        assertEquals(List.of(KICK), chosen(with(Optional.empty(), Optional.empty(), Optional.of(1)), all));
        assertEquals(List.of(CLOCK),
            chosen(new TraceFilter(Optional.empty(), Optional.empty(), Optional.empty(), 1_000, 2_500), all));
    }

    private static TraceFilter with(Optional<String> name, Optional<AbiCall.Kind> kind, Optional<Integer> cpu) {
        return new TraceFilter(name, kind, cpu, 0, Long.MAX_VALUE);
    }

    private static List<AbiCall> chosen(TraceFilter filter, List<AbiCall> calls) {
        return calls.stream().filter(filter.predicate()).toList();
    }

    private static void assertRefused(String text, String message) {
        var e = assertThrows(TraceException.class, () -> rest(reader(text)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static String headerLine() {
        return "{\"ringside-trace\":1,\"platform\":\"kvm\",\"guest\":\"debian\"}\n";
    }

    private static String trace(AbiCall... calls) throws IOException {
        var out = new StringWriter();
        try (var writer = new TraceWriter(out, HEADER)) {
            for (AbiCall call : calls) {
                writer.record(call);
            }
        }
        return out.toString();
    }

    private static TraceReader reader(String text) throws IOException, TraceException {
        return new TraceReader(new StringReader(text), "trace");
    }

    private static List<AbiCall> rest(TraceReader reader) throws IOException, TraceException {
        var events = new ArrayList<AbiCall>();
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
            events.add(event.get());
        }
        return events;
    }

    /** A disk with room for so many lines. */
    private static final class FullAfter extends Writer {
        private int room;

        FullAfter(int lines) {
            this.room = lines;
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            if (room-- == 0) {
                throw new IOException("disk full");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
