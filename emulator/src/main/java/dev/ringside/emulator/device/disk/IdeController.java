package dev.ringside.emulator.device.disk;

import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.device.pci.Bridges;
import dev.ringside.emulator.device.pci.PciBus;
import dev.ringside.emulator.device.pci.PciFunction;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.state.StateStream;
import java.util.List;

/**
 * The IDE function of the 82371SB ("PIIX3"): two channels at the legacy ports and interrupts, bus masters for both behind
 * base address 4. The legacy ports answer at all times; firmware has enabled both channels.
 */
public final class IdeController implements Device, PortDevice {
    /** ISA interrupt of the primary channel. */
    public static final int PRIMARY_IRQ = 14;
    /** ISA interrupt of the secondary channel. */
    public static final int SECONDARY_IRQ = 15;
    /** Most disks. */
    public static final int DISKS = 4;

    private static final int FUNCTION = 1;
    private static final int ID = 0x7010_8086;
    /** IDE, bus master capable, both channels in compatibility mode. */
    private static final int CLASS = 0x01_01_80;
    private static final int BUS_MASTER_BAR = 0x20;
    private static final int BUS_MASTER_PORT = 0xC000;
    private static final int BUS_MASTER_PORTS = 2 * BusMaster.PORTS;
    private static final int COMMAND_BITS = 0x05;
    private static final int TIMING = 0x40;
    /** Decode enable of a channel, bit 15 of its timing register. */
    private static final int DECODE = 0x8000_8000;

    private final PortBus ports;
    private final PciFunction function;
    private final IdeChannel[] channels;
    private int busMasterPort;

    /**
     * @param disks at most four: primary master and slave, secondary master and slave
     * @param primary the wire of IRQ 14
     * @param secondary the wire of IRQ 15
     */
    public IdeController(Clock clock, PhysicalMemory memory, PciBus pci, PortBus ports, InterruptLine primary,
            InterruptLine secondary, List<DiskImage> disks) {
        if (disks.size() > DISKS) {
            throw new IllegalArgumentException("more than " + DISKS + " disks");
        }
        this.ports = ports;
        AtaDrive[] drives = new AtaDrive[DISKS];
        for (int i = 0; i < disks.size(); i++) {
            drives[i] = new AtaDrive(i, disks.get(i));
        }
        channels = new IdeChannel[] {
            new IdeChannel("ide0", 0x1F0, 0x3F6, clock, primary, new AtaDrive[] {drives[0], drives[1]}, new BusMaster(memory)),
            new IdeChannel("ide1", 0x170, 0x376, clock, secondary, new AtaDrive[] {drives[2], drives[3]}, new BusMaster(memory)),
        };
        for (IdeChannel channel : channels) {
            channel.attach(ports);
        }
        function = new PciFunction(Bridges.PIIX3_DEVICE, FUNCTION, ID, CLASS, 0);
        function.preset(PciFunction.COMMAND, 2, COMMAND_BITS);
        function.writable(PciFunction.COMMAND, 2, COMMAND_BITS);
        function.preset(BUS_MASTER_BAR, 4, BUS_MASTER_PORT | 1);
        function.writable(BUS_MASTER_BAR, 4, 0xFFF0);
        function.preset(TIMING, 4, DECODE);
        function.writable(TIMING, 4, -1);
        function.onWrite(register -> placeBusMaster());
        pci.add(function);
        placeBusMaster();
    }

    /** Puts the bus masters where the base address says, or nowhere while I/O is off. */
    private void placeBusMaster() {
        boolean on = (function.get(PciFunction.COMMAND, 2) & PciFunction.COMMAND_IO) != 0;
        int port = on ? function.get(BUS_MASTER_BAR, 4) & 0xFFF0 : 0;
        if (port != busMasterPort) {
            ports.release(this);
            busMasterPort = port;
            if (port != 0) {
                ports.claimOver(port, BUS_MASTER_PORTS, PortBus.BYTE | PortBus.WORD | PortBus.DWORD, this);
            }
        }
    }

    @Override
    public String name() {
        return "ide";
    }

    @Override
    public String summary() {
        String disks = channels[0].summary("primary") + channels[1].summary("secondary");
        return disks.isEmpty() ? "no disks" : disks.strip();
    }

    @Override
    public void reset() {
        for (IdeChannel channel : channels) {
            channel.reset();
        }
    }

    private IdeChannel channel(int port) {
        return channels[(port - busMasterPort) / BusMaster.PORTS];
    }

    private int register(int port) {
        return (port - busMasterPort) % BusMaster.PORTS;
    }

    @Override
    public int in(int port, int size) {
        return channel(port).busMaster.in(register(port), size);
    }

    @Override
    public void out(int port, int size, int value) {
        if (channel(port).busMaster.out(register(port), size, value)) {
            channel(port).tryDma();
        }
    }

    @Override
    public void state(StateStream s) {
        for (int i = 0; i < channels.length; i++) {
            s.part("channel" + i, channels[i]);
        }
    }
}
