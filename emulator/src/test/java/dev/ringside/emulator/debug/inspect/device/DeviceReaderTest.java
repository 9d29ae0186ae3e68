package dev.ringside.emulator.debug.inspect.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.inspect.device.DeviceView.PortRange;
import dev.ringside.emulator.debug.inspect.device.PhysicalMap.Kind;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.interrupt.LocalApicState;
import dev.ringside.emulator.device.interrupt.PicState;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices are shown as software has set them up, and looking reads no register. */
class DeviceReaderTest {
    private static final long APIC = 0xFEE0_0000L, IOAPIC = 0xFEC0_0000L;

    private final Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20));
    private final DeviceReader devices = new Session(machine).inspect().devices();

    private void out(int port, int value) {
        machine.chipset().ports().out(port, 1, value);
    }

    private void mmio(long at, int value) {
        machine.memory().write(Agent.CPU, at, 4, value & 0xFFFFFFFFL);
    }

    private void redirect(int pin, long entry) {
        mmio(IOAPIC, 0x10 + 2 * pin);
        mmio(IOAPIC + 0x10, (int) entry);
        mmio(IOAPIC, 0x11 + 2 * pin);
        mmio(IOAPIC + 0x10, (int) (entry >>> 32));
    }

    @Test
    void theLocalApicAndItsTimer() {
        mmio(APIC + 0xF0, 0x1FF);
        mmio(APIC + 0x320, 0x200EC);
        mmio(APIC + 0x3E0, 0xB);
        mmio(APIC + 0x380, 1000);
        mmio(APIC + 0x80, 0x20);
        mmio(APIC + 0x300, 0x40041);
        mmio(APIC + 0x300, 0x40015);
        LocalApicState apic = devices.lapic(0);
        assertTrue(apic.enabled() && !apic.x2());
        assertEquals(List.of(0x15, 0x41), apic.requested());
        assertEquals(0x20, apic.taskPriority());
        assertTrue(apic.deliverable());
        assertEquals(new LocalApicState.Timer(LocalApicState.TimerMode.PERIODIC, 1, 1000, 1000, 0, machine.virtualTime() + 1000), apic.timer());
        assertEquals(0x200EC, apic.registers().get("LVT_TIMER"));
    }

    @Test
    void theIoApic() {
        redirect(4, 0x0300_0000_0000_A831L);
        IoApicView.Entry entry = devices.ioApic().entries().get(4);
        assertEquals("IRQ 4", entry.wire());
        assertEquals(0x31, entry.vector());
        assertTrue(entry.logical() && entry.level() && !entry.masked());
        assertEquals(3, entry.destination());
        assertTrue(devices.ioApic().entries().get(5).masked());
        assertEquals("PCI INTB", devices.ioApic().entries().get(17).wire());
    }

    @Test
    void thePicPair() {
        for (int[] pair : new int[][] {{0x20, 0x11}, {0x21, 0x30}, {0x21, 4}, {0x21, 1}, {0xA0, 0x11}, {0xA1, 0x38}, {0xA1, 2}, {0xA1, 1}, {0x21, 0xEB}}) {
            out(pair[0], pair[1]);
        }
        // the transmitter of an idle serial port asks as soon as it may
        out(0x3FC, 8);
        out(0x3F9, 2);
        List<PicState> pics = devices.pic();
        assertEquals(0x30, pics.get(0).vectorBase());
        assertEquals(0x38, pics.get(1).vectorBase());
        assertEquals(0xEB, pics.get(0).mask());
        assertEquals("READY", pics.get(0).expecting());
        assertEquals(0x10, pics.get(0).requests());
        assertEquals(4, pics.get(0).winner());
    }

    @Test
    void everyDeviceShowsItsStateAndPlace() {
        out(0x3FB, 3);
        DeviceView uart = devices.named("uart0").orElseThrow();
        assertEquals(List.of(new PortRange(0x3F8, 0x3FF)), uart.ports());
        assertEquals("divisor 0, 8 bits, FIFOs off, 0 bytes received, 0 to send", uart.summary());
        assertEquals("2026-01-01T00:00", devices.named("rtc").orElseThrow().summary());
        StateValue lcr = uart.state().fields().stream().filter(f -> f.name().equals("lcr")).findFirst().orElseThrow().value();
        assertEquals(3, ((StateValue.Number) lcr).value());
        assertEquals("uart.lcr", ((StateValue.Number) lcr).layout().orElseThrow().name());
        assertEquals(machine.chipset().devices().stream().map(Device::name).toList(), devices.all().stream().map(DeviceView::name).toList());
        assertTrue(devices.named("rtc").orElseThrow().timers().getFirst().in() > 0);
        assertTrue(devices.named("ide").orElseThrow().ports().contains(new PortRange(0x1F0, 0x1F7)));
        assertEquals(APIC, devices.named("lapic0").orElseThrow().memory().getFirst().first());
    }

    @Test
    void pciFunctions() {
        assertEquals(List.of("host bridge", "ISA bridge", "IDE controller"), devices.pci().stream().map(PciView::title).toList());
        assertEquals(0xC001, devices.pci().get(2).bars().get(4));
    }

    @Test
    void theMapOfPhysicalAddresses() {
        PhysicalMap map = devices.physicalMap();
        assertEquals(new PhysicalMap.Range(0, 0x9FFFF, Kind.RAM, ""), map.ranges().getFirst());
        assertTrue(map.ranges().contains(new PhysicalMap.Range(0xA0000, 0xBFFFF, Kind.HOLE, "")));
        assertTrue(map.ranges().contains(new PhysicalMap.Range(APIC, APIC + 0xFFF, Kind.DEVICE, "lapic")));
        assertTrue(map.ranges().contains(new PhysicalMap.Range(IOAPIC, IOAPIC + 0xFFF, Kind.DEVICE, "ioapic0")));
        assertEquals("usable", map.told().getFirst().meaning());
    }

    @Test
    void lookingChangesNothing() {
        out(0x3FC, 8);
        out(0x3F9, 2);
        out(0x70, 0x0C);
        out(0x64, 0xAA);
        mmio(APIC + 0xF0, 0x1FF);
        long hash = machine.stateHash();
        devices.all();
        devices.lapic(0);
        devices.ioApic();
        devices.pic();
        devices.pci();
        devices.physicalMap();
        devices.timers();
        assertEquals(hash, machine.stateHash());
    }
}
