package dev.ringside.symbols.btf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds BTF in bytes that do not say where it is: an image of guest memory, a kernel without section headers. */
public final class BtfScan {
    private static final int LEAST_TYPES = 12;
    // Each costs a walk over what it claims to be; a real image has one, and a hostile one may not make us walk for ever.
    private static final int MOST_CANDIDATES = 64;

    private BtfScan() {}

    /**
     * Finds the first BTF data that can be read from beginning to end: a magic on a 4-byte boundary, a consistent header, types that fill
     * their part exactly, strings that begin and end with a zero byte.
     *
     * @param image from position to limit the bytes to search
     */
    public static Optional<BtfTypes> find(ByteBuffer image) {
        var all = Section.of("image", image);
        int candidates = 0;
        for (int at = 0; at <= all.length() - BtfHeader.LENGTH && candidates < MOST_CANDIDATES; at += 4) {
            if (all.u32(at, "magic") << 8 == (BtfHeader.MAGIC | 1L << 16) << 8) {
                Optional<Section> data = candidate(all, at);
                if (data.isPresent()) {
                    candidates++;
                    Optional<BtfTypes> types = read(data.get());
                    if (types.isPresent()) {
                        return types;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Section> candidate(Section all, int at) {
        try {
            var rest = all.slice(at, all.length() - at, "BTF");
            var header = BtfHeader.read(rest);
            boolean plausible = header.typesLength() >= LEAST_TYPES && header.stringsLength() > 1
                && rest.u8(header.strings(), "strings") == 0 && rest.u8(header.strings() + header.stringsLength() - 1, "strings") == 0;
            return plausible ? Optional.of(all.slice(at, header.end(), "BTF")) : Optional.empty();
        } catch (SectionException _) {
            return Optional.empty();
        }
    }

    private static Optional<BtfTypes> read(Section data) {
        try {
            return Optional.of(BtfTypes.read(data));
        } catch (SectionException _) {
            return Optional.empty();
        }
    }
}
