package dev.ringside.gdb;

import dev.ringside.emulator.debug.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * Listens for gdb and serves one client after the other. A client stops the guest when it connects; when it leaves or is lost, its
 * breakpoints go with it and the guest runs on.
 *
 * <p>How {@code run --gdb} uses it: start the server, then call {@link dev.ringside.emulator.debug.RunControl#run} on the thread
 * that is to be the machine's, and close the server with what that returns in hand:
 *
 * {@snippet :
 * Session session = new Session(machine);
 * try (GdbServer server = GdbServer.start(session, address, GdbArchitecture.AUTO, wait)) {
 *     RunEnd end = session.control().run(limit);
 * }
 * }
 */
public final class GdbServer implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Session session;
    private final GdbArchitecture architecture;
    private final ServerSocket listener;
    private final Thread acceptor;
    private volatile GdbConnection current;

    private GdbServer(Session session, GdbArchitecture architecture, ServerSocket listener) {
        this.session = session;
        this.architecture = architecture;
        this.listener = listener;
        this.acceptor = Thread.ofVirtual().name("gdb-server").unstarted(this::accept);
    }

    /**
     * Starts to listen.
     *
     * @param address where; port 0 chooses a free one. Whoever can connect can do anything to the guest: use the loopback address
     *     unless the user says otherwise.
     * @param architecture the processor that clients see
     * @param waitForClient whether the guest is to stand at its first instruction until a client resumes it
     * @throws IOException when the address cannot be listened on
     */
    public static GdbServer start(Session session, InetSocketAddress address, GdbArchitecture architecture, boolean waitForClient)
            throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        if (waitForClient) {
            session.control().holdAtStart();
        }
        GdbServer server = new GdbServer(session, architecture, listener);
        server.acceptor.start();
        return server;
    }

    /** The port that the server listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                current = new GdbConnection(client, session, architecture);
                Thread.ofVirtual().name("gdb-client").start(current::serve).join();
            } catch (IOException e) {
                // Either the listener was closed, and the loop ends, or this client was gone before it was served.
                current = null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Stops listening; a client gets what still waits to be written. Call it when the run is over. */
    @Override
    public void close() {
        try {
            listener.close();
            if (!acceptor.join(FAREWELL) && current != null) {
                current.close();
            }
        } catch (IOException e) {
            current = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
