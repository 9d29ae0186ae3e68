package dev.ringside.emulator.boot.bios;

import static dev.ringside.emulator.boot.bios.BiosCall.AX;
import static dev.ringside.emulator.boot.bios.BiosCall.BX;
import static dev.ringside.emulator.boot.bios.BiosCall.CX;
import static dev.ringside.emulator.boot.bios.BiosCall.DX;

import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.List;

/** INT 11h, 12h and 15h: what the machine has, its memory map, the A20 gate, moves to and from extended memory. */
final class SystemServices {
    private static final long SMAP = 0x534D_4150L;
    private static final int MAP_ENTRY = 20;
    private static final int UNSUPPORTED = 0x86;
    private static final int A20_PORT = 0x92;
    private static final int A20_OPEN = 0x02;
    private static final int FAST_RESET = 0x01;
    private static final int A20_BY_PORT = 2;
    private static final long MIB = 0x10_0000;
    private static final long SIXTEEN_MIB = 16 * MIB;
    private static final int MOST_WORDS = 0x8000;

    private final MemoryMap map;
    private final PhysicalMemory memory;

    SystemServices(MemoryMap map, PhysicalMemory memory) {
        this.map = map;
        this.memory = memory;
    }

    List<BiosService> rows() {
        return List.of(
            BiosService.only(0x11, "get equipment", c -> c.setWord(AX, c.load16(BiosData.EQUIPMENT))),
            BiosService.only(0x12, "get size of low memory", c -> c.setWord(AX, c.load16(BiosData.MEMORY_KIB))),
            BiosService.byAx(0x15, 0x2400, "shut A20", c -> setA20(c, false)),
            BiosService.byAx(0x15, 0x2401, "open A20", c -> setA20(c, true)),
            BiosService.byAx(0x15, 0x2402, "get A20", SystemServices::getA20),
            BiosService.byAx(0x15, 0x2403, "get ways to switch A20", SystemServices::a20Ways),
            BiosService.byAh(0x15, 0x87, "move extended memory", this::move),
            BiosService.byAh(0x15, 0x88, "get size of extended memory", this::extendedMemory),
            BiosService.byAx(0x15, 0xE801, "get sizes of extended memory", this::extendedSizes),
            BiosService.byAx(0x15, 0xE820, "get memory map", this::memoryMap));
    }

    private static void succeed(BiosCall call) {
        call.setHigh(AX, 0);
        call.setCarry(false);
    }

    private static void setA20(BiosCall call, boolean open) {
        int others = call.ports().in(A20_PORT, 1) & ~(A20_OPEN | FAST_RESET);
        call.ports().out(A20_PORT, 1, open ? others | A20_OPEN : others);
        succeed(call);
    }

    private static void getA20(BiosCall call) {
        call.setLow(AX, (call.ports().in(A20_PORT, 1) & A20_OPEN) != 0 ? 1 : 0);
        succeed(call);
    }

    private static void a20Ways(BiosCall call) {
        call.setWord(BX, A20_BY_PORT);
        succeed(call);
    }

    /** ES:SI names a descriptor table whose third and fourth entries are the source and the target; CX words. */
    private void move(BiosCall call) {
        long table = call.extra(call.word(Cpu.RSI));
        int words = call.word(CX);
        if (words > MOST_WORDS) {
            call.setHigh(AX, 2);
            call.setCarry(true);
            return;
        }
        long source = base(call, table + 0x10);
        long target = base(call, table + 0x18);
        for (int i = 0; i < words * 2; i++) {
            memory.write(Agent.CPU, target + i, 1, memory.read(source + i, 1));
        }
        succeed(call);
    }

    private static long base(BiosCall call, long descriptor) {
        return call.load32(descriptor + 2) & 0xFF_FFFF | (long) call.load8(descriptor + 7) << 24;
    }

    private void extendedMemory(BiosCall call) {
        call.setWord(AX, (int) Math.min((map.ramEnd(MIB) - MIB) / 1024, 0xFFFF));
        call.setCarry(false);
    }

    private void extendedSizes(BiosCall call) {
        long end = map.ramEnd(MIB);
        int below = (int) ((Math.min(end, SIXTEEN_MIB) - MIB) / 1024);
        int above = (int) Math.min(Math.max(end - SIXTEEN_MIB, 0) >> 16, 0xFFFF);
        call.setWord(AX, below);
        call.setWord(CX, below);
        call.setWord(BX, above);
        call.setWord(DX, above);
        call.setCarry(false);
    }

    /** EBX counts the entries; 0 comes back with the last one (ACPI specification, INT 15h E820h). */
    private void memoryMap(BiosCall call) {
        long index = call.dword(BX);
        if (call.dword(DX) != SMAP || call.dword(CX) < MAP_ENTRY || index >= map.regions().size()) {
            call.setHigh(AX, UNSUPPORTED);
            call.setCarry(true);
            return;
        }
        var region = map.regions().get((int) index);
        long at = call.extra(call.word(Cpu.RDI));
        call.store64(at, region.base());
        call.store64(at + 8, region.length());
        call.store32(at + 16, region.type());
        call.setDword(AX, SMAP);
        call.setDword(CX, MAP_ENTRY);
        call.setDword(BX, index + 1 == map.regions().size() ? 0 : index + 1);
        call.setCarry(false);
    }
}
