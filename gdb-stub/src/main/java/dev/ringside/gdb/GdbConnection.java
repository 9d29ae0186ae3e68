package dev.ringside.gdb;

import dev.ringside.emulator.debug.RunEndedException;
import dev.ringside.emulator.debug.Session;
import dev.ringside.gdb.request.MalformedRequestException;
import dev.ringside.gdb.request.Request;
import dev.ringside.gdb.request.RequestParser;
import dev.ringside.gdb.wire.Incoming;
import dev.ringside.gdb.wire.PacketDecoder;
import dev.ringside.gdb.wire.PacketEncoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client. Its thread reads packets, has each done by the machine's thread and writes the reply. What the machine's thread has to
 * say by itself, stop replies, goes out by a second thread: so neither a client that does not read nor a slow line ever holds up the
 * machine.
 */
final class GdbConnection {
    /** Most packets that wait to be written: a client has seen the stop before it resumes, so there is never more than a stop and an end. */
    private static final int WAITING = 8;

    /** How long the last packets may take to be written. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final byte[] ACK = {'+'}, NACK = {'-'};

    /** Tells the writing thread to end. */
    private static final byte[] LAST = {};

    private final Socket socket;
    private final Session session;
    private final GdbArchitecture architecture;
    private final PacketDecoder decoder = new PacketDecoder();
    private final BlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(WAITING);
    private final ReentrantLock line = new ReentrantLock();
    private final Thread writer;
    private volatile byte[] lastPacket;
    private boolean acknowledging = true;
    private boolean over;

    GdbConnection(Socket socket, Session session, GdbArchitecture architecture) {
        this.socket = socket;
        this.session = session;
        this.architecture = architecture;
        this.writer = Thread.ofVirtual().name("gdb-writer").unstarted(this::writeUnasked);
    }

    /** Serves the client until it leaves, is lost, or the run ends. */
    void serve() {
        writer.start();
        try {
            socket.setTcpNoDelay(true);
            Stub stub = session.control().call(() -> new Stub(session, architecture, this::sendUnasked));
            try {
                read(stub, new BufferedInputStream(socket.getInputStream()));
            } finally {
                session.control().call(() -> {
                    stub.leave();
                    return null;
                });
            }
        } catch (IOException | RunEndedException e) {
            // The line or the run is over, and so is the connection.
            over = true;
        } finally {
            close();
        }
    }

    // ---- reading ----

    private void read(Stub stub, InputStream in) throws IOException {
        while (!over) {
            int value = in.read();
            if (value < 0) {
                return;
            }
            Incoming incoming = decoder.take(value);
            if (incoming != null) {
                take(stub, incoming);
            }
        }
    }

    private void take(Stub stub, Incoming incoming) throws IOException {
        switch (incoming) {
            case Incoming.Packet(String content) -> {
                acknowledge(ACK);
                carryOut(answer(stub, content));
            }
            case Incoming.Unusable() -> {
                acknowledge(ACK);
                carryOut(Reply.error(RequestError.BAD_REQUEST));
            }
            case Incoming.Corrupt() -> acknowledge(NACK);
            case Incoming.Nack() -> {
                if (lastPacket != null) {
                    write(lastPacket);
                }
            }
            case Incoming.Ack() -> {}
            case Incoming.Break() -> session.control().call(() -> {
                stub.interrupt();
                return null;
            });
        }
    }

    private void acknowledge(byte[] mark) throws IOException {
        if (acknowledging) {
            write(mark);
        }
    }

    private Reply answer(Stub stub, String packet) {
        try {
            Request request = RequestParser.parse(packet);
            return session.control().call(() -> stub.answer(request));
        } catch (MalformedRequestException e) {
            return Reply.error(RequestError.BAD_REQUEST);
        }
    }

    private void carryOut(Reply reply) throws IOException {
        switch (reply) {
            case Reply.Text(String packet) -> send(packet);
            case Reply.Later() -> {}
            case Reply.NoAcknowledgements() -> {
                send("OK");
                acknowledging = false;
                decoder.stopVerifying();
            }
            case Reply.Farewell(String packet) -> {
                if (!packet.isEmpty()) {
                    send(packet);
                }
                over = true;
            }
        }
    }

    // ---- writing ----

    private void send(String packet) throws IOException {
        lastPacket = PacketEncoder.frame(packet);
        write(lastPacket);
    }

    private void write(byte[] bytes) throws IOException {
        line.lock();
        try {
            socket.getOutputStream().write(bytes);
        } finally {
            line.unlock();
        }
    }

    /** Sends from the machine's thread, which must not wait: a client that left no room for a stop reply is cut off. */
    private void sendUnasked(Reply reply) {
        boolean room = switch (reply) {
            case Reply.Text(String packet) -> offer(packet);
            case Reply.Farewell(String packet) -> (packet.isEmpty() || offer(packet)) && outgoing.offer(LAST);
            case Reply.Later(), Reply.NoAcknowledgements() -> true;
        };
        if (!room) {
            outgoing.clear();
            outgoing.add(LAST);
        }
    }

    private boolean offer(String packet) {
        lastPacket = PacketEncoder.frame(packet);
        return outgoing.offer(lastPacket);
    }

    // The line is closed by this thread, after the last packet: that ends the reading thread too.
    private void writeUnasked() {
        try (socket) {
            byte[] bytes = outgoing.take();
            while (bytes != LAST) {
                write(bytes);
                bytes = outgoing.take();
            }
        } catch (IOException e) {
            // The client has gone: the reading thread notices on its own.
            outgoing.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection once the last packets are written, or have had their time. */
    void close() {
        try {
            outgoing.offer(LAST, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            writer.join(FAREWELL);
            socket.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Closed already, in one way or another.
            over = true;
        } finally {
            writer.interrupt();
        }
    }
}
