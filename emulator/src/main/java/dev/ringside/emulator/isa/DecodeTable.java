package dev.ringside.emulator.isa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The instruction table turned round for decoding: from mode, prefixes and opcode to the few rows that may fit, the most
 * specific first. Rows whose feature is off are not in it.
 */
final class DecodeTable {
    private static final int OPCODES = 4 << 8;

    /** A row that fits an opcode, with the masks that its register numbers need. */
    static final class Candidate {
        final Row row;
        final Encoding encoding;
        /** 7 when REX does not extend ModRM.reg (segment and MMX registers), otherwise 15. */
        final int regMask;
        /** 7 when REX does not extend ModRM.rm (MMX and x87 registers), otherwise 15. */
        final int rmMask;

        private Candidate(Row row) {
            this.row = row;
            this.encoding = InstructionTable.encoding(row);
            int reg = 15;
            int rm = 15;
            for (Operand operand : row.operands()) {
                switch (operand.kind()) {
                    case SEGMENT, MM -> reg = 7;
                    case MM_RM, MM_RM_REG, STI -> rm = 7;
                    default -> { }
                }
            }
            this.regMask = reg;
            this.rmMask = rm;
        }
    }

    /** Candidates by {@link #state}, then by map and opcode; null where there is no row. */
    private final Candidate[][][] candidates = new Candidate[24][OPCODES][];

    /** Tables that have been built: they never change, and building one takes longer than most tests run. */
    private static final Map<Set<Feature>, DecodeTable> BUILT = new ConcurrentHashMap<>();

    /** The table for these features. */
    static DecodeTable of(Set<Feature> features) {
        return BUILT.computeIfAbsent(Set.copyOf(features), DecodeTable::new);
    }

    private DecodeTable(Set<Feature> features) {
        List<List<Candidate>> byOpcode = new ArrayList<>();
        for (int i = 0; i < OPCODES; i++) {
            byOpcode.add(new ArrayList<>());
        }
        for (Row row : InstructionTable.rows()) {
            Encoding encoding = InstructionTable.encoding(row);
            if (encoding != null && (row.feature() == Feature.BASE || features.contains(row.feature()))) {
                Candidate candidate = new Candidate(row);
                for (int i = 0; i < encoding.opcodes(); i++) {
                    byOpcode.get(encoding.map() << 8 | encoding.opcode() + i).add(candidate);
                }
            }
        }
        Comparator<Candidate> specificFirst = Comparator.comparingInt((Candidate c) -> -c.encoding.specificity())
                .thenComparing(c -> c.row.feature() == Feature.BASE).thenComparingInt(c -> c.row.id());
        for (int key = 0; key < OPCODES; key++) {
            byOpcode.get(key).sort(specificFirst);
            fill(key, byOpcode.get(key));
        }
    }

    private void fill(int key, List<Candidate> all) {
        for (int state = 0; state < candidates.length && !all.isEmpty(); state++) {
            List<Candidate> fitting = new ArrayList<>();
            for (Candidate c : all) {
                int sizes = InstructionTable.sizesIn(c.row, c.encoding, state >= 12);
                if ((sizes >> (state / 4 % 3) & 1) != 0 && (c.encoding.prefixes() >> (state & 3) & 1) != 0) {
                    fitting.add(c);
                }
            }
            candidates[state][key] = fitting.isEmpty() ? null : fitting.toArray(Candidate[]::new);
        }
    }

    /**
     * The state that {@link #find} takes.
     *
     * @param size operand size that the prefixes select: 0 for 16 bits, 1 for 32, 2 for 64
     * @param prefix number of the mandatory-prefix bit: 0 none, 1 for 66, 2 for F3, 3 for F2
     */
    static int state(boolean mode64, int size, int prefix) {
        return (mode64 ? 12 : 0) + size * 4 + prefix;
    }

    /** The rows that may fit, best first; null when there is none. */
    Candidate[] find(int state, int map, int opcode) {
        return candidates[state][map << 8 | opcode];
    }
}
