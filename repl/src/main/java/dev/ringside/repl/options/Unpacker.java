package dev.ringside.repl.options;

/** Who unpacks the payload of a bzImage. */
public enum Unpacker implements Choice {
    /** The loader, before the guest starts. */
    HOST("host"),
    /** The guest's own decompressor. */
    GUEST("guest");

    private final String label;

    Unpacker(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
