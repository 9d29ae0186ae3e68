package dev.ringside.emulator.device.pci;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.memory.MmioDevice;
import dev.ringside.emulator.state.StateStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * PCI bus 0 behind configuration mechanism 1 (PCI 2.1, section 3.2.2.3.2): an address at port CF8h, data at CFCh-CFFh. The
 * same registers stand in memory, 4 KiB for each function (PCI Firmware 3.0, section 4.1), which no 440FX had, but without
 * which Linux warns about every PCI host bridge. Where there is no function or register everything reads as ones.
 */
public final class PciBus implements Device, PortDevice, MmioDevice {
    /** Physical address of the configuration space in memory. */
    public static final long MEMORY_BASE = 0xFEB0_0000L;
    /** Bytes of it: one bus. */
    public static final long MEMORY_LENGTH = 0x10_0000;

    private static final int FUNCTION_SHIFT = 12;
    private static final int REGISTER_MASK = 0xFFF;

    private static final int ADDRESS_PORT = 0xCF8;
    private static final int DATA_PORT = 0xCFC;

    private static final int ENABLE = 1 << 31;
    private static final int ADDRESS_WRITABLE = ENABLE | 0x00FF_FFFC;
    private static final int BUS_AND_FUNCTION_SHIFT = 8;
    private static final int BUS_AND_FUNCTION = 0xFFFF;

    private final Map<Integer, PciFunction> functions = new TreeMap<>();
    private int address;

    /** Claims ports CF8h (32 bits) and CFCh-CFFh. */
    public void attach(PortBus bus) {
        bus.claim(ADDRESS_PORT, 4, PortBus.DWORD, this);
        bus.claim(DATA_PORT, 4, PortBus.BYTE | PortBus.WORD | PortBus.DWORD, this);
    }

    /** Puts a function into its slot, which must be free. */
    public void add(PciFunction function) {
        if (functions.put(function.address(), function) != null) {
            throw new IllegalArgumentException("two PCI functions at " + function.address());
        }
    }

    /** The functions on it, by device and function number. */
    public List<PciFunction> functions() {
        return List.copyOf(functions.values());
    }

    @Override
    public String name() {
        return "pci";
    }

    @Override
    public void reset() {
        address = 0;
        functions.values().forEach(PciFunction::reset);
    }

    /** The function that the address register selects, or null. */
    private PciFunction selected() {
        return (address & ENABLE) == 0 ? null : functions.get(address >> BUS_AND_FUNCTION_SHIFT & BUS_AND_FUNCTION);
    }

    private int register(int port) {
        return address & 0xFC | port - DATA_PORT;
    }

    @Override
    public int in(int port, int size) {
        if (port < DATA_PORT) {
            return address;
        }
        PciFunction function = selected();
        return function == null ? (int) (0xFFFF_FFFFL >>> 32 - 8 * size) : function.get(register(port), size);
    }

    @Override
    public void out(int port, int size, int value) {
        if (port < DATA_PORT) {
            address = value & ADDRESS_WRITABLE;
            return;
        }
        PciFunction function = selected();
        if (function != null) {
            function.write(register(port), size, value);
        }
    }

    @Override
    public long read(long offset, int size) {
        if (size == 8) {
            return read(offset, 4) | read(offset + 4, 4) << 32;
        }
        PciFunction function = functions.get((int) (offset >> FUNCTION_SHIFT));
        int register = (int) offset & REGISTER_MASK;
        boolean present = function != null && register < PciFunction.SIZE;
        return (present ? function.get(register, size) : -1) & 0xFFFF_FFFFL >>> 32 - 8 * size;
    }

    @Override
    public void write(long offset, int size, long value) {
        if (size == 8) {
            write(offset, 4, value & 0xFFFF_FFFFL);
            write(offset + 4, 4, value >>> 32);
            return;
        }
        PciFunction function = functions.get((int) (offset >> FUNCTION_SHIFT));
        int register = (int) offset & REGISTER_MASK;
        if (function != null && register < PciFunction.SIZE) {
            function.write(register, size, (int) value);
        }
    }

    @Override
    public void state(StateStream s) {
        address = s.i32("address", address);
        functions.forEach((slot, function) -> s.part("function" + slot, function));
    }
}
