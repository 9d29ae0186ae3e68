package dev.ringside.emulator.cpu.simd;

import java.util.HashMap;
import java.util.Map;

/** Which binding serves a mnemonic. */
final class SimdTable {
    private final Map<String, RowBinding> byMnemonic = new HashMap<>();

    /** Adds a binding for the rows of some mnemonics. */
    void add(RowBinding binding, String... mnemonics) {
        for (String mnemonic : mnemonics) {
            if (byMnemonic.put(mnemonic, binding) != null) {
                throw new IllegalStateException("semantics registered twice: " + mnemonic);
            }
        }
    }

    /** The binding of a mnemonic, or null. */
    RowBinding of(String mnemonic) {
        return byMnemonic.get(mnemonic);
    }
}
