package dev.ringside.symbols.bytes;

/** A guest's memory as seen at linear addresses. Nothing the guest could notice comes of looking. */
@FunctionalInterface
public interface MemoryView {
    /**
     * Reads up to {@code count} bytes, stopping before the first that is not mapped.
     *
     * @param address linear address, zero extended where the guest is a 32-bit one
     * @param into    takes the bytes from {@code offset} on
     * @return how many were read; less than {@code count}: the next byte is not mapped
     */
    int read(long address, byte[] into, int offset, int count);
}
