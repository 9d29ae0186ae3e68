package dev.ringside.symbols.linux;

import dev.ringside.symbols.linux.StructLayout.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's log, from its ring buffer ({@code prb}; kernel/printk/printk_ringbuffer.c, since 5.10). Three arrays in one: descriptors,
 * which say in what state a record is and where its text lies, the records' times and levels beside them, and a ring of texts. Needs types.
 */
public final class Dmesg {
    private static final int MOST_COUNT_BITS = 21;
    private static final int MOST_SIZE_BITS = 28;
    private static final int FINALIZED = 2;
    private static final int REUSABLE = 3;
    /** Both positions of a record without text (NO_LPOS). */
    private static final long EMPTY = 3;

    private final LinuxKernel kernel;
    private final Descriptors descriptors;
    private final Texts texts;
    private final Infos infos;

    /**
     * The log.
     *
     * @param records what the ring still has, oldest first
     * @param skipped records between them that could not be read, because they are being written or are not what they should be
     */
    public record Log(List<LogRecord> records, int skipped) {
        /** Copies the list. */
        public Log {
            records = List.copyOf(records);
        }
    }

    private record Descriptors(long array, int size, int countBits, long tail, long head, Field state, Field begin, Field next) {
    }

    private record Texts(long data, int sizeBits) {
    }

    private record Infos(long array, int size, Field sequence, Field time, Field length, Field facility, Field level) {
    }

    private Dmesg(LinuxKernel kernel) throws ViewException {
        this.kernel = kernel;
        StructLayout ringLayout = kernel.struct("printk_ringbuffer");
        long ring = kernel.pointer(kernel.symbol("prb"));
        StructLayout descriptor = kernel.struct("prb_desc");
        int countBits = (int) ringLayout.field("desc_ring.count_bits").read(kernel, ring);
        int sizeBits = (int) ringLayout.field("text_data_ring.size_bits").read(kernel, ring);
        if (countBits < 1 || countBits > MOST_COUNT_BITS || sizeBits < 4 || sizeBits > MOST_SIZE_BITS) {
            throw new ViewException("prb is not a ring buffer: 2^" + countBits + " records, 2^" + sizeBits + " bytes of text");
        }
        descriptors = new Descriptors(pointer(ringLayout, ring, "desc_ring.descs"), descriptor.size(), countBits,
            pointer(ringLayout, ring, "desc_ring.tail_id"), pointer(ringLayout, ring, "desc_ring.head_id"), descriptor.field("state_var"),
            descriptor.field("text_blk_lpos.begin"), descriptor.field("text_blk_lpos.next"));
        texts = new Texts(pointer(ringLayout, ring, "text_data_ring.data"), sizeBits);
        StructLayout info = kernel.struct("printk_info");
        infos = new Infos(pointer(ringLayout, ring, "desc_ring.infos"), info.size(), info.field("seq"), info.field("ts_nsec"),
            info.field("text_len"), info.field("facility"), info.field("level"));
    }

    private long pointer(StructLayout layout, long struct, String member) throws ViewException {
        return kernel.pointer(layout.field(member).in(struct));
    }

    /**
     * Reads it.
     *
     * @throws ViewException when types or the ring's symbol are missing (kernels before 5.10 have another log), or its memory is not mapped
     */
    public static Log read(LinuxKernel kernel) throws ViewException {
        return new Dmesg(kernel).read();
    }

    private Log read() throws ViewException {
        // The two highest bits of an id are the record's state, the others count records.
        long ids = (1L << 8 * kernel.pointerBytes() - 2) - 1;
        long count = (descriptors.head() - descriptors.tail() & ids) + 1;
        int most = 1 << descriptors.countBits();
        var records = new ArrayList<LogRecord>();
        int skipped = 0;
        for (long i = Math.max(0, count - most); i < count; i++) {
            long id = descriptors.tail() + i & ids;
            long index = id & most - 1;
            long state = kernel.pointer(descriptors.state().in(descriptors.array() + index * descriptors.size()));
            int kind = (int) (state >>> 8 * kernel.pointerBytes() - 2);
            Optional<LogRecord> record = (state & ids) == id && kind == FINALIZED ? record(index) : Optional.empty();
            record.ifPresent(records::add);
            skipped += record.isPresent() || kind == REUSABLE ? 0 : 1;
        }
        return new Log(records, skipped);
    }

    private Optional<LogRecord> record(long index) throws ViewException {
        long descriptor = descriptors.array() + index * descriptors.size();
        long info = infos.array() + index * infos.size();
        int length = (int) infos.length().read(kernel, info);
        Optional<String> text = text(kernel.pointer(descriptors.begin().in(descriptor)), kernel.pointer(descriptors.next().in(descriptor)), length);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LogRecord(infos.sequence().read(kernel, info), infos.time().read(kernel, info),
            (int) infos.level().read(kernel, info), (int) infos.facility().read(kernel, info), text.get()));
    }

    /** The text between two positions, which count on over the ring's end; odd ones mean that there is none. */
    private Optional<String> text(long begin, long next, int length) {
        if ((begin & next & 1) != 0) {
            return begin == EMPTY && next == EMPTY ? Optional.of("") : Optional.empty();
        }
        long mask = (1L << texts.sizeBits()) - 1;
        // A block that would go over the ring's end lies at its beginning instead.
        boolean whole = wraps(begin) == wraps(next - 1);
        if (!whole && wraps(begin + mask + 1) != wraps(next)) {
            return Optional.empty();
        }
        long from = whole ? begin & mask : 0;
        long block = whole ? kernel.truncated(next - begin) : next & mask;
        // The record's number stands in front of its text.
        long bytes = Math.min(length, block - kernel.pointerBytes());
        if (bytes < 0) {
            return Optional.empty();
        }
        byte[] read = kernel.bytes(texts.data() + from + kernel.pointerBytes(), (int) bytes);
        return read.length < bytes ? Optional.empty() : Optional.of(GuestText.of(read, 0, read.length));
    }

    private long wraps(long position) {
        return kernel.truncated(position) >>> texts.sizeBits();
    }
}
