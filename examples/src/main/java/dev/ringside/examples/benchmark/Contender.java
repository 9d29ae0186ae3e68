package dev.ringside.examples.benchmark;

/** Who runs the guests. */
enum Contender {
    RINGSIDE("Ringside"), QEMU("QEMU");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
