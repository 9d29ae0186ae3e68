package dev.ringside.emulator.device;

import dev.ringside.emulator.cpu.Ports;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The I/O address space: 65,536 byte-wide ports, each claimed by at most one device for each access width.
 *
 * <p>An access goes whole to the device that claims its width for all its ports. Otherwise the bus does what the ISA bus
 * does for a narrower device: it splits the access in halves, low port first. A port that nobody claims reads as ones and
 * swallows writes. Ports wrap at 0xFFFF.
 */
public final class PortBus implements Ports {
    /** Claims 8-bit accesses; the widths are the sizes in bytes, which are bits of a set. */
    public static final int BYTE = 1;
    /** Claims 16-bit accesses. */
    public static final int WORD = 2;
    /** Claims 32-bit accesses. */
    public static final int DWORD = 4;

    private static final int PORTS = 0x10000;

    /** Sees every access as the guest made it, before any splitting. */
    public interface Observer {
        /** The guest read {@code value} from {@code port}. */
        void portRead(int port, int size, int value);

        /** The guest is about to write {@code value} to {@code port}. */
        void portWrite(int port, int size, int value);
    }

    private record Claim(int first, int last, int widths, PortDevice device, Claim next) {
        boolean takes(int port, int size) {
            return (widths & size) != 0 && port >= first && port + size - 1 <= last;
        }
    }

    private final Claim[] claims = new Claim[PORTS];
    private Observer observer;

    /**
     * Gives {@code count} ports from {@code first} to {@code device}, for accesses of the given widths.
     *
     * @param widths a set of {@link #BYTE}, {@link #WORD} and {@link #DWORD}
     * @throws IllegalArgumentException if another device claims one of the ports in one of the widths: a wiring mistake
     */
    public void claim(int first, int count, int widths, PortDevice device) {
        for (int port = first; port < first + count; port++) {
            for (Claim c = claims[port & 0xFFFF]; c != null; c = c.next) {
                if ((c.widths & widths) != 0) {
                    throw new IllegalArgumentException("port 0x" + Integer.toHexString(port) + " is claimed twice");
                }
            }
        }
        claimOver(first, count, widths, device);
    }

    /** As {@link #claim}, for ranges that the guest may put over others: the last one to come answers. */
    public void claimOver(int first, int count, int widths, PortDevice device) {
        int last = first + count - 1;
        if (first < 0 || last >= PORTS || count <= 0) {
            throw new IllegalArgumentException("ports " + first + "+" + count + " are outside the I/O space");
        }
        for (int port = first; port <= last; port++) {
            claims[port] = new Claim(first, last, widths, device, claims[port]);
        }
    }

    /** Takes all claims of {@code device} back, as when a PCI function's I/O range moves. */
    public void release(PortDevice device) {
        for (int port = 0; port < PORTS; port++) {
            claims[port] = without(claims[port], device);
        }
    }

    private static Claim without(Claim chain, PortDevice device) {
        if (chain == null) {
            return null;
        }
        Claim rest = without(chain.next, device);
        return chain.device == device ? rest : new Claim(chain.first, chain.last, chain.widths, chain.device, rest);
    }

    /**
     * Ports that a device claims.
     *
     * @param first the first one
     * @param last the last one
     * @param widths the sizes of access, as {@link PortBus#claim} has them
     * @param device who answers
     */
    public record Range(int first, int last, int widths, PortDevice device) {}

    /** Who claims which ports, by first port; of several claims on a port the one that answers comes first. */
    public List<Range> ranges() {
        Set<Range> found = new LinkedHashSet<>();
        for (Claim chain : claims) {
            for (Claim c = chain; c != null; c = c.next) {
                found.add(new Range(c.first, c.last, c.widths, c.device));
            }
        }
        return List.copyOf(found);
    }

    /** Sets who sees the accesses; null for nobody. */
    public void observe(Observer newObserver) {
        observer = newObserver;
    }

    @Override
    public int in(int port, int size) {
        int value = read(port & 0xFFFF, size);
        if (observer != null) {
            observer.portRead(port & 0xFFFF, size, value);
        }
        return value;
    }

    @Override
    public void out(int port, int size, int value) {
        if (observer != null) {
            observer.portWrite(port & 0xFFFF, size, value);
        }
        write(port & 0xFFFF, size, value);
    }

    private int read(int port, int size) {
        for (Claim c = claims[port]; c != null; c = c.next) {
            if (c.takes(port, size)) {
                return c.device.in(port, size);
            }
        }
        if (size == 1) {
            return 0xFF;
        }
        int half = size / 2;
        int low = read(port, half);
        return low | read((port + half) & 0xFFFF, half) << half * 8;
    }

    private void write(int port, int size, int value) {
        for (Claim c = claims[port]; c != null; c = c.next) {
            if (c.takes(port, size)) {
                c.device.out(port, size, value);
                return;
            }
        }
        if (size > 1) {
            int half = size / 2;
            write(port, half, value & (size == 4 ? 0xFFFF : 0xFF));
            write((port + half) & 0xFFFF, half, value >>> half * 8);
        }
    }
}
