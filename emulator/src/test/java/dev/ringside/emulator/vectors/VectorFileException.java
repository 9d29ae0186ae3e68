package dev.ringside.emulator.vectors;

/** A vector file that is damaged or of another version; the message says file, place, what was expected and found. */
final class VectorFileException extends Exception {
    private static final long serialVersionUID = 1;

    VectorFileException(String message) {
        super(message);
    }
}
