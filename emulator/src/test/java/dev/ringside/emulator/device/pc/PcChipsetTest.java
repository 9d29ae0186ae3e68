package dev.ringside.emulator.device.pc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import dev.ringside.emulator.device.interrupt.LocalApic;
import dev.ringside.emulator.device.power.SystemControl;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PcChipsetTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> asked = new ArrayList<>();
    private int current;

    /** A PC whose processors are only names. */
    private final class Pc {
        final TestClock clock = new TestClock();
        final PhysicalMemory memory = new PhysicalMemory(16 << 20, 0);
        final StringBuilder console = new StringBuilder();
        final PcChipset chipset;

        Pc(int cpus) {
            SystemControl system = new SystemControl() {
                @Override
                public void reset() {
                    asked.add("reset");
                }

                @Override
                public void powerOff() {
                    asked.add("power off");
                }

                @Override
                public void exit(int code) {
                    asked.add("exit " + code);
                }
            };
            PcOptions options = new PcOptions(cpus, 1_700_000_000L, new LocalApic.Features(36, true, true), 0x6F1, 0,
                    b -> { }, b -> console.append((char) b), List.of(), new TreeMap<>());
            chipset = new PcChipset(options, clock, memory, system, open -> { }, () -> current);
            for (int i = 0; i < cpus; i++) {
                chipset.apic(i).connect(new Silent());
            }
        }

        void out(int port, int value) {
            chipset.ports().out(port, 1, value);
        }

        int in(int port) {
            return chipset.ports().in(port, 1);
        }

        void startPicAndTimer() {
            for (int chip : new int[] {0x20, 0xA0}) {
                out(chip, 0x11);
                out(chip + 1, chip == 0x20 ? 0x30 : 0x38);
                out(chip + 1, chip == 0x20 ? 4 : 2);
                out(chip + 1, 1);
            }
            out(0x43, 0x34);
            out(0x40, 0xA9);
            out(0x40, 0x04);
        }
    }

    private static final class Silent implements LocalApic.Processor {
        @Override
        public void interruptPending() { }

        @Override
        public void nmi() { }

        @Override
        public void init() { }

        @Override
        public void startup(int vector) { }

        @Override
        public long tscOffset() {
            return 0;
        }
    }

    @Test
    void timerInterruptReachesTheBootProcessorThroughTheVirtualWire() {
        Pc pc = new Pc(2);
        pc.startPicAndTimer();
        pc.clock.advance(2_500_000);
        assertTrue(pc.chipset.apic(0).pending());
        assertFalse(pc.chipset.apic(1).pending());
        assertEquals(0x30, pc.chipset.apic(0).acknowledge());
    }

    @Test
    void timerInterruptReachesIoApicPinTwo() {
        Pc pc = new Pc(1);
        pc.memory.write(Agent.CPU, 0xFEE0_00F0L, 4, 0x1FF);
        pc.memory.write(Agent.CPU, 0xFEE0_0350L, 4, 0x10000);
        pc.memory.write(Agent.CPU, 0xFEC0_0000L, 4, 0x14);
        pc.memory.write(Agent.CPU, 0xFEC0_0010L, 4, 0x41);
        pc.startPicAndTimer();
        pc.clock.advance(2_000_000);
        assertEquals(0x41, pc.chipset.apic(0).acknowledge());
    }

    @Test
    void eachProcessorSeesItsOwnApicPage() {
        Pc pc = new Pc(2);
        assertEquals(0, pc.memory.read(0xFEE0_0020L, 4));
        current = 1;
        assertEquals(0x0100_0000, pc.memory.read(0xFEE0_0020L, 4));
    }

    @Test
    void apicPageMovesAndVanishes() {
        Pc pc = new Pc(2);
        pc.chipset.apic(0).setApicBase(0xFEE1_0900L);
        assertEquals(0x0005_0014, pc.memory.read(0xFEE1_0030L, 4));
        assertEquals(0xFFFF_FFFFL, pc.memory.read(0xFEE0_0030L, 4), "only the other processor is still there");
        pc.chipset.apic(0).setApicBase(0xFEE1_0100L);
        assertEquals(0xFFFF_FFFFL, pc.memory.read(0xFEE1_0030L, 4));
    }

    @Test
    void conveniencePortsOfTheNativePc() {
        Pc pc = new Pc(1);
        pc.out(0xE9, 'h');
        pc.out(0xE9, 'i');
        assertEquals("hi", pc.console.toString());
        assertEquals(0xE9, pc.in(0xE9));
        pc.out(0xF4, 3);
        pc.chipset.ports().out(0x604, 2, 5 << 10 | 1 << 13);
        pc.out(0xCF9, 6);
        assertEquals(List.of("exit 7", "power off", "reset"), asked);
    }

    @Test
    void firmwareTablesAreFoundWhereSystemsScan() {
        Pc pc = new Pc(3);
        pc.chipset.writeFirmwareTables();
        byte[] area = new byte[0x10000];
        pc.memory.copyOut(PcChipset.TABLES, area, 0, area.length);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < area.length; i += 16) {
            String text = new String(area, i, 8, java.nio.charset.StandardCharsets.ISO_8859_1);
            for (String anchor : List.of("RSD PTR ", "_MP_", "_SM_")) {
                if (text.startsWith(anchor)) {
                    found.add(anchor);
                }
            }
        }
        assertEquals(List.of("RSD PTR ", "_MP_", "_SM_"), found);
    }

    @Test
    void cmosTellsMemorySizes() {
        Pc pc = new Pc(1);
        pc.out(0x70, 0x16);
        assertEquals(640 >> 8, pc.in(0x71));
        pc.out(0x70, 0x31);
        assertEquals(15 * 1024 >> 8, pc.in(0x71));
    }

    @Test
    void coprocessorErrorIsIrq13UntilPortF0() {
        Pc pc = new Pc(1);
        pc.startPicAndTimer();
        pc.out(0x21, 1);
        pc.chipset.coprocessorError().ferr(true);
        assertEquals(0x3D, pc.chipset.apic(0).acknowledge());
        pc.out(0xF0, 0);
        assertTrue(pc.chipset.coprocessorError().ignoreNumericError());
        pc.chipset.coprocessorError().ferr(false);
        assertFalse(pc.chipset.coprocessorError().ignoreNumericError());
    }

    @Test
    void everyDeviceHasItsOwnName() {
        List<String> names = new Pc(4).chipset.devices().stream().map(d -> d.name()).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void stateOfTheWholeChipsetSurvivesSavingAndRestoring() {
        Pc pc = new Pc(2);
        pc.startPicAndTimer();
        pc.chipset.apic(0).setApicBase(0xFEE1_0900L);
        pc.chipset.com1().receive('x');
        pc.clock.advance(12_345_678);
        byte[] saved = States.save(pc.clock, pc.chipset);
        Pc other = new Pc(2);
        assertNotEquals(States.hash(pc.clock, pc.chipset), States.hash(other.clock, other.chipset));
        States.restore(saved, other.clock, other.chipset);
        assertEquals(0x0005_0014, other.memory.read(0xFEE1_0030L, 4));
        pc.clock.advance(SECOND);
        other.clock.advance(SECOND);
        assertEquals(States.hash(pc.clock, pc.chipset), States.hash(other.clock, other.chipset));
    }

    @Test
    void resetBringsBackTheBeginning() {
        Pc pc = new Pc(1);
        Pc fresh = new Pc(1);
        pc.startPicAndTimer();
        pc.chipset.apic(0).setApicBase(0xFEE1_0900L);
        pc.out(0x92, 0);
        pc.out(0x64, 0xA8);
        pc.chipset.reset();
        fresh.chipset.reset();
        List<String> different = IntStream.range(0, fresh.chipset.devices().size())
                .filter(i -> States.hash(fresh.chipset.devices().get(i)) != States.hash(pc.chipset.devices().get(i)))
                .mapToObj(i -> fresh.chipset.devices().get(i).name()).toList();
        assertEquals(List.of(), different);
    }
}
