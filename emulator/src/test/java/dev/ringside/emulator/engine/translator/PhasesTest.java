package dev.ringside.emulator.engine.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.integer.IntegerSemantics;
import dev.ringside.emulator.cpu.system.SystemSemantics;
import dev.ringside.emulator.engine.PhaseDumps;
import dev.ringside.emulator.engine.Probes;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.Mmu;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the translator's phases find, in the words of their dumps. */
class PhasesTest {
    private static final int AT = 0x1000;
    private static final UnitContext FLAT_32 = new UnitContext(32 | Cpu.CONTEXT_FLAT_CODE | Cpu.CONTEXT_STACK32 | 0xF << Cpu.CONTEXT_PLAIN_SHIFT);

    /*
     * 1000: mov eax, [esi]; add eax, ebx; xor ecx, ecx; dec edx; jnz 1000
     * 1009: call 1010; ret
     * 1010: hlt
     */
    private static final String LOOP = "8b0601d831c94a75f7 e802000000c3 90 f4";

    private static Region region(int from, Probes probes) {
        return region(from, probes, Warmth.ALL);
    }

    private static Region region(int from, Probes probes, Warmth warmth) {
        return region(LOOP, from, probes, warmth);
    }

    private static Region region(String hex, int from, Probes probes, Warmth warmth) {
        byte[] bytes = new byte[2 * AT];
        byte[] code = HexFormat.of().parseHex(hex.replace(" ", ""));
        System.arraycopy(code, 0, bytes, AT, code.length);
        return ControlFlow.find(new Decoder(EnumSet.allOf(Feature.class)), probes, bytes, place(from), FLAT_32, 100, warmth);
    }

    private static Place place(int at) {
        return new Place(at, at, at, 0xFFFFFFFFL);
    }

    @Test
    void aRegionIsTheCodeThatFixedBranchesAndReturnsReach() {
        assertEquals("""
            block 0 (entry), 32 bit
                1000  MOV_r32_rm32
                1002  ADD_rm32_r32
                1004  XOR_rm32_r32
                1006  DEC_r32
                1007  JNE_rel8_o32
                CONDITIONAL 1000 (block 0), then block 1
            block 1, 32 bit
                1009  CALL_rel32_o32
                CALL 1010, then block 2
            block 2, 32 bit
                100e  RET_o32
                INDIRECT
            """, region(AT, new Probes()).dump());
    }

    @Test
    void flagsAreNeededWhereSomebodyMayLookBeforeTheyAreOverwritten() {
        Region region = region(AT, new Probes());
        // XOR overwrites what MOV and ADD leave before anything can fault; DEC keeps XOR's carry flag.
        assertEquals("""
            block 0
                1000  MOV_r32_rm32             -
                1002  ADD_rm32_r32             -
                1004  XOR_rm32_r32             CF live
                1006  DEC_r32                  flags live
                1007  JNE_rel8_o32             flags live
            block 1
                1009  CALL_rel32_o32           flags live
            block 2
                100e  RET_o32                  flags live
            """, FlagLiveness.of(region).dump(region));
    }

    @Test
    void aRegionGoesThroughProbesAndFlagsAreNeededBeforeThem() {
        Probes probes = new Probes();
        assertEquals(0, FlagLiveness.of(region(AT, probes)).after(0, 1), "XOR overwrites what ADD leaves");
        probes.arm(AT + 4);
        Region region = region(AT, probes);
        assertTrue(region.dump().contains("    1004  XOR_rm32_r32  probe\n    1006  DEC_r32\n"), region.dump());
        assertEquals(FlagLiveness.ALL, FlagLiveness.of(region).after(0, 1), "a probe's condition may look at them");
    }

    @Test
    void generatedCodeHasAProbeOnlyWhereOneIsArmed() {
        Probes probes = new Probes();
        String without = bytecode(probes);
        assertEquals(0, calls(without));
        probes.arm(AT + 4, cpu -> false);
        probes.arm(AT + 4, cpu -> false);
        probes.arm(AT + 0x20, cpu -> false);
        assertEquals(1, calls(bytecode(probes)));
        probes.arm(AT + 6, cpu -> false);
        assertEquals(2, calls(bytecode(probes)));
        Probes elsewhere = new Probes();
        elsewhere.arm(AT + 0x20, cpu -> false);
        assertEquals(without, bytecode(elsewhere), "one on the same page changes nothing");
    }

    private static int calls(String bytecode) {
        return bytecode.split("interrupts", -1).length - 1;
    }

    private static String bytecode(Probes probes) {
        PhysicalMemory memory = new PhysicalMemory(1 << 20, 0);
        byte[] code = HexFormat.of().parseHex(LOOP.replace(" ", ""));
        memory.copyIn(Agent.LOADER, AT, code, 0, code.length);
        SemanticsTable semantics = new SemanticsTable();
        IntegerSemantics.register(semantics);
        SystemSemantics.register(semantics);
        StringBuilder text = new StringBuilder();
        PhaseDumps dumps = new PhaseDumps(Set.of(PhaseDumps.Phase.BYTECODE), text::append);
        Translator translator = new Translator(new Decoder(EnumSet.allOf(Feature.class)), probes, semantics, null, new CallRoom(), new Mmu(memory), dumps);
        translator.make(translator.plan(place(AT), FLAT_32.bits(), Warmth.ALL));
        return text.toString();
    }

    @Test
    void whatHardlyRunsIsLeftOut() {
        assertEquals("""
            block 0 (entry), 32 bit
                1000  MOV_r32_rm32
                1002  ADD_rm32_r32
                1004  XOR_rm32_r32
                1006  DEC_r32
                1007  JNE_rel8_o32
                CONDITIONAL 1000 (block 0)
            """, region(AT, new Probes(), place -> place.rip() < AT + 9).dump());
    }

    @Test
    void flagsAreNeededBeforeStringInstructionsWhoseMemoryMayFault() {
        // cmp eax, ebx; scasb; cmp eax, ebx; lodsb; xor eax, eax; hlt
        Region region = region("39d8 ae 39d8 ac 31c0 f4", AT, new Probes(), Warmth.ALL);
        FlagLiveness liveness = FlagLiveness.of(region);
        assertEquals(FlagLiveness.ALL, liveness.after(0, 0), "SCASB overwrites the flags, but a fault of it shows those before");
        assertEquals(FlagLiveness.ALL, liveness.after(0, 2), "LODSB may fault");
    }
}
