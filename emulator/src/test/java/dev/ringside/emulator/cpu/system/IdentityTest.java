package dev.ringside.emulator.cpu.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.CpuidFeature;
import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.isa.Feature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Claims about CPUID, models, MSRs, time stamps and random numbers. */
class IdentityTest {
    private static final int GP = 13;

    private static String text(int... words) {
        ByteBuffer b = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            b.putInt(word);
        }
        return new String(b.array(), StandardCharsets.US_ASCII).replace("\0", "");
    }

    private static int[] cpuid(Cpu cpu, int leaf, int subleaf) {
        return Cpuid.query(cpu, leaf, subleaf);
    }

    @Test
    void vendorAndBrandAreTheModels() {
        for (CpuModel model : CpuModel.all()) {
            Cpu cpu = new SystemMachine(model).cpu;
            int[] r = cpuid(cpu, 0, 0);
            assertEquals(model.vendor(), text(r[Hypervisor.EBX], r[Hypervisor.EDX], r[Hypervisor.ECX]));
            StringBuilder brand = new StringBuilder();
            for (int leaf = 0x80000002; leaf <= 0x80000004; leaf++) {
                brand.append(text(cpuid(cpu, leaf, 0)));
            }
            assertEquals(model.brand(), brand.toString());
        }
    }

    @Test
    void aFeatureBitIsOnExactlyWhenItsInstructionsAre() {
        Cpu cpu = SystemMachine.longMode().cpu;
        for (CpuidFeature f : CpuidFeature.values()) {
            boolean shown = (cpuid(cpu, f.place.leaf, f.place.subleaf)[f.place.register] >>> f.bit & 1) != 0;
            assertEquals(cpu.model.has(f), shown, f.name());
            if (f.instructions != null) {
                assertEquals(cpu.model.has(f.instructions), shown, f.name());
            }
        }
        assertFalse(cpu.model.has(Feature.AES), "what is not implemented is off");
    }

    @Test
    void osxsaveAndApicFollowTheState() {
        Cpu cpu = SystemMachine.protectedMode().cpu;
        assertEquals(0, cpuid(cpu, 1, 0)[Hypervisor.ECX] & 1 << 27);
        cpu.setControl(cpu.cr0, 0, Cpu.CR4_OSXSAVE, 0, false);
        assertNotEquals(0, cpuid(cpu, 1, 0)[Hypervisor.ECX] & 1 << 27);
        assertNotEquals(0, cpuid(cpu, 1, 0)[Hypervisor.EDX] & 1 << 9);
    }

    @Test
    void hypervisorBitAndLeavesAreThePlatforms() {
        Cpu cpu = SystemMachine.protectedMode().cpu;
        assertEquals(0, cpuid(cpu, 1, 0)[Hypervisor.ECX] >>> 31);
        assertEquals(text(cpuid(cpu, 0x15, 0)), text(cpuid(cpu, 0x40000000, 0)), "a bare Intel answers with its highest leaf");
    }

    @Test
    void onlyProcessorsWithLeaf4ReferToIt() {
        for (CpuModel model : CpuModel.all()) {
            int descriptors = cpuid(new SystemMachine(model).cpu, 2, 0)[Hypervisor.EAX];
            boolean has = model.vendor().equals(CpuModel.INTEL) && model.highestLeaf() >= 4;
            assertEquals(has, (descriptors & 0xFF00) == 0xFF00, model.name());
        }
    }

    @Test
    void cpuidClearsUpperHalves() {
        SystemMachine m = SystemMachine.longMode().code("0FA2");
        m.cpu.r[Cpu.RBX] = -1;
        m.cpu.r[Cpu.RAX] = 0xABCD_0000_0000L;
        m.step();
        assertEquals(0, m.cpu.r[Cpu.RBX] >>> 32);
        assertEquals("Genu", text((int) m.cpu.r[Cpu.RBX]));
    }

    @Test
    void modelsAreFoundByName() {
        assertEquals("ringside", CpuModel.standard().name());
        assertEquals(CpuModel.AMD, CpuModel.named("ringside-amd").vendor());
        assertFalse(CpuModel.named("pentium3").has(Feature.LM));
        assertNull(CpuModel.named("8086"));
    }

    @Test
    void everyMsrRowHasItsOwnNumberAndSurvivesItsResetValue() {
        SystemMachine m = SystemMachine.longMode();
        Set<Integer> numbers = new HashSet<>();
        for (Msr row : Msr.values()) {
            assertTrue(numbers.add(row.number), row.name());
            assertEquals(0, row.reset & row.reserved, row.name());
        }
        assertTrue(numbers.contains(0x277));
    }

    @Test
    void unknownAndReadOnlyMsrsFault() {
        SystemMachine m = SystemMachine.longMode().code("0F32");
        m.cpu.r[Cpu.RCX] = 0x12345;
        assertEquals(GP, m.step().handler());
        m = SystemMachine.longMode().code("0F30");
        m.cpu.r[Cpu.RCX] = 0xFE;
        assertEquals(GP, m.step().handler());
        m = SystemMachine.protectedMode().ring(3).code("0F32");
        m.cpu.r[Cpu.RCX] = 0x10;
        assertEquals(GP, m.step().handler());
    }

    @Test
    void theDefaultModelDeclaresItselfFreeOfMeltdownAndMds() {
        Cpu cpu = SystemMachine.longMode().cpu;
        long capabilities = ModelSpecificRegisters.read(cpu, 0x10A);
        for (int bit : new int[] {0, 1, 3, 4, 5, 6, 8, 13, 14, 15, 20, 24, 26, 27, 62}) {
            assertEquals(1, capabilities >>> bit & 1, "bit " + bit);
        }
        assertEquals(15, Long.bitCount(capabilities));
    }

    @Test
    void eferRefusesReservedBitsAndLmeWhilePaging() {
        SystemMachine m = SystemMachine.longMode().code("0F30");
        m.cpu.r[Cpu.RCX] = 0xC0000080L;
        m.cpu.r[Cpu.RAX] = 0x8000;
        assertEquals(GP, m.step().handler());
        m = SystemMachine.longMode().code("0F30");
        m.cpu.r[Cpu.RCX] = 0xC0000080L;
        m.cpu.r[Cpu.RAX] = Cpu.EFER_NXE;
        assertEquals(GP, m.step().handler(), "LME would change with paging on");
        m = SystemMachine.longMode().code("0F30");
        m.cpu.r[Cpu.RCX] = 0xC0000080L;
        m.cpu.r[Cpu.RAX] = Cpu.EFER_NXE | Cpu.EFER_LME;
        m.step();
        assertEquals(Cpu.EFER_NXE | Cpu.EFER_LME | Cpu.EFER_LMA, m.cpu.efer);
    }

    @Test
    void memoryTypesAreChecked() {
        Cpu cpu = SystemMachine.longMode().cpu;
        ModelSpecificRegisters.write(cpu, 0x277, 0x0007010600070106L);
        assertEquals(0x0007010600070106L, ModelSpecificRegisters.read(cpu, 0x277));
        SystemMachine m = SystemMachine.longMode().code("0F30");
        m.cpu.r[Cpu.RCX] = 0x277;
        m.cpu.r[Cpu.RAX] = 2;
        assertEquals(GP, m.step().handler());
        m = SystemMachine.longMode().code("0F30");
        m.cpu.r[Cpu.RCX] = 0x200;
        m.cpu.r[Cpu.RAX] = 7;
        assertEquals(GP, m.step().handler(), "UC- exists in the PAT only");
    }

    @Test
    void writingTheTimeStampCounterMovesItsAdjustment() {
        SystemMachine m = SystemMachine.longMode().code("0F3190900F31");
        m.cpu.skipped = 1000;
        ModelSpecificRegisters.write(m.cpu, 0x10, 5_000_000_000L);
        assertEquals(5_000_000_000L - 1000, ModelSpecificRegisters.read(m.cpu, 0x3B));
        m.step();
        assertEquals(5_000_000_000L, m.cpu.r[Cpu.RDX] << 32 | m.cpu.r[Cpu.RAX]);
        m.steps(3);
        assertEquals(5_000_000_003L, m.cpu.r[Cpu.RDX] << 32 | m.cpu.r[Cpu.RAX]);
    }

    @Test
    void timeStampDisableForbidsRdtscOutsideRingZero() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("0F31");
        m.cpu.setControl(m.cpu.cr0, 0, Cpu.CR4_TSD, 0, false);
        assertEquals(GP, m.step().handler());
    }

    @Test
    void randomNumbersDependOnTheSeedOnly() {
        long[] first = new long[2];
        for (int run = 0; run < 2; run++) {
            SystemMachine m = SystemMachine.longMode().code("480FC7F0");
            m.cpu.seedRandom(42);
            m.step();
            assertTrue(m.cpu.flags.cf());
            first[run] = m.cpu.r[Cpu.RAX];
        }
        assertEquals(first[0], first[1]);
        assertNotEquals(0, first[0]);
        SystemMachine other = SystemMachine.longMode().code("480FC7F0");
        other.cpu.seedRandom(43);
        assertNotEquals(first[0], other.step().cpu.r[Cpu.RAX]);
    }

    @Test
    void hypercallsAreUndefinedUnlessThePlatformAnswers() {
        assertEquals(6, SystemMachine.longMode().code("0F01C1").step().handler());
        assertEquals(6, SystemMachine.longMode().code("0F01D9").step().handler());
    }
}
