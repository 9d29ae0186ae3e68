package dev.ringside.emulator.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestStartTest {
    private static final Ports NO_PORTS = new Ports() {
        @Override
        public int in(int port, int size) {
            return -1;
        }

        @Override
        public void out(int port, int size, int value) { }
    };

    private static Cpu start(LoadPlan plan) {
        var memory = new PhysicalMemory(4 << 20, GuestStart.romSize(plan));
        memory.write(Agent.LOADER, 0x10_2004, 4, -1);
        var cpu = new Cpu(0, new CpuModel("test", Set.of()), memory, NO_PORTS);
        GuestStart.apply(plan, cpu, memory);
        return cpu;
    }

    @Test
    void longModeIsOnAndLinearAddressesAreTheirOwnPhysicalOnes() {
        var code = Segment.ram(0x10_2000, ImageBytes.of("code", new byte[] {1, 2, 3, 4}), 0x1100, "code");
        var entry = EntryState.long64(0x10_2000, Map.of(GeneralRegister.RSI, 0x1_1000L), FlatGdt.register(0x1_0000), 0x2_0000);
        var cpu = start(LoadPlan.of("test", List.of(code, FlatGdt.at(0x1_0000, true), IdentityMap.at(0x2_0000)), entry));
        assertEquals(64, cpu.codeSize);
        assertEquals(0x1_1000, cpu.r[Cpu.RSI]);
        assertEquals(0x10_2000, cpu.rip);
        assertEquals(0x0403_0201, cpu.mmu.load64(0x10_2000), "the bytes after those of the file are zero");
    }

    @Test
    void protectedModeHas32BitCodeAndStack() {
        var cpu = start(LoadPlan.of("test", List.of(), EntryState.protected32(0x1234, Map.of(), FlatGdt.register(0x1_0000))));
        assertEquals(32, cpu.codeSize);
        assertEquals(0xFFFF_FFFFL, cpu.stackMask);
        assertEquals(0x1_0000, cpu.gdtBase);
        assertEquals(0x600, cpu.r[Cpu.RDX], "a register the plan does not name is as after reset");
    }

    @Test
    void romIsSeenAtBothPlacesAndTheGuestCannotChangeIt() {
        var rom = new byte[0x1_0000];
        rom[0xFFF0] = (byte) 0xEA;
        var plan = LoadPlan.of("ROM", List.of(Segment.rom(0xFFFF_0000L, rom, 0, rom.length, "high"),
            Segment.rom(0xF_0000, rom, 0, rom.length, "low")), EntryState.reset());
        var cpu = start(plan);
        var memory = cpu.mmu.memory();
        for (long address : new long[] {0xFFFF_FFF0L, 0xF_FFF0}) {
            memory.write(Agent.CPU, address, 1, 0);
            assertEquals(0xEA, memory.read(address, 1));
        }
        assertEquals(16, cpu.codeSize);
    }
}
