package dev.ringside.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.gdb.request.MalformedRequestException;
import dev.ringside.gdb.request.RequestParser;
import dev.ringside.gdb.wire.Incoming;
import dev.ringside.gdb.wire.PacketDecoder;
import dev.ringside.gdb.wire.PacketEncoder;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, the stub answers the next packet and the guest goes on. */
class HostileClientTest {
    private static final List<String> SEEDS = List.of("?", "g", "G00112233", "p8", "P0=78563412", "m10000,10", "M20000,2:0102", "X20000,2:ab", "s",
            "s10000", "S05;10001", "Z0,10002,1", "z0,10002,1", "Z1,10002,1", "z1,10002,1", "vCont;s:1;c", "vCont?", "qSupported:swbreak+",
            "qXfer:features:read:target.xml:0,100", "Hg0", "T1", "qC", "qfThreadInfo", "qsThreadInfo", "qAttached:1", "vMustReplyEmpty");

    private static final int PACKETS = 60_000, SENT = 1_500, STATES = 400;

    @Test
    void anyBytesAreCutIntoPacketsAndAnyPacketIsParsedOrRefused() {
        Random random = new Random(7);
        PacketDecoder decoder = new PacketDecoder();
        int packets = 0;
        for (int i = 0; i < PACKETS; i++) {
            String content = mutated(random);
            for (byte b : PacketEncoder.frame(content)) {
                Incoming incoming = decoder.take((random.nextInt(400) == 0 ? random.nextInt(256) : b) & 0xFF);
                if (incoming instanceof Incoming.Packet(String received)) {
                    packets++;
                    parse(received);
                }
            }
        }
        assertTrue(packets > PACKETS / 2, "packets " + packets);
    }

    private static void parse(String packet) {
        try {
            assertNotNull(RequestParser.parse(packet));
        } catch (MalformedRequestException e) {
            assertNotNull(e.getMessage());
        }
    }

    private static String mutated(Random random) {
        StringBuilder packet = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int n = random.nextInt(4); n > 0 && !packet.isEmpty(); n--) {
            int at = random.nextInt(packet.length());
            switch (random.nextInt(4)) {
                case 0 -> packet.setCharAt(at, (char) random.nextInt(256));
                case 1 -> packet.deleteCharAt(at);
                case 2 -> packet.insert(at, (char) random.nextInt(256));
                default -> packet.setLength(at);
            }
        }
        return packet.toString();
    }

    @Test
    void aServedGuestSurvivesThemAll() throws IOException {
        Random random = new Random(11);
        int sent = 0;
        while (sent < SENT) {
            try (ServedGuest guest = ServedGuest.protected32("90 90 40 EB FD").serve(GdbArchitecture.I386);
                    RawClient client = new RawClient(guest.port())) {
                client.stopAcknowledging();
                boolean ended = false;
                for (int i = 0; i < 100 && !ended; i++, sent++) {
                    String packet = mutated(random);
                    // These end the connection or the run, as they should.
                    if (!packet.startsWith("k") && !packet.startsWith("D") && !packet.startsWith("vKill") && !runs(packet)) {
                        ended = endsTheRun(packet, client.ask(packet));
                    }
                }
                assertEquals(ended ? RawClient.CLOSED : "QC1", ended ? client.receive() : client.ask("qC"));
            }
        }
    }

    // A step can: where code was put at random, or the guest sent outside its RAM, it meets a triple fault.
    private static boolean endsTheRun(String packet, String reply) {
        boolean ended = reply.matches("[WX][0-9a-f]{2}.*");
        assertTrue(!ended || packet.matches("(?s)(s|S|vCont;[sS]).*"), packet + " ended the run: " + reply);
        assertNotEquals(RawClient.CLOSED, reply, packet);
        return ended;
    }

    private static boolean runs(String packet) {
        return packet.startsWith("c") || packet.startsWith("C") || packet.startsWith("vCont;c") || packet.startsWith("vCont;C");
    }

    @Test
    void aClientThatSendsAndNeverReadsDoesNotHoldTheGuestUp() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32("EB FE").serve(GdbArchitecture.I386); RawClient client = new RawClient(guest.port())) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        client.sendPacket("m10000,1000");
                    }
                } catch (IOException e) {
                    // The test has closed the line.
                    return;
                }
            });
            Thread.sleep(300);
            assertEquals(0x10000, guest.get("rip"));
            client.hangUp();
            sender.join();
        }
    }

    @Test
    void anyRegisterContentCanBeSteppedAndTheGuestIsStillThere() throws IOException {
        Random random = new Random(13);
        try (ServedGuest guest = ServedGuest.protected32("90 90 40 EB FD").serve(GdbArchitecture.X86_64);
                RawClient client = new RawClient(guest.port())) {
            client.stopAcknowledging();
            String start = client.ask("g");
            List<Register> rows = RegisterWidth.BITS_64.rows();
            for (int i = 0; i < STATES; i++) {
                for (int n = random.nextInt(1, 12); n > 0; n--) {
                    int number = random.nextInt(rows.size());
                    // A processor that is put into the shutdown it has just come out of ends the run, as it should.
                    if (rows.get(number).name().equals("activity")) {
                        continue;
                    }
                    StringBuilder digits = new StringBuilder();
                    for (int d = rows.get(number).bytes() * 2; d > 0; d--) {
                        digits.append(Character.forDigit(random.nextInt(16) & random.nextInt(16), 16));
                    }
                    String reply = client.ask("P%x=%s".formatted(number, digits));
                    assertTrue(reply.equals("OK") || reply.equals("E16"), reply);
                }
                String stop = client.ask("s");
                assertTrue(stop.startsWith("T"), stop);
                if (i % 8 == 0 || !stop.startsWith("T05")) {
                    assertEquals("OK", client.ask("G" + start));
                }
            }
            assertEquals("OK", client.ask("G" + start));
            assertEquals("T05thread:01;", client.ask("s"));
        }
    }
}
