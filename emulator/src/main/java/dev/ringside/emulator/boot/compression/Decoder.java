package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;

/** Unpacks one kind of compressed data. */
@FunctionalInterface
interface Decoder {
    /** Unpacks the data that begins {@code packed} into {@code out}. */
    void decode(ImageBytes packed, Unpacked out) throws ImageException;
}
