package dev.ringside.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.gdb.wire.Incoming;
import dev.ringside.gdb.wire.PacketDecoder;
import dev.ringside.gdb.wire.PacketEncoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client that sends what a test says, byte by byte if need be. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    /** What {@link #receive} gives when the line was closed instead. */
    static final String CLOSED = "the line is closed";

    private final Socket socket;
    private final InputStream in;
    private final PacketDecoder decoder = new PacketDecoder();
    private boolean acknowledging = true;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void sendPacket(String content) throws IOException {
        send(PacketEncoder.frame(content));
    }

    /** What comes next, one mark or one whole packet; null at the end. */
    Incoming next() throws IOException {
        int value = in.read();
        while (value >= 0) {
            Incoming incoming = decoder.take(value);
            if (incoming != null) {
                return incoming;
            }
            value = in.read();
        }
        return null;
    }

    /** The packet that comes next, acknowledged. */
    String receive() throws IOException {
        Incoming incoming = next();
        while (incoming instanceof Incoming.Ack) {
            incoming = next();
        }
        if (incoming == null) {
            return CLOSED;
        }
        if (acknowledging) {
            send((byte) '+');
        }
        return incoming instanceof Incoming.Packet(String content) ? content : String.valueOf(incoming);
    }

    /** The reply to a packet. */
    String ask(String packet) throws IOException {
        sendPacket(packet);
        return receive();
    }

    void stopAcknowledging() throws IOException {
        assertEquals("OK", ask("QStartNoAckMode"));
        acknowledging = false;
    }

    /** Leaves without a word. */
    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
