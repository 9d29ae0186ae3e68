package dev.ringside.emulator.debug;

/**
 * Guest memory as a front end sees it. Only RAM and ROM can be reached: device registers have side effects. Nothing the guest
 * can see changes except the bytes that are written.
 */
public interface MemoryAccess {
    /**
     * Reads.
     *
     * @return how many bytes were read: fewer than asked for when the rest cannot be reached
     */
    int read(long address, byte[] target);

    /**
     * Writes; ROM too. Decoded code follows.
     *
     * @return false when some byte cannot be reached: then nothing is written
     */
    boolean write(long address, byte[] source);
}
