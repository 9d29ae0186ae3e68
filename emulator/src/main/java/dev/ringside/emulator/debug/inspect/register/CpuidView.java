package dev.ringside.emulator.debug.inspect.register;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.CpuidBit;
import dev.ringside.emulator.cpu.CpuidFeature;
import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.cpu.system.Cpuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CPUID of one processor as the guest sees it, the platform's leaves among it. */
public final class CpuidView {
    private static final String[] REGISTERS = {"eax", "ebx", "ecx", "edx"};
    private static final int HYPERVISOR = 0x40000000, EXTENDED = 0x80000000, EXTENDED_FEATURES = 0x80000001, HYPERVISOR_BIT = 31;
    /** Leaves that have subleaves, and how many are asked for at most. */
    private static final int CACHES = 4, FEATURES = 7, TOPOLOGY = 0xB, STATE = 0xD, SUBLEAVES = 4;

    private final Cpu cpu;
    private final List<CpuidBit> bits = new ArrayList<>();

    /** That of a processor. */
    public CpuidView(Cpu cpu) {
        this.cpu = cpu;
        for (CpuidFeature f : CpuidFeature.values()) {
            bits.add(new CpuidBit(f.place.leaf, f.place.subleaf, f.place.register, f.bit, f.name()));
            boolean repeated = f.place == CpuidFeature.Leaf.BASIC_EDX && (CpuModel.AMD_REPEATED_BITS >>> f.bit & 1) != 0;
            if (repeated && cpu.model.vendor().equals(CpuModel.AMD)) {
                bits.add(new CpuidBit(EXTENDED_FEATURES, 0, Hypervisor.EDX, f.bit, f.name()));
            }
        }
        bits.add(new CpuidBit(1, 0, Hypervisor.EDX, CpuidFeature.APIC_BIT, "APIC"));
        bits.add(new CpuidBit(1, 0, Hypervisor.ECX, CpuidFeature.OSXSAVE_BIT, "OSXSAVE"));
        bits.add(new CpuidBit(1, 0, Hypervisor.ECX, HYPERVISOR_BIT, "HYPERVISOR"));
        bits.addAll(cpu.hypervisor.cpuidBits());
    }

    /** Every leaf there is, those without any bit set left out. */
    public List<CpuidLeaf> all() {
        List<CpuidLeaf> leaves = new ArrayList<>();
        add(leaves, 0, Cpuid.peek(cpu, 0, 0)[Hypervisor.EAX]);
        add(leaves, HYPERVISOR, cpu.hypervisor.highestLeaf(cpu));
        add(leaves, EXTENDED, Cpuid.peek(cpu, EXTENDED, 0)[Hypervisor.EAX]);
        return leaves;
    }

    private void add(List<CpuidLeaf> leaves, int first, int last) {
        for (int leaf = first; leaf <= last; leaf++) {
            boolean many = leaf == CACHES || leaf == FEATURES || leaf == TOPOLOGY || leaf == STATE;
            for (int subleaf = 0; subleaf < (many ? SUBLEAVES : 1); subleaf++) {
                CpuidLeaf answer = leaf(leaf, subleaf);
                boolean empty = leaf == TOPOLOGY ? subleaf > 0 && answer.ebx() == 0
                        : (answer.eax() | answer.ebx() | answer.ecx() | answer.edx()) == 0;
                if (!empty) {
                    leaves.add(answer);
                }
            }
        }
    }

    /** The answer to a leaf and subleaf, whether there is such a leaf or not. */
    public CpuidLeaf leaf(int leaf, int subleaf) {
        int[] r = Cpuid.peek(cpu, leaf, subleaf);
        List<CpuidLeaf.Feature> on = new ArrayList<>();
        List<CpuidLeaf.Feature> off = new ArrayList<>();
        for (CpuidBit b : bits) {
            if (b.leaf() == leaf && b.subleaf() == subleaf) {
                ((r[b.register()] >>> b.bit() & 1) != 0 ? on : off).add(new CpuidLeaf.Feature(b.name(), REGISTERS[b.register()], b.bit()));
            }
        }
        Optional<CpuidTitle> title = CpuidTitle.of(leaf);
        return new CpuidLeaf(leaf, subleaf, r[Hypervisor.EAX], r[Hypervisor.EBX], r[Hypervisor.ECX], r[Hypervisor.EDX],
                title.map(CpuidTitle::title).orElse(""), title.filter(CpuidTitle::spells).map(t -> text(t, r)).orElse(""), on, off);
    }

    /** The leaf and bit of a feature, by name; capital or small letters. */
    public Optional<CpuidLeaf> withFeature(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return bits.stream().filter(b -> b.name().equals(wanted)).findFirst().map(b -> leaf(b.leaf(), b.subleaf()));
    }

    // A processor's vendor is spelled in EBX, EDX, ECX, a hypervisor's in EBX, ECX, EDX.
    private static String text(CpuidTitle title, int[] r) {
        int[] order = title.brand() ? new int[] {Hypervisor.EAX, Hypervisor.EBX, Hypervisor.ECX, Hypervisor.EDX}
                : title == CpuidTitle.HYPERVISOR ? new int[] {Hypervisor.EBX, Hypervisor.ECX, Hypervisor.EDX}
                : new int[] {Hypervisor.EBX, Hypervisor.EDX, Hypervisor.ECX};
        StringBuilder text = new StringBuilder();
        for (int register : order) {
            for (int shift = 0; shift < 32; shift += 8) {
                int c = r[register] >>> shift & 0xFF;
                text.append(c >= ' ' && c < 127 ? String.valueOf((char) c) : "");
            }
        }
        return text.toString();
    }
}
