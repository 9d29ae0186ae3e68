package dev.ringside.emulator.device.pc;

import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.debug.DebugPorts;
import dev.ringside.emulator.device.debug.TestDevice;
import dev.ringside.emulator.device.disk.IdeController;
import dev.ringside.emulator.device.firmware.AcpiTables;
import dev.ringside.emulator.device.firmware.FwCfg;
import dev.ringside.emulator.device.firmware.MpTables;
import dev.ringside.emulator.device.firmware.Smbios;
import dev.ringside.emulator.device.interrupt.ApicBus;
import dev.ringside.emulator.device.interrupt.ApicWindow;
import dev.ringside.emulator.device.interrupt.CoprocessorError;
import dev.ringside.emulator.device.interrupt.InterruptRouter;
import dev.ringside.emulator.device.interrupt.IoApic;
import dev.ringside.emulator.device.interrupt.LocalApic;
import dev.ringside.emulator.device.interrupt.PicPair;
import dev.ringside.emulator.device.keyboard.Ps2Controller;
import dev.ringside.emulator.device.pci.Bridges;
import dev.ringside.emulator.device.pci.PciBus;
import dev.ringside.emulator.device.power.A20Gate;
import dev.ringside.emulator.device.power.AcpiPm;
import dev.ringside.emulator.device.power.ResetPorts;
import dev.ringside.emulator.device.power.SystemControl;
import dev.ringside.emulator.device.serial.Uart16550;
import dev.ringside.emulator.device.timer.Pit8254;
import dev.ringside.emulator.device.timer.Rtc;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The chipset of a PC: builds every device, wires their interrupts, ports and memory, and passes over their state in a
 * fixed order. The machine then joins each processor to its {@link LocalApic#connect APIC} and runs; {@link #reset} brings
 * all of it back to where it started.
 */
public final class PcChipset implements Stateful {
    /** Physical address of the firmware tables: ACPI, MP, SMBIOS. */
    public static final long TABLES = 0xF_0000;
    /** First physical address behind the space for firmware tables. */
    public static final long TABLES_END = 0x10_0000;

    /** Where firmware routes the four PCI interrupts to at the 8259 pair. */
    private static final int[] PCI_ROUTES = {10, 11, 10, 11};
    private static final int LEVEL_IRQS = 1 << AcpiPm.SCI_IRQ | 1 << 10 | 1 << 11;
    private static final int EXTINT_PIN = 0;
    private static final int LARGEST_IOAPIC_ID = 15;
    private static final int TABLE_ALIGNMENT = 16;
    /** PCI devices get memory from here up, or from the end of RAM if that is higher. */
    private static final long LEAST_PCI_MEMORY = 0x8000_0000L;

    private final PcOptions options;
    private final PhysicalMemory memory;
    private final IntSupplier currentCpu;
    private final PortBus ports = new PortBus();
    private final ApicBus apicBus = new ApicBus();
    private final List<Device> devices = new ArrayList<>();
    private final List<LocalApic> apics = new ArrayList<>();
    private final List<ApicWindow> apicWindows = new ArrayList<>();
    private final PicPair pic;
    private final InterruptRouter router;
    private final InterruptLine extIntPin;
    private final IoApic ioApic;
    private final PciBus pci;
    private final Uart16550 com1;
    private final AcpiPm power;
    private final Ps2Controller keyboard;
    private final CoprocessorError coprocessorError;

    /**
     * Builds and wires all devices.
     *
     * @param system hears of reset, power off and exit
     * @param a20Listener hears of gate A20
     * @param currentCpu number of the processor that makes the present access
     */
    public PcChipset(PcOptions options, Clock clock, PhysicalMemory memory, SystemControl system, A20Gate.Listener a20Listener,
            IntSupplier currentCpu) {
        this.options = options;
        this.memory = memory;
        this.currentCpu = currentCpu;

        pic = add(new PicPair(LEVEL_IRQS, this::driveIntr));
        pic.attach(ports);
        ioApic = add(new IoApic(apicBus, ioApicId()));
        memory.map(IoApic.BASE, IoApic.LENGTH, ioApic);
        extIntPin = ioApic.pin(EXTINT_PIN);
        router = add(new InterruptRouter(pic, ioApic, PCI_ROUTES));
        for (int cpu = 0; cpu < options.cpus(); cpu++) {
            apics.add(add(new LocalApic(cpu, cpu == 0, options.apic(), clock, apicBus, pic::acknowledge, this::mapApics)));
        }
        mapApics();

        addTimers(clock);
        com1 = add(new Uart16550("uart0", Uart16550.COM1_PORT, clock, router.isa(Uart16550.COM1_IRQ), options.com1()));
        com1.attach(ports);
        A20Gate a20 = add(new A20Gate(a20Listener));
        power = add(new AcpiPm(clock, router.isa(AcpiPm.SCI_IRQ), system));
        power.attach(ports);
        add(new ResetPorts(a20, system)).attach(ports);
        keyboard = add(new Ps2Controller(clock, router.isa(Ps2Controller.KEYBOARD_IRQ), router.isa(Ps2Controller.MOUSE_IRQ),
                a20, system));
        keyboard.attach(ports);
        coprocessorError = add(new CoprocessorError(router.isa(CoprocessorError.IRQ)));
        coprocessorError.attach(ports);
        pci = add(new PciBus());
        pci.attach(ports);
        memory.map(PciBus.MEMORY_BASE, PciBus.MEMORY_LENGTH, pci);
        Bridges.add(pci, router);
        add(new IdeController(clock, memory, pci, ports, router.isa(IdeController.PRIMARY_IRQ),
                router.isa(IdeController.SECONDARY_IRQ), options.disks()));
        addDebugDevices(system);
    }

    private <D extends Device> D add(D device) {
        devices.add(device);
        return device;
    }

    private void addTimers(Clock clock) {
        add(new Pit8254(clock, router.isa(0))).attach(ports);
        Rtc rtc = add(new Rtc(clock, router.isa(Rtc.IRQ), options.epochSecond()));
        CmosLayout.preset(rtc, memory.ramSize(), options.cpus());
        rtc.attach(ports);
    }

    private void addDebugDevices(SystemControl system) {
        add(new DebugPorts(options.debugConsole(), system)).attach(ports);
        add(new FwCfg(memory.ramSize(), options.cpus(), options.files())).attach(ports);
        InterruptLine[] lines = new InterruptLine[TestDevice.LINES];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i < InterruptRouter.FIRST_PCI_GSI && i != InterruptRouter.TIMER_GSI ? router.isa(i) : router.gsi(i);
        }
        TestDevice test = add(new TestDevice(lines));
        test.attach(ports);
        memory.map(TestDevice.MEMORY_BASE, TestDevice.MEMORY_LENGTH, test);
    }

    /** The 8259 pair's INTR goes to LINT0 of every processor and to the I/O APIC's ExtINT pin. */
    private void driveIntr(boolean level) {
        for (int i = 0; i < apics.size(); i++) {
            apics.get(i).lint0(level);
        }
        extIntPin.set(level);
    }

    /** Puts a window where some processor has its APIC page. */
    private void mapApics() {
        apicWindows.forEach(memory::unmap);
        apicWindows.clear();
        apics.stream().mapToLong(LocalApic::page).filter(page -> page != LocalApic.NO_PAGE).distinct().forEach(page -> {
            ApicWindow window = new ApicWindow(page, () -> apics.get(currentCpu.getAsInt()));
            apicWindows.add(window);
            memory.map(page, ApicWindow.LENGTH, window);
        });
    }

    private int ioApicId() {
        return options.cpus() <= LARGEST_IOAPIC_ID ? options.cpus() : 0;
    }

    /** The I/O address space, for the processors. */
    public PortBus ports() {
        return ports;
    }

    /** The local APIC of processor {@code cpu}. */
    public LocalApic apic(int cpu) {
        return apics.get(cpu);
    }

    /** The I/O APIC. */
    public IoApic ioApic() {
        return ioApic;
    }

    /** The 8259 pair. */
    public PicPair pic() {
        return pic;
    }

    /** PCI. */
    public PciBus pci() {
        return pci;
    }

    /** The first serial port, for input. */
    public Uart16550 com1() {
        return com1;
    }

    /** The keyboard controller, for input. */
    public Ps2Controller keyboard() {
        return keyboard;
    }

    /** ACPI power management, for the power button. */
    public AcpiPm power() {
        return power;
    }

    /** Where processors report x87 errors when CR0.NE is 0. */
    public CoprocessorError coprocessorError() {
        return coprocessorError;
    }

    /** All devices in the fixed order of their state. */
    public List<Device> devices() {
        return List.copyOf(devices);
    }

    /** Writes what firmware leaves between {@link #TABLES} and {@link #TABLES_END}: ACPI, MP and SMBIOS tables. */
    public void writeFirmwareTables() {
        long pciMemory = Math.max(memory.ramSize(), LEAST_PCI_MEMORY);
        long next = AcpiTables.write(this::load, TABLES, TABLES_END, options.cpus(), ioApicId(), PCI_ROUTES, pciMemory);
        next = MpTables.write(this::load, next, options.cpus(), ioApicId(), options.cpuSignature(), options.cpuFeatures());
        Smbios.write(this::load, next + TABLE_ALIGNMENT - 1 & -TABLE_ALIGNMENT);
    }

    private void load(long physicalAddress, byte[] bytes) {
        memory.copyIn(Agent.LOADER, physicalAddress, bytes, 0, bytes.length);
    }

    /**
     * Sends the processor with this APIC id an interrupt, as a hypervisor does for its guest.
     *
     * @param icr interrupt command: delivery mode and vector
     * @return whether there is such a processor
     */
    public boolean interrupt(int apicId, int icr) {
        for (LocalApic apic : apics) {
            if (apic.id() == apicId) {
                apic.interrupt(icr);
                return true;
            }
        }
        return false;
    }

    /** A hardware reset of every device; gate A20 and the interrupt routing are as firmware leaves them. */
    public void reset() {
        devices.forEach(Device::reset);
    }

    @Override
    public void state(StateStream s) {
        for (Device device : devices) {
            s.part(device.name(), device);
        }
    }
}
