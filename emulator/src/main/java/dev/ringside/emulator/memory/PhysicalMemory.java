package dev.ringside.emulator.memory;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Guest physical memory: RAM from address 0 with the legacy hole at 0xA0000-0xBFFFF, an optional ROM that ends at
 * 4 GiB, and device registers. Everything that changes a byte of RAM passes through here or through the fast path of
 * {@link Mmu}, which never covers a page that holds decoded code: that is the one store hook.
 *
 * <p>RAM and ROM live in one byte array; an index into it is called a <em>RAM index</em> and is never mixed with a
 * physical address. Addresses where nothing answers read as ones and ignore writes.
 */
public final class PhysicalMemory implements Stateful {
    /** Size of a page frame in bytes. */
    public static final int PAGE_SIZE = 4096;

    /** Largest RAM that can be asked for: the array must also hold a ROM. */
    public static final long LARGEST_RAM = 2032L << 20;

    /** First address of the legacy video hole, where there is no RAM. */
    public static final long HOLE_START = 0xA0000;

    /** First address above the legacy video hole. */
    public static final long HOLE_END = 0xC0000;

    static final VarHandle SHORTS = view(short[].class);
    static final VarHandle INTS = view(int[].class);
    static final VarHandle LONGS = view(long[].class);

    private static final byte PAGE_CODE = 1;
    private static final byte PAGE_ROM = 2;
    private static final byte PAGE_HOLE = 4;
    private static final byte PAGE_DEVICE = 8;
    private static final byte PAGE_READS_WATCHED = 16;
    private static final byte PAGE_WRITES_WATCHED = 32;

    /** Learns of stores into pages that hold decoded code. */
    public interface CodeStores {
        /** {@code length} bytes at RAM index {@code index} have just changed; they lie in one page. */
        void stored(int index, int length);

        /** Whether a store to these bytes, which lie in one page, would change decoded code; a listener that cannot tell says yes. */
        default boolean holdsCode(int index, int length) {
            return true;
        }

        /** How often decoded code has been dropped so far. */
        default int changes() {
            return 0;
        }
    }

    private record Mapping(long base, long size, MmioDevice device) {
        boolean touches(long physical, int length) {
            return physical + length > base && physical < base + size;
        }

        boolean covers(long physical, int length) {
            return physical >= base && physical + length <= base + size;
        }
    }

    /** Who hears of accesses by physical address. */
    public final PhysicalWatches watches = new PhysicalWatches(this);

