package dev.ringside.emulator.boot.bios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.GuestStart;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BiosTest {
    private static final int HARD_DISK_SECTORS = 5000;
    private static final int FLOPPY_SECTORS = 2880;
    private static final long CALLER_FLAGS = 0x202;

    private final List<String> diagnostics = new ArrayList<>();
    private final PcPorts ports = new PcPorts();
    private byte[] disk;
    private boolean writeProtected;
    private Cpu cpu;
    private Bios bios;

    /** The ports the services use: COM1, RTC, port 92h; and a record of everything written. */
    private static final class PcPorts implements Ports {
        final List<String> written = new ArrayList<>();
        final Deque<Integer> typed = new ArrayDeque<>();
        final StringBuilder sent = new StringBuilder();
        boolean busy;
        int port92;
        int rtcIndex;

        @Override
        public int in(int port, int size) {
            return switch (port) {
                case 0x3FD -> (busy ? 0 : 0x20) | (typed.isEmpty() ? 0 : 1);
                case 0x3F8 -> typed.remove();
                case 0x92 -> port92;
                case 0x71 -> switch (rtcIndex) {
                    case 0x04 -> 0x13;
                    case 0x02 -> 0x45;
                    case 0x00 -> 0x59;
                    case 0x32 -> 0x20;
                    case 0x09 -> 0x26;
                    case 0x08 -> 0x11;
                    case 0x07 -> 0x21;
                    default -> 0;
                };
                default -> 0xFF;
            };
        }

        @Override
        public void out(int port, int size, int value) {
            written.add("%x:%x".formatted(port, value));
            switch (port) {
                case 0x3F8 -> sent.append((char) value);
                case 0x92 -> port92 = value;
                case 0x70 -> rtcIndex = value;
                default -> { }
            }
        }
    }

    private void boot(int sectors) throws ImageException {
        disk = new byte[sectors * 512];
        for (int i = 512; i < disk.length; i++) {
            disk[i] = (byte) (i / 512 + i);
        }
        disk[510] = 0x55;
        disk[511] = (byte) 0xAA;
        var sector = BootSector.of(ImageBytes.of("disk", disk));
        var plan = sector.load();
        cpu = new Cpu(0, new CpuModel("test", Set.of()), new PhysicalMemory(32 << 20, 0), ports);
        GuestStart.apply(plan, cpu, cpu.mmu.memory());
        bios = new Bios(Hypervisor.NONE, cpu, MemoryMap.pc(32 << 20), sector.drive(), new Medium(), diagnostics::add);
    }

    private final class Medium implements BiosDisk {
        @Override
        public long sectors() {
            return disk.length / 512;
        }

        @Override
        public void read(long sector, byte[] buffer) {
            System.arraycopy(disk, (int) sector * 512, buffer, 0, 512);
        }

        @Override
        public boolean write(long sector, byte[] buffer) {
            if (!writeProtected) {
                System.arraycopy(buffer, 0, disk, (int) sector * 512, 512);
            }
            return !writeProtected;
        }
    }

    /** Calls a service the way its stub does, from 1234:5678 with the stack at 0000:7000; returns the flags the caller gets back. */
    private int call(int interrupt) {
        cpu.r[Cpu.RSP] = 0x7000;
        cpu.push(2, CALLER_FLAGS);
        cpu.push(2, 0x1234);
        cpu.push(2, 0x5678);
        int vector = interrupt * 4;
        int cs = cpu.mmu.load16(vector + 2);
        int ip = cpu.mmu.load16(vector);
        long code = ((long) cs << 4) + ip;
        assertEquals(0xC1_01_0F, cpu.mmu.load32(code) & 0xFF_FFFF, "the vector leads to VMCALL");
        cpu.segments.setReal(Instruction.CS, cs);
        cpu.rip = ip + 3;
        assertTrue(bios.hypercall(cpu, false));
        cpu.r[Cpu.RSP] = 0x7000;
        return cpu.mmu.load16(0x7000 - 2);
    }

    private boolean carry(int interrupt) {
        return (call(interrupt) & Flags.CF) != 0;
    }

    private int ax() {
        return (int) cpu.r[Cpu.RAX] & 0xFFFF;
    }

    private void type(String text) {
        text.chars().forEach(ports.typed::add);
    }

    private byte[] memory(int address, int count) {
        var bytes = new byte[count];
        cpu.mmu.memory().copyOut(address, bytes, 0, count);
        return bytes;
    }

    @Test
    void teletypeSendsToTheConsoleAndMovesTheCursor() throws ImageException {
        boot(FLOPPY_SECTORS);
        for (char c : "Hi\r\n!".toCharArray()) {
            cpu.r[Cpu.RAX] = 0x0E00 | c;
            assertEquals(CALLER_FLAGS, call(0x10));
        }
        assertEquals("Hi\r\n!", ports.sent.toString());
        cpu.r[Cpu.RAX] = 0x0300;
        call(0x10);
        assertEquals(0x0101, cpu.r[Cpu.RDX]);
    }

    @Test
    void aBusyConsoleMakesTheStubCallAgain() throws ImageException {
        boot(FLOPPY_SECTORS);
        ports.busy = true;
        cpu.r[Cpu.RAX] = 0x0E41;
        call(0x10);
        assertTrue(cpu.flags.zf());
        ports.busy = false;
        call(0x10);
        assertFalse(cpu.flags.zf() || cpu.flags.cf());
        assertEquals("A", ports.sent.toString());
    }

    @Test
    void sectorsAreReadByCylinderHeadAndSector() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.r[Cpu.RAX] = 0x0203;
        cpu.r[Cpu.RBX] = 0x100;
        cpu.r[Cpu.RCX] = 0x0111;
        cpu.r[Cpu.RDX] = 0x0100;
        cpu.segments.setReal(Instruction.ES, 0x2000);
        assertFalse(carry(0x13));
        assertEquals(3, ax());
        int first = ((1 * 2 + 1) * 18 + 16) * 512;
        assertEquals(0, Arrays.compare(Arrays.copyOfRange(disk, first, first + 3 * 512), memory(0x2_0100, 3 * 512)));
    }

    @Test
    void sectorsAreReadAndWrittenByLinearAddress() throws ImageException {
        boot(HARD_DISK_SECTORS);
        long packet = 0x3_0010;
        cpu.mmu.store64(packet, 0x4000_0000_0002_0010L);
        cpu.mmu.store64(packet + 8, 4000);
        cpu.segments.setReal(Instruction.DS, 0x3000);
        cpu.r[Cpu.RSI] = 0x10;
        cpu.r[Cpu.RDX] = 0x80;
        cpu.r[Cpu.RAX] = 0x4200;
        assertFalse(carry(0x13));
        assertEquals(0, Arrays.compare(Arrays.copyOfRange(disk, 4000 * 512, 4002 * 512), memory(0x4_0000, 1024)));
        cpu.mmu.store32(0x4_0000, 0x1234_5678);
        cpu.r[Cpu.RAX] = 0x4300;
        assertFalse(carry(0x13));
        assertEquals(0x78, disk[4000 * 512]);
        cpu.mmu.store64(packet + 8, HARD_DISK_SECTORS - 1);
        cpu.r[Cpu.RAX] = 0x4200;
        assertTrue(carry(0x13));
        assertEquals(0x04, ax() >> 8);
        assertEquals(1, cpu.mmu.load16(packet + 2), "the sectors that were there");
        cpu.mmu.store16(packet + 2, 2);
        cpu.mmu.store64(packet + 8, -1);
        assertTrue(carry(0x13));
    }

    @Test
    void aWriteProtectedDriveSaysSo() throws ImageException {
        boot(FLOPPY_SECTORS);
        writeProtected = true;
        cpu.r[Cpu.RAX] = 0x0301;
        cpu.r[Cpu.RCX] = 0x0001;
        cpu.r[Cpu.RDX] = 0;
        assertTrue(carry(0x13));
        assertEquals(0x03, ax() >> 8);
        cpu.r[Cpu.RAX] = 0x0100;
        call(0x13);
        assertEquals(0x03, ax() >> 8);
    }

    @Test
    void driveParametersMatchTheDrive() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.r[Cpu.RAX] = 0x0800;
        cpu.r[Cpu.RDX] = 0;
        assertFalse(carry(0x13));
        assertEquals(0x4F12, cpu.r[Cpu.RCX] & 0xFFFF);
        assertEquals(0x0101, cpu.r[Cpu.RDX] & 0xFFFF);
        assertEquals(4, cpu.r[Cpu.RBX] & 0xFF);
        assertEquals(18, cpu.mmu.load8(cpu.segments.base[Instruction.ES] + cpu.r[Cpu.RDI] + 4));
        boot(HARD_DISK_SECTORS);
        cpu.r[Cpu.RAX] = 0x4100;
        cpu.r[Cpu.RBX] = 0x55AA;
        cpu.r[Cpu.RDX] = 0x80;
        assertFalse(carry(0x13));
        assertEquals(0xAA55, cpu.r[Cpu.RBX]);
        cpu.mmu.store16(0x3_0000, 0x1E);
        cpu.segments.setReal(Instruction.DS, 0x3000);
        cpu.r[Cpu.RSI] = 0;
        cpu.r[Cpu.RAX] = 0x4800;
        assertFalse(carry(0x13));
        assertEquals(HARD_DISK_SECTORS, cpu.mmu.load64(0x3_0010));
        assertEquals(512, cpu.mmu.load16(0x3_0018));
    }

    @Test
    void anotherDriveIsNotThere() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.r[Cpu.RAX] = 0x0201;
        cpu.r[Cpu.RCX] = 1;
        cpu.r[Cpu.RDX] = 0x80;
        assertTrue(carry(0x13));
        assertEquals(0x01, ax() >> 8);
    }

    @Test
    void theMemoryMapIsToldEntryByEntry() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.segments.setReal(Instruction.ES, 0x2000);
        cpu.r[Cpu.RDI] = 0x10;
        var bases = new ArrayList<Long>();
        cpu.r[Cpu.RBX] = 0;
        do {
            cpu.r[Cpu.RAX] = 0xE820;
            cpu.r[Cpu.RDX] = 0x534D4150;
            cpu.r[Cpu.RCX] = 24;
            assertFalse(carry(0x15));
            assertEquals(0x534D4150, cpu.r[Cpu.RAX]);
            assertEquals(20, cpu.r[Cpu.RCX]);
            bases.add(cpu.mmu.load64(0x2_0010));
        } while (cpu.r[Cpu.RBX] != 0);
        assertEquals(List.of(0L, 0x9FC00L, 0xF0000L, 0x100000L), bases);
        assertEquals(31 << 20, cpu.mmu.load64(0x2_0018));
        cpu.r[Cpu.RAX] = 0xE801;
        assertFalse(carry(0x15));
        assertEquals(15 * 1024, ax());
        assertEquals(256, cpu.r[Cpu.RBX] & 0xFFFF);
        cpu.r[Cpu.RAX] = 0x8800;
        call(0x15);
        assertEquals(31 * 1024, ax());
    }

    @Test
    void a20IsSwitchedThroughPort92WithoutResettingTheMachine() throws ImageException {
        boot(FLOPPY_SECTORS);
        ports.port92 = 0x01;
        cpu.r[Cpu.RAX] = 0x2401;
        assertFalse(carry(0x15));
        assertEquals(2, ports.port92);
        cpu.r[Cpu.RAX] = 0x2402;
        call(0x15);
        assertEquals(1, ax());
        cpu.r[Cpu.RAX] = 0x2400;
        call(0x15);
        assertEquals(0, ports.port92);
    }

    @Test
    void extendedMemoryIsMoved() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.mmu.store32(0x2_0000, 0xCAFE_F00D);
        cpu.segments.setReal(Instruction.ES, 0x3000);
        cpu.r[Cpu.RSI] = 0;
        cpu.mmu.store64(0x3_0010, 0x0000_9302_0000_FFFFL);
        cpu.mmu.store64(0x3_0018, 0x0100_9300_0000_FFFFL);
        cpu.r[Cpu.RCX] = 2;
        cpu.r[Cpu.RAX] = 0x8700;
        assertFalse(carry(0x15));
        assertEquals(0xCAFE_F00DL, cpu.mmu.load32(0x100_0000) & 0xFFFF_FFFFL);
    }

    @Test
    void keysAreReadWithTheirScanCodesAndMissingOnesWaitedFor() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.r[Cpu.RAX] = 0x0000;
        call(0x16);
        assertTrue(cpu.flags.cf() && !cpu.flags.zf(), "wait for an interrupt, then call again");
        cpu.r[Cpu.RAX] = 0x0100;
        assertTrue((call(0x16) & Flags.ZF) != 0);
        type("a\rZ\u0003");
        cpu.r[Cpu.RAX] = 0x0100;
        assertEquals(0, call(0x16) & Flags.ZF);
        assertEquals(0x1E61, ax());
        for (int expected : new int[] {0x1E61, 0x1C0D, 0x2C5A, 0x2E03}) {
            cpu.r[Cpu.RAX] = 0x0000;
            call(0x16);
            assertFalse(cpu.flags.cf());
            assertEquals(expected, ax());
        }
    }

    @Test
    void moreKeysThanTheRingHoldsStayOnTheLine() throws ImageException {
        boot(FLOPPY_SECTORS);
        type("0123456789abcdefghij");
        cpu.r[Cpu.RAX] = 0x0100;
        call(0x16);
        assertEquals(5, ports.typed.size());
        for (char expected : "0123456789abcdefghij".toCharArray()) {
            cpu.r[Cpu.RAX] = 0;
            call(0x16);
            assertEquals(expected, ax() & 0xFF);
        }
    }

    @Test
    void theTimerTickCountsAndEndsItsInterrupt() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.mmu.store32(0x46C, 0x18_00AE);
        call(0x08);
        assertEquals(0x18_00AF, cpu.mmu.load32(0x46C));
        call(0x08);
        assertEquals(0, cpu.mmu.load32(0x46C));
        assertEquals(List.of("20:20", "20:20"), ports.written);
        cpu.r[Cpu.RAX] = 0;
        call(0x1A);
        assertEquals(1, ax(), "midnight has passed");
        assertEquals(0, cpu.mmu.load8(0x470));
        ports.written.clear();
        call(0x74);
        assertEquals(List.of("a0:20", "20:20"), ports.written);
    }

    @Test
    void timeAndDateAreThoseOfTheClock() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.r[Cpu.RAX] = 0x0200;
        assertFalse(carry(0x1A));
        assertEquals(0x1345, cpu.r[Cpu.RCX]);
        assertEquals(0x5900, cpu.r[Cpu.RDX] & 0xFFFF);
        cpu.r[Cpu.RAX] = 0x0400;
        assertFalse(carry(0x1A));
        assertEquals(0x2026, cpu.r[Cpu.RCX]);
        assertEquals(0x1121, cpu.r[Cpu.RDX]);
        bios.powerOn(cpu);
        assertEquals((13 * 3600 + 45 * 60 + 59) * 1_193_182L / 65536, cpu.mmu.load32(0x46C));
        assertTrue(ports.written.containsAll(List.of("21:8", "a1:70", "43:36")));
    }

    @Test
    void aServiceThatIsNotThereGivesOneLineAndCarry() throws ImageException {
        boot(FLOPPY_SECTORS);
        for (int i = 0; i < 3; i++) {
            cpu.r[Cpu.RAX] = 0xC000;
            assertTrue(carry(0x15));
            assertEquals(0x86, ax() >> 8);
        }
        assertEquals(List.of("BIOS: no service for INT 15h AX=C000h, called before 1234:5678"), diagnostics);
    }

    @Test
    void bootstrapReadsTheFirstSectorAgain() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.mmu.store16(0x7DFE, 0);
        call(0x19);
        assertEquals(0xAA55, cpu.mmu.load16(0x7DFE));
        assertEquals(0, cpu.r[Cpu.RDX] & 0xFF);
    }

    @Test
    void callsFromElsewhereAreThePlatforms() throws ImageException {
        boot(FLOPPY_SECTORS);
        cpu.segments.setReal(Instruction.CS, 0x1000);
        cpu.rip = 0x103;
        assertFalse(bios.hypercall(cpu, false));
        cpu.segments.setReal(Instruction.CS, 0xF000);
        cpu.rip = 0xE104;
        assertFalse(bios.hypercall(cpu, false));
    }

    @Test
    void everyServiceIsDescribed() throws ImageException {
        boot(FLOPPY_SECTORS);
        var lines = bios.describe();
        assertTrue(lines.contains("INT 15h AX=E820h get memory map"));
        assertTrue(lines.contains("INT 10h AH=0Eh write character as teletype"));
        assertEquals(lines.size(), lines.stream().distinct().count());
    }
}
