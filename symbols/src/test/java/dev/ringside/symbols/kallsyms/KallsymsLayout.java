package dev.ringside.symbols.kallsyms;

/** How kernels have written their tables, oldest first. */
enum KallsymsLayout {
    POINTERS_AND_WIDE_MARKERS(false, AddressTable.Form.POINTERS, true, false),
    OFFSETS_AND_WIDE_MARKERS(false, AddressTable.Form.FROM_BASE, true, false),
    PER_CPU_AND_WIDE_MARKERS(false, AddressTable.Form.FROM_BASE_OR_ABSOLUTE, true, false),
    POINTERS(false, AddressTable.Form.POINTERS, false, false),
    OFFSETS(false, AddressTable.Form.FROM_BASE, false, false),
    PER_CPU(false, AddressTable.Form.FROM_BASE_OR_ABSOLUTE, false, false),
    OFFSETS_AND_PERMUTATION(false, AddressTable.Form.FROM_BASE, false, true),
    PER_CPU_AND_PERMUTATION(false, AddressTable.Form.FROM_BASE_OR_ABSOLUTE, false, true),
    POINTERS_AFTER_TOKENS(true, AddressTable.Form.POINTERS, false, true),
    OFFSETS_AFTER_TOKENS(true, AddressTable.Form.FROM_BASE, false, true),
    PER_CPU_AFTER_TOKENS(true, AddressTable.Form.FROM_BASE_OR_ABSOLUTE, false, true),
    OFFSETS_FROM_THEMSELVES(true, AddressTable.Form.FROM_THEMSELVES, false, true);

    final boolean addressesLast;
    final AddressTable.Form form;
    final boolean wideMarkers;
    final boolean permutation;

    KallsymsLayout(boolean addressesLast, AddressTable.Form form, boolean wideMarkers, boolean permutation) {
        this.addressesLast = addressesLast;
        this.form = form;
        this.wideMarkers = wideMarkers;
        this.permutation = permutation;
    }

    boolean hasPerCpu() {
        return form == AddressTable.Form.FROM_BASE_OR_ABSOLUTE;
    }
}