    final byte[] bytes;
    private final long ramSize;
    private final long romBase;
    private final byte[] pageFlags;
    private final List<Mapping> mappings = new ArrayList<>();
    private final List<CodeStores> codeStores = new ArrayList<>();
    private final List<Mmu> mmus = new ArrayList<>();

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Memory of the given sizes, zeroed.
     *
     * @param ramSize bytes of RAM, a multiple of 4 KiB, 1 MiB to {@link #LARGEST_RAM}
     * @param romSize bytes of ROM below 4 GiB, a multiple of 4 KiB, 0 for none
     */
    public PhysicalMemory(long ramSize, int romSize) {
        if (ramSize < 1 << 20 || ramSize > LARGEST_RAM || ramSize % PAGE_SIZE != 0 || romSize % PAGE_SIZE != 0) {
            throw new IllegalArgumentException("memory size " + ramSize + ", ROM size " + romSize);
        }
        this.ramSize = ramSize;
        this.romBase = (1L << 32) - romSize;
        this.bytes = new byte[(int) (ramSize + romSize)];
        this.pageFlags = new byte[bytes.length / PAGE_SIZE];
        setPageFlag((int) HOLE_START, (int) (HOLE_END - HOLE_START), PAGE_HOLE);
        setPageFlag((int) ramSize, romSize, PAGE_ROM);
    }

    /** Bytes of RAM, the legacy hole included. */
    public long ramSize() {
        return ramSize;
    }

    private void setPageFlag(int index, int length, byte flag) {
        for (int page = index / PAGE_SIZE; page < (index + length + PAGE_SIZE - 1) / PAGE_SIZE; page++) {
            pageFlags[page] |= flag;
        }
    }

    /** Makes whole pages read-only for the guest: a shadowed BIOS. Loaders and the debugger can still write. */
    public void protect(long physical, int length) {
        setPageFlag(ramIndex(physical), length, PAGE_ROM);
        mmus.forEach(Mmu::forgetFastPaths);
    }

    /** Puts a device at a physical range. Later mappings lie over earlier ones. */
    public void map(long base, long size, MmioDevice device) {
        mappings.addFirst(new Mapping(base, size, device));
        remapped();
    }

    /** Takes a device away from all its ranges. */
    public void unmap(MmioDevice device) {
        mappings.removeIf(m -> m.device == device);
        remapped();
    }

    private void remapped() {
        for (int page = 0; page < pageFlags.length; page++) {
            boolean device = liesOnPage(physicalAddress(page * PAGE_SIZE));
            pageFlags[page] = (byte) (pageFlags[page] & ~PAGE_DEVICE | (device ? PAGE_DEVICE : 0));
        }
        mmus.forEach(Mmu::forgetFastPaths);
    }

    /** Takes the pages that are watched from now on; no others are. */
    void watch(List<PhysicalWatches.Watch> watched) {
        for (int page = 0; page < pageFlags.length; page++) {
            long physical = physicalAddress(page * PAGE_SIZE);
            int flags = pageFlags[page] & ~(PAGE_READS_WATCHED | PAGE_WRITES_WATCHED);
            for (PhysicalWatches.Watch watch : watched) {
                if (watch.touches(physical, PAGE_SIZE)) {
                    flags |= (watch.reads() ? PAGE_READS_WATCHED : 0) | (watch.writes() ? PAGE_WRITES_WATCHED : 0);
                }
            }
            pageFlags[page] = (byte) flags;
        }
        mmus.forEach(Mmu::forgetFastPaths);
    }

    /** Whether reads of the page of a RAM index are watched: they must not be taken on a fast path. */
    boolean watchesReads(int index) {
        return (pageFlags[index >>> 12] & PAGE_READS_WATCHED) != 0;
    }

    /** Registers a listener of stores into code pages. */
    public void onCodeStore(CodeStores listener) {
        codeStores.add(listener);
    }

    /** Takes a listener of stores into code pages away; it has unmarked its pages. */
    public void removeCodeStores(CodeStores listener) {
        codeStores.remove(listener);
    }

    /** RAM index of a physical address, or -1 when no RAM or ROM answers there. */
    public int ramIndex(long physical) {
        if (physical >= 0 && physical < ramSize) {
            return physical >= HOLE_START && physical < HOLE_END ? -1 : (int) physical;
        }
        if (physical >= romBase && physical < 1L << 32) {
            return (int) (ramSize + (physical - romBase));
        }
        return -1;
    }

    /** Physical address of a RAM index. */
    public long physicalAddress(int index) {
        return index < ramSize ? index : romBase + (index - ramSize);
    }

    /** Joins a processor's way to memory; it must lose its fast stores into a page when the page becomes code. */
    void join(Mmu mmu) {
        mmus.add(mmu);
    }

    /** Marks the page of a RAM index as holding decoded code; from now on stores into it are reported. */
    public void markCode(int index) {
        if ((pageFlags[index >>> 12] & PAGE_CODE) == 0) {
            pageFlags[index >>> 12] |= PAGE_CODE;
            for (Mmu mmu : mmus) {
                mmu.forgetWrites(index);
            }
        }
    }

    /** The page of a RAM index holds no decoded code any more. */
    public void unmarkCode(int index) {
        pageFlags[index >>> 12] &= ~PAGE_CODE;
    }

    /** Whether a store to this RAM page needs no more than the store: neither code nor ROM. */
    boolean plainPage(int index) {
        return pageFlags[index >>> 12] == 0;
    }

    /** Whether a physical page has device registers on it. */
    boolean mappedPage(long physical) {
        int index = ramIndex(physical);
        return index >= 0 ? (pageFlags[index >>> 12] & PAGE_DEVICE) != 0 : liesOnPage(physical);
    }

    private boolean liesOnPage(long physical) {
        long page = physical & -PAGE_SIZE;
        for (Mapping m : mappings) {
            if (page < m.base + m.size && page + PAGE_SIZE > m.base) {
                return true;
            }
        }
        return false;
    }

    // By index: an iterator would be allocated.
    private Mapping mapping(long physical, int size) {
        for (int i = 0; i < mappings.size(); i++) {
            Mapping m = mappings.get(i);
            if (m.touches(physical, size)) {
                return m;
            }
        }
        return null;
    }

    /** The bytes of RAM and ROM, by RAM index, for engines that copy code out of them. Read only. */
    public byte[] rawBytes() {
        return bytes;
    }

    // An access over a page end or over the edge of a device goes byte by byte.
    private static boolean inOnePlace(Mapping mapping, long physical, int size) {
        return (physical & PAGE_SIZE - 1) + size <= PAGE_SIZE && (mapping == null || mapping.covers(physical, size));
    }

    /**
     * Reads {@code size} (1, 2, 4, 8) bytes, zero-extended; device registers are read with their side effects.
     *
     * @param agent whom {@link #watches} hear of
     */
    public long read(Agent agent, long physical, int size) {
        int index = ramIndex(physical);
        boolean plain = index >= 0 && (physical & PAGE_SIZE - 1) + size <= PAGE_SIZE
                && (pageFlags[index >>> 12] & (PAGE_DEVICE | PAGE_READS_WATCHED)) == 0;
        return plain ? ram(index, size) : readElsewhere(agent, physical, size);
    }

    /** {@link #read(Agent, long, int)} by an instruction. */
    public long read(long physical, int size) {
        return read(Agent.CPU, physical, size);
    }

    private long readElsewhere(Agent agent, long physical, int size) {
        Mapping m = mappings.isEmpty() ? null : mapping(physical, size);
        if (!inOnePlace(m, physical, size)) {
            long value = 0;
            for (int i = 0; i < size; i++) {
                value |= read(agent, physical + i, 1) << 8 * i;
            }
            return value;
        }
        long value = m != null ? m.device.read(physical - m.base, size) : peek(physical, size);
        watches.accessed(agent, physical, size, false, value, value);
        return value;
    }

    /** A byte of an instruction, from a device too; nobody who watches hears of it. */
    public int fetch(long physical) {
        Mapping m = mappings.isEmpty() ? null : mapping(physical, 1);
        return (int) (m != null ? m.device.read(physical - m.base, 1) : peek(physical, 1)) & 0xFF;
    }

    /** Reads bytes of one page without any effect: where a device lies, what is below it. */
    long peek(long physical, int size) {
        int index = ramIndex(physical);
        return index >= 0 ? ram(index, size) : size == 8 ? -1L : (1L << size * 8) - 1;
    }

    /** Whether bytes of one page are RAM or ROM with no device over them, so that {@link #peek} sees what a read would. */
    boolean readsPlainly(long physical, int size) {
        int index = ramIndex(physical);
        return index >= 0 && ((pageFlags[index >>> 12] & PAGE_DEVICE) == 0 || mapping(physical, size) == null);
    }

    /**
     * Writes {@code size} (1, 2, 4, 8) bytes. ROM and absent memory ignore the CPU, devices and
     * the hypervisor; loaders and the debugger write ROM too.
     */
    public void write(Agent agent, long physical, int size, long value) {
        int at = ramIndex(physical);
        if (at >= 0 && (physical & PAGE_SIZE - 1) + size <= PAGE_SIZE && pageFlags[at >>> 12] == 0) {
            setRam(at, size, value);
            return;
        }
        writeElsewhere(agent, physical, size, value);
    }

    private void writeElsewhere(Agent agent, long physical, int size, long value) {
        Mapping m = mappings.isEmpty() ? null : mapping(physical, size);
        if (!inOnePlace(m, physical, size)) {
            for (int i = 0; i < size; i++) {
                write(agent, physical + i, 1, value >>> 8 * i & 0xFF);
            }
            return;
        }
        long cut = size == 8 ? value : value & (1L << size * 8) - 1;
        if (m != null) {
            m.device.write(physical - m.base, size, cut);
            watches.accessed(agent, physical, size, true, 0, cut);
            return;
        }
        int index = ramIndex(physical);
        if (index < 0 || !writable(agent, index)) {
            return;
        }
        long before = ram(index, size);
        setRam(index, size, value);
        stored(index, size);
        watches.accessed(agent, physical, size, true, before, cut);
    }

    private boolean writable(Agent agent, int index) {
        return (pageFlags[index >>> 12] & PAGE_ROM) == 0 || agent == Agent.LOADER || agent == Agent.DEBUGGER;
    }

    private void stored(int index, int length) {
        if ((pageFlags[index >>> 12] & PAGE_CODE) != 0) {
            for (CodeStores listener : codeStores) {
                listener.stored(index, length);
            }
        }
    }

    /** Whether a store to RAM bytes within a page changes nothing but the bytes: no ROM, no decoded code. */
    boolean storesFreely(int index, int length) {
        int flags = pageFlags[index >>> 12];
        if (flags == 0) {
            return true;
        }
        if (flags != PAGE_CODE) {
            return false;
        }
        for (CodeStores listener : codeStores) {
            if (listener.holdsCode(index, length)) {
                return false;
            }
        }
        return true;
    }

    /** Grows whenever decoded code is dropped. */
    int codeChanges() {
        int changes = 0;
        for (CodeStores listener : codeStores) {
            changes += listener.changes();
        }
        return changes;
    }

    /** {@code size} (1, 2, 4, 8) bytes of RAM, zero-extended. */
    long ram(int index, int size) {
        return switch (size) {
            case 1 -> bytes[index] & 0xFFL;
            case 2 -> (short) SHORTS.get(bytes, index) & 0xFFFFL;
            case 4 -> (int) INTS.get(bytes, index) & 0xFFFFFFFFL;
            default -> (long) LONGS.get(bytes, index);
        };
    }

    /** Changes {@code size} (1, 2, 4, 8) bytes of RAM and nothing else; {@link #storesFreely} says when that will do. */
    void setRam(int index, int size, long value) {
        switch (size) {
            case 1 -> bytes[index] = (byte) value;
            case 2 -> SHORTS.set(bytes, index, (short) value);
            case 4 -> INTS.set(bytes, index, (int) value);
            default -> LONGS.set(bytes, index, value);
        }
    }

    /** {@link #copyOut(long, byte[], int, int)} as an access that {@link #watches} hear of. */
    public void copyOut(Agent agent, long physical, byte[] target, int offset, int length) {
        copyOut(physical, target, offset, length);
        watches.copied(agent, physical, target, target, offset, length, false);
    }

    /** Copies RAM out; absent bytes come as ones, device registers are not touched, nobody who watches hears of it. */
    public void copyOut(long physical, byte[] target, int offset, int length) {
        for (int done = 0; done < length; ) {
            int chunk = (int) Math.min(length - done, PAGE_SIZE - ((physical + done) & (PAGE_SIZE - 1)));
            int index = ramIndex(physical + done);
            if (index < 0) {
                java.util.Arrays.fill(target, offset + done, offset + done + chunk, (byte) 0xFF);
            } else {
                System.arraycopy(bytes, index, target, offset + done, chunk);
            }
            done += chunk;
        }
    }

    /** Copies into RAM; absent bytes are dropped, device registers are not touched. */
    public void copyIn(Agent agent, long physical, byte[] source, int offset, int length) {
        byte[] before = watches.before(physical, length);
        for (int done = 0; done < length; ) {
            int chunk = (int) Math.min(length - done, PAGE_SIZE - ((physical + done) & (PAGE_SIZE - 1)));
            int index = ramIndex(physical + done);
            if (index >= 0 && writable(agent, index)) {
                System.arraycopy(source, offset + done, bytes, index, chunk);
                stored(index, chunk);
            }
            done += chunk;
        }
        if (before != null) {
            watches.copied(agent, physical, before, source, offset, length, true);
        }
    }

    @Override
    public void state(StateStream s) {
        s.pages("bytes", bytes);
        byte[] rom = new byte[pageFlags.length];
        for (int i = 0; i < rom.length; i++) {
            rom[i] = (byte) (pageFlags[i] & PAGE_ROM);
        }
        s.i8s("rom", rom);
        if (s.restoring()) {
            for (int i = 0; i < rom.length; i++) {
                if ((pageFlags[i] & PAGE_CODE) != 0) {
                    stored(i * PAGE_SIZE, PAGE_SIZE);
                }
                pageFlags[i] = (byte) (pageFlags[i] & ~PAGE_ROM | rom[i]);
            }
        }
    }
}
