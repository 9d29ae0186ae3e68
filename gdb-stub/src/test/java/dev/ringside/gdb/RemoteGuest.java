package dev.ringside.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A machine in real mode that is reached through nothing but packets: its registers all at once, its memory, single steps. */
public final class RemoteGuest implements AutoCloseable {
    private static final int LONGEST_WRITE = 8000;

    private final ServedGuest guest;
    private final RawClient client;

    /** A machine with such a processor, in front of it a stub, in front of that a client that is connected. */
    public RemoteGuest(CpuModel model) throws IOException {
        guest = ServedGuest.real(model, "F4").serve(GdbArchitecture.X86_64);
        client = new RawClient(guest.port());
        client.stopAcknowledging();
    }

    private String ask(String packet) {
        try {
            return client.ask(packet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes memory, as binary. */
    public void write(long address, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += LONGEST_WRITE) {
            int count = Math.min(LONGEST_WRITE, bytes.length - at);
            String content = new String(bytes, at, count, StandardCharsets.ISO_8859_1);
            assertEquals("OK", ask("X%x,%x:%s".formatted(address + at, count, content)));
        }
    }

    /** Reads memory. */
    public byte[] read(long address, int length) {
        byte[] bytes = HexFormat.of().parseHex(ask("m%x,%x".formatted(address, length)));
        assertEquals(length, bytes.length);
        return bytes;
    }

    /** Writes all registers with one packet, in the order of the table. */
    public void registers(List<RegisterValue> values) {
        StringBuilder packet = new StringBuilder("G");
        List<Register> rows = RegisterWidth.BITS_64.rows();
        for (int i = 0; i < rows.size(); i++) {
            appendBytes(packet, values.get(i).low(), Math.min(rows.get(i).bytes(), 8));
            appendBytes(packet, values.get(i).high(), Math.max(rows.get(i).bytes() - 8, 0));
        }
        assertEquals("OK", ask(packet.toString()));
    }

    private static void appendBytes(StringBuilder packet, long value, int count) {
        HexFormat hex = HexFormat.of();
        for (int i = 0; i < count; i++) {
            hex.toHexDigits(packet, (byte) (value >>> 8 * i));
        }
    }

    /** All registers, in the order of the table. */
    public List<RegisterValue> registers() {
        byte[] bytes = HexFormat.of().parseHex(ask("g"));
        List<RegisterValue> values = new ArrayList<>();
        int at = 0;
        for (Register row : RegisterWidth.BITS_64.rows()) {
            long low = 0;
            long high = 0;
            for (int i = row.bytes() - 1; i >= 0; i--) {
                high = i < 8 ? high : high << 8 | bytes[at + i] & 0xFF;
                low = i < 8 ? low << 8 | bytes[at + i] & 0xFF : low;
            }
            values.add(new RegisterValue(low, high));
            at += row.bytes();
        }
        assertEquals(bytes.length, at);
        return values;
    }

    /** One step. */
    public void step() {
        assertEquals("T05thread:01;", ask("s"));
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            guest.close();
        }
    }
}
