package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Disassembler;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Syntax;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Vectors and differences of one target by mnemonic, with the first differing cases of each in readable form. */
final class ReplayReport {
    private static final class Group {
        int vectors;
        int differing;
        int exceptions;
        final List<String> examples = new ArrayList<>();
    }

    private final Map<String, Group> groups = new TreeMap<>();
    private final int examples;

    /** @param examples how many differing cases of each mnemonic are described */
    ReplayReport(int examples) {
        this.examples = examples;
    }

    /** Counts one replayed vector. */
    void add(TestVector vector, Instruction insn, List<String> differences) {
        Group group = groups.computeIfAbsent(insn.row.mnemonic(), m -> new Group());
        group.vectors++;
        group.exceptions += vector.ending().completed() ? 0 : 1;
        if (!differences.isEmpty()) {
            group.differing++;
            if (group.examples.size() < examples) {
                group.examples.add(describe(vector, insn, differences));
            }
        }
    }

    int vectors() {
        return groups.values().stream().mapToInt(g -> g.vectors).sum();
    }

    int differing() {
        return groups.values().stream().mapToInt(g -> g.differing).sum();
    }

    /** How many vectors each mnemonic has. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        groups.forEach((mnemonic, group) -> counts.put(mnemonic, group.vectors));
        return counts;
    }

    /** One line for each mnemonic. */
    String table() {
        StringBuilder text = new StringBuilder(String.format("%-18s %9s %10s %9s%n", "mnemonic", "vectors", "exceptions", "differing"));
        groups.forEach((mnemonic, g) -> text.append(String.format("%-18s %9d %10d %9d%n", mnemonic, g.vectors, g.exceptions, g.differing)));
        return text.toString();
    }

    /** The first differing cases of each mnemonic; empty when there are none. */
    String firstDifferences() {
        StringBuilder text = new StringBuilder();
        groups.forEach((mnemonic, g) -> {
            if (g.differing != 0) {
                text.append(mnemonic).append(": ").append(g.differing).append(" of ").append(g.vectors).append(" differ; the first:\n");
                g.examples.forEach(text::append);
            }
        });
        return text.toString();
    }

    private static String describe(TestVector vector, Instruction insn, List<String> differences) {
        byte[] code = vector.test().code();
        StringBuilder text = new StringBuilder();
        text.append(String.format("  %s  %s  (%s, %d-bit)%n", HexFormat.of().formatHex(code),
                Disassembler.format(insn, code, 0, Syntax.INTEL, null), insn.row, insn.mode));
        text.append("  before: ").append(StateText.of(vector.test().initial(), insn)).append('\n');
        for (MemoryPatch patch : vector.test().memory()) {
            text.append(String.format("  memory: %x: %s%n", patch.address(), HexFormat.of().formatHex(patch.bytes())));
        }
        text.append("  the processor: ").append(vector.ending()).append('\n');
        for (String difference : differences) {
            text.append("  ").append(difference).append('\n');
        }
        return text.toString();
    }
}
