package dev.ringside.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.gdb.wire.Incoming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets and the replies to them. */
class TranscriptTest {
    private static final String INC_LOOP = "90 90 40 EB FD";
    private static final String BREAK_AT_INC = "Z0,10002,1";

    private ServedGuest guest;
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        guest = ServedGuest.protected32(INC_LOOP).serve(GdbArchitecture.AUTO);
        client = new RawClient(guest.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        guest.close();
    }

    private void transcript(String... packetsAndReplies) throws IOException {
        for (int i = 0; i < packetsAndReplies.length; i += 2) {
            assertEquals(packetsAndReplies[i + 1], client.ask(packetsAndReplies[i]), packetsAndReplies[i]);
        }
    }

    @Test
    void aClientThatConnectsFindsTheGuestStopped() throws IOException {
        transcript("?", "T05thread:01;", "qAttached", "1", "qC", "QC1", "qfThreadInfo", "m1", "qsThreadInfo", "l", "T1", "OK", "T2", "E01",
                "Hg1", "OK", "Hc-1", "OK", "Hg0", "OK", "Hg7", "E01", "vCont?", "vCont;c;C;s;S");
        assertTrue(client.ask("qSupported:multiprocess+;swbreak+").startsWith("PacketSize=4000;"));
    }

    @Test
    void whatWeDoNotKnowIsAnsweredWithNothing() throws IOException {
        transcript("vMustReplyEmpty", "", "qRcmd,68656c70", "", "Z2,1000,4", "", "!", "", "", "", "qXfer:auxv:read::0,100", "", "QNonStop:1", "");
    }

    @Test
    void whatCannotBeReadIsAnErrorAndTheConnectionGoesOn() throws IOException {
        transcript("m", "E01", "mxyz,1", "E01", "m0", "E01", "M0,2:00", "E01", "X0,5:ab", "E01", "p-1", "E01", "pffff", "E01", "P0=1", "E01",
                "P0", "E01", "P0=00", "E01", "Gabc", "E01", "G00", "E01", "Z0,1", "E01", "vCont;x", "E01", "vCont;", "E01", "czz", "E01",
                "qXfer:features:read:target.xml:0", "E01", "m11111111111111111,1", "E01", "?", "T05thread:01;");
    }

    @Test
    void registersAndMemoryAreReadAndWritten() throws IOException {
        transcript("p8", "00000100", "P0=78563412", "OK", "p0", "78563412", "m10000,5", "909040ebfd", "M20000,3:010203", "OK", "m20001,2", "0203",
                "X20000,0:", "OK", "X20000,4:\u00ff}#$", "OK", "m20000,4", "ff7d2324", "m50000000,4", "E0e", "M50000000,1:00", "E0e",
                "m3ffffe,4", "0000");
    }

    @Test
    void aValueThatTheProcessorCannotHoldIsRefused() throws IOException {
        int cr0 = RegisterWidth.BITS_32.rows().stream().map(r -> r.name()).toList().indexOf("cr0");
        transcript("P%x=10000080".formatted(cr0), "E16", "p%x".formatted(cr0), "11000000");
    }

    @Test
    void allRegistersAreWrittenWithOnePacketAndReadBack() throws IOException {
        String before = client.ask("g");
        String changed = "efbeadde" + before.substring(8, before.length() - 8) + before.substring(before.length() - 8);
        transcript("G" + changed, "OK", "g", changed, "G" + before.substring(0, 16 * 8), "OK", "g", before);
    }

    @Test
    void stepsAndBreakpoints() throws IOException {
        transcript("s", "T05thread:01;", "p8", "01000100", "vCont;s:1;c", "T05thread:01;", "p8", "02000100", BREAK_AT_INC, "OK", "c",
                "T05thread:01;swbreak:;", "p0", "01000000", "Z1,10003,1", "OK", "vCont;c", "T05thread:01;hwbreak:;", "z0,10002,1", "OK",
                "z1,10003,1", "OK", "s10000", "T05thread:01;", "p8", "01000100", BREAK_AT_INC, "OK", "C05;10000", "T05thread:01;swbreak:;");
    }

    @Test
    void ctrlCStopsAndRequestsMeanwhileAreRefused() throws IOException {
        client.sendPacket("c");
        assertEquals("E10", client.ask("g"));
        client.send((byte) 3);
        assertEquals("T02thread:01;", client.receive());
        transcript("?", "T02thread:01;");
    }

    @Test
    void withoutAcknowledgementsOnlyPacketsGoBack() throws IOException {
        client.stopAcknowledging();
        client.sendPacket("qC");
        assertEquals(new Incoming.Packet("QC1"), client.next());
        client.send("$qC#00".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(new Incoming.Packet("QC1"), client.next());
    }

    @Test
    void aBrokenPacketIsAskedForAgain() throws IOException {
        client.send("$qC#00".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(new Incoming.Nack(), client.next());
        client.sendPacket("qC");
        assertEquals(new Incoming.Ack(), client.next());
        assertEquals(new Incoming.Packet("QC1"), client.next());
        client.send((byte) '-');
        assertEquals(new Incoming.Packet("QC1"), client.next());
    }

    @Test
    void aPacketThatIsTooLongIsAnError() throws IOException {
        client.sendPacket("m" + "0".repeat(100_000));
        assertEquals("E01", client.receive());
        transcript("qC", "QC1");
    }

    @Test
    void detachLetsTheGuestRunAndTheNextClientStopsItAgain() throws IOException {
        transcript(BREAK_AT_INC, "OK", "D", "OK");
        assertNull(client.next());
        try (RawClient next = new RawClient(guest.port())) {
            assertEquals("T05thread:01;", next.ask("?"));
            assertEquals("T05thread:01;", next.ask("s"));
        }
    }

    @Test
    void aLostClientThatNeverResumedLeavesTheGuestWaiting() throws IOException {
        transcript("p8", "00000100");
        client.hangUp();
        try (RawClient next = new RawClient(guest.port())) {
            assertEquals("00000100", next.ask("p8"));
        }
    }

    @Test
    void killEndsRunAndConnection() throws IOException {
        client.sendPacket("k");
        assertEquals(new Incoming.Ack(), client.next());
        assertNull(client.next());
        assertEquals("Killed[]", guest.end().toString());
    }

    @Test
    void killWithAReplyIsAnswered() throws IOException {
        transcript("vKill;1", "OK");
        assertNull(client.next());
    }

    @Test
    void registersStandInTheDescriptionInTheOrderOfTheirPackets() throws IOException {
        StringBuilder xml = new StringBuilder();
        String piece = "m";
        while (piece.startsWith("m")) {
            piece = client.ask("qXfer:features:read:target.xml:%x,%x".formatted(xml.length(), 1000));
            xml.append(piece, 1, piece.length());
        }
        assertTrue(xml.indexOf("<architecture>i386</architecture>") > 0, "protected mode is described as i386");
        Matcher registers = Pattern.compile("<reg name=\"(\\w+)\" bitsize=\"(\\d+)\"").matcher(xml);
        int bits = 0;
        for (var row : RegisterWidth.BITS_32.rows()) {
            assertTrue(registers.find(), "missing " + row.name());
            assertEquals(row.name(), registers.group(1));
            bits += Integer.parseInt(registers.group(2));
        }
        assertEquals(bits / 4, client.ask("g").length());
        transcript("qXfer:features:read:other.xml:0,100", "E00", "qXfer:features:read:target.xml:fffff,100", "l");
    }
}
