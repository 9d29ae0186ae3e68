package dev.ringside.emulator.debug.inspect.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.CpuidFeature;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.system.Cpuid;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** MSRs and CPUID leaves are shown as RDMSR and CPUID would answer, and nobody hears of it. */
class RegisterViewsTest {
    private final Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 1 << 20));
    private final Cpu cpu = machine.cpu(0);
    private final KvmPlatform kvm = new KvmPlatform(KvmFeature.all(), 1, 0);
    private final Session session = new Session(machine);

    RegisterViewsTest() {
        kvm.attach(machine);
        machine.extend(kvm.configuration(), kvm);
    }

    @Test
    void everyNumberThatCanBeReadIsListedWithItsValue() {
        for (boolean x2 : List.of(false, true)) {
            if (x2) {
                cpu.interrupts.setApicBase(cpu.interrupts.apicBase() | 1 << 10);
            }
            List<MsrView> listed = session.inspect().msrs(0).all();
            Set<Integer> numbers = new HashSet<>();
            listed.forEach(m -> {
                assertEquals(ModelSpecificRegisters.read(cpu, m.number()), m.value(), m.name());
                numbers.add(m.number());
            });
            assertEquals(listed.size(), numbers.size());
            for (int base : new int[] {0, 0x4b564000, 0xC0000000, 0xC0010000}) {
                for (int number = base; number < base + 0x1000; number++) {
                    assertEquals(readable(number), numbers.contains(number), "MSR 0x" + Integer.toHexString(number));
                }
            }
        }
    }

    private boolean readable(int number) {
        try {
            ModelSpecificRegisters.read(cpu, number);
            return true;
        } catch (Fault fault) {
            return false;
        }
    }

    @Test
    void leavesAreWhatCpuidAnswers() {
        List<CpuidLeaf> leaves = session.inspect().cpuid(0).all();
        for (CpuidLeaf leaf : leaves) {
            int[] answer = Cpuid.query(cpu, leaf.leaf(), leaf.subleaf());
            assertEquals(List.of(answer[0], answer[1], answer[2], answer[3]), List.of(leaf.eax(), leaf.ebx(), leaf.ecx(), leaf.edx()),
                    Integer.toHexString(leaf.leaf()));
        }
        assertEquals("GenuineIntel", leaves.getFirst().text());
        assertEquals(CpuModel.standard().brand(), leaves.stream().filter(l -> l.leaf() >= 0x80000002 && l.leaf() <= 0x80000004).map(CpuidLeaf::text)
                .collect(Collectors.joining()));
        Set<String> on = leaves.stream().flatMap(l -> l.features().stream()).map(CpuidLeaf.Feature::name).collect(Collectors.toSet());
        for (CpuidFeature f : CpuidFeature.values()) {
            boolean hidden = f == CpuidFeature.SYSCALL;
            assertTrue(hidden || on.contains(f.name()) == CpuModel.standard().has(f), f.name());
        }
        assertTrue(on.containsAll(List.of("HYPERVISOR", "APIC", "KVM_FEATURE_PV_EOI")), on::toString);
    }

    @Test
    void nobodyHearsOfIt() {
        var heard = new int[1];
        kvm.listen(call -> heard[0]++);
        long hash = machine.stateHash();
        session.inspect().msrs(0).all();
        session.inspect().cpuid(0).all();
        session.inspect().msrs(0).named("msr_kvm_steal_time").orElseThrow();
        assertEquals(0, heard[0]);
        assertEquals(hash, machine.stateHash());
    }
}
