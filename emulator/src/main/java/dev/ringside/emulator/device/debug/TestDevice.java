package dev.ringside.emulator.device.debug;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.memory.MmioDevice;
import dev.ringside.emulator.state.StateStream;

/**
 * The small device that kernel test suites expect (QEMU's pc-testdev, as kvm-unit-tests uses it):
 *
 * <table>
 * <caption>Its parts</caption>
 * <tr><td>E0h-E3h</td><td>a 32-bit register, for I/O of every width</td></tr>
 * <tr><td>E4h</td><td>32-bit write: discard what is cached about a page; nothing is, so it does nothing</td></tr>
 * <tr><td>E8h-EBh</td><td>the same register again; single bytes at E9h belong to the debug console</td></tr>
 * <tr><td>2000h + n, n below 24</td><td>byte write: drives interrupt line n, 0 low, else high</td></tr>
 * <tr><td>memory FF000000h, 64 KiB</td><td>bytes behind device accesses</td></tr>
 * </table>
 */
public final class TestDevice implements Device, PortDevice, MmioDevice {
    /** Number of interrupt lines. */
    public static final int LINES = 24;
    /** Physical address of its memory. */
    public static final long MEMORY_BASE = 0xFF00_0000L;
    /** Bytes of its memory. */
    public static final int MEMORY_LENGTH = 0x10000;

    private static final int REGISTER = 0xE0;
    private static final int FLUSH = 0xE4;
    private static final int BYTES = 0xE8;
    private static final int LINE_PORTS = 0x2000;

    private final InterruptLine[] lines;
    private final byte[] memory = new byte[MEMORY_LENGTH];
    private int register;

    /** @param lines its {@link #LINES} interrupt lines */
    public TestDevice(InterruptLine[] lines) {
        this.lines = lines.clone();
    }

    /** Claims its ports. */
    public void attach(PortBus bus) {
        bus.claim(REGISTER, 4, PortBus.BYTE | PortBus.WORD | PortBus.DWORD, this);
        bus.claim(FLUSH, 4, PortBus.DWORD, this);
        bus.claim(BYTES, 4, PortBus.WORD | PortBus.DWORD, this);
        bus.claim(BYTES, 1, PortBus.BYTE, this);
        bus.claim(BYTES + 2, 2, PortBus.BYTE, this);
        bus.claim(LINE_PORTS, LINES, PortBus.BYTE, this);
    }

    @Override
    public String name() {
        return "test-device";
    }

    @Override
    public void reset() {
        register = 0;
        for (InterruptLine line : lines) {
            line.set(false);
        }
    }

    @Override
    public int in(int port, int size) {
        if (port >= LINE_PORTS || port >= FLUSH && port < BYTES) {
            return (int) (0xFFFF_FFFFL >>> 32 - 8 * size); // write only
        }
        return register >>> (port & 3) * 8 & (int) (0xFFFF_FFFFL >>> 32 - 8 * size);
    }

    @Override
    public void out(int port, int size, int value) {
        if (port >= LINE_PORTS) {
            lines[port - LINE_PORTS].set(value != 0);
        } else if (port < FLUSH || port >= BYTES) {
            int shift = (port & 3) * 8;
            int mask = (int) (0xFFFF_FFFFL >>> 32 - 8 * size) << shift;
            register = register & ~mask | value << shift & mask;
        }
    }

    @Override
    public long read(long offset, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (memory[(int) offset + i] & 0xFFL) << i * 8;
        }
        return value;
    }

    @Override
    public void write(long offset, int size, long value) {
        for (int i = 0; i < size; i++) {
            memory[(int) offset + i] = (byte) (value >> i * 8);
        }
    }

    @Override
    public void state(StateStream s) {
        register = s.i32("register", register);
        s.i8s("memory", memory);
    }
}
