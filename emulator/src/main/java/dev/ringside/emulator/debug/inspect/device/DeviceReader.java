package dev.ringside.emulator.debug.inspect.device;

import dev.ringside.emulator.debug.inspect.device.DeviceView.MemoryRange;
import dev.ringside.emulator.debug.inspect.device.DeviceView.PortRange;
import dev.ringside.emulator.debug.inspect.device.DeviceView.Timer;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.DevicePart;
import dev.ringside.emulator.device.interrupt.InterruptRouter;
import dev.ringside.emulator.device.interrupt.IoApic;
import dev.ringside.emulator.device.interrupt.LocalApicState;
import dev.ringside.emulator.device.interrupt.PicState;
import dev.ringside.emulator.device.pci.PciFunction;
import dev.ringside.emulator.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The devices of a machine, to look at. Belongs to the machine's thread; what it answers belongs to anybody. */
public final class DeviceReader {
    private static final int BARS = 6, INTERRUPT_LINE = 0x3C, INTERRUPT_PIN = 0x3D;

    private final Machine machine;

    /** Those of a machine. */
    public DeviceReader(Machine machine) {
        this.machine = machine;
    }

    /** All devices, in the order of the machine. */
    public List<DeviceView> all() {
        return machine.chipset().devices().stream().map(this::view).toList();
    }

    /** The device called {@code name}. */
    public Optional<DeviceView> named(String name) {
        return machine.chipset().devices().stream().filter(d -> d.name().equals(name)).findFirst().map(this::view);
    }

    private DeviceView view(Device device) {
        String name = device.name();
        List<PortRange> ports = machine.chipset().ports().ranges().stream().filter(r -> belongs(name, name(r.device())))
                .map(r -> new PortRange(r.first(), r.last())).distinct().toList();
        List<MemoryRange> memory = machine.memory().devices().stream().filter(r -> belongs(name, name(r.device())))
                .map(r -> new MemoryRange(r.base(), r.base() + r.size() - 1)).toList();
        long now = machine.virtualTime();
        List<Timer> timers = machine.timers().stream().filter(t -> belongs(name, t.name().split("\\.")[0]))
                .map(t -> new Timer(t.name(), t.due(), t.due() - now)).toList();
        return new DeviceView(name, device.summary(), ports, memory, timers, StateCapture.of(name, device));
    }

    // Parts of a device are called by its name and a number: pic0 of pic, ide1 of ide; a window shows each processor its own APIC.
    private static boolean belongs(String device, String part) {
        return part.equals(device) || part.replaceAll("[0-9]+$", "").equals(device) || device.replaceAll("[0-9]+$", "").equals(part)
                || device.startsWith(part) && part.equals("acpi");
    }

    /** Name of whatever answers at ports or addresses. */
    static String name(Object answers) {
        return answers instanceof Device device ? device.name() : answers instanceof DevicePart part ? part.deviceName() : "";
    }

    /** The timers of all devices that run, the next one first. */
    public List<Timer> timers() {
        long now = machine.virtualTime();
        return machine.timers().stream().map(t -> new Timer(t.name(), t.due(), t.due() - now)).toList();
    }

    /** The local APIC of processor {@code cpu}. */
    public LocalApicState lapic(int cpu) {
        return machine.chipset().apic(cpu).peek();
    }

    /** Master and slave of the 8259 pair. */
    public List<PicState> pic() {
        return machine.chipset().pic().peek();
    }

    /** The I/O APIC. */
    public IoApicView ioApic() {
        IoApic apic = machine.chipset().ioApic();
        List<IoApicView.Entry> entries = new ArrayList<>();
        List<Long> values = apic.redirections();
        for (int pin = 0; pin < values.size(); pin++) {
            entries.add(new IoApicView.Entry(pin, wire(pin), values.get(pin), (apic.asserted() >>> pin & 1) != 0));
        }
        return new IoApicView(apic.id(), entries);
    }

    private static String wire(int pin) {
        if (pin == 0) {
            return "8259 pair";
        }
        if (pin == InterruptRouter.TIMER_GSI) {
            return "IRQ 0";
        }
        if (pin < InterruptRouter.FIRST_PCI_GSI) {
            return "IRQ " + pin;
        }
        int pci = pin - InterruptRouter.FIRST_PCI_GSI;
        return pci < InterruptRouter.PCI_INTERRUPTS ? "PCI INT" + (char) ('A' + pci) : "";
    }

    /** The functions on the PCI bus. */
    public List<PciView> pci() {
        return machine.chipset().pci().functions().stream().map(DeviceReader::view).toList();
    }

    private static PciView view(PciFunction f) {
        int classCode = f.get(PciFunction.REVISION_AND_CLASS, 4) >>> 8;
        List<Integer> bars = new ArrayList<>();
        for (int i = 0; i < BARS; i++) {
            bars.add(f.get(PciFunction.BAR0 + 4 * i, 4));
        }
        return new PciView(f.address() >> 3, f.address() & 7, f.get(PciFunction.VENDOR, 2), f.get(PciFunction.VENDOR + 2, 2), classCode, title(classCode),
                f.get(PciFunction.REVISION_AND_CLASS, 1), f.get(PciFunction.COMMAND, 2), bars, f.get(INTERRUPT_LINE, 1), f.get(INTERRUPT_PIN, 1));
    }

    private static String title(int classCode) {
        return switch (classCode >>> 8) {
            case 0x0600 -> "host bridge";
            case 0x0601 -> "ISA bridge";
            case 0x0101 -> "IDE controller";
            default -> "class " + Integer.toHexString(classCode >>> 8);
        };
    }

    /** What answers at which physical addresses. */
    public PhysicalMap physicalMap() {
        return PhysicalMaps.of(machine.memory());
    }
}
