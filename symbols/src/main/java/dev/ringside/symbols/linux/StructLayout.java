package dev.ringside.symbols.linux;

import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.IntegerType;
import dev.ringside.symbols.types.MemberPath;
import dev.ringside.symbols.types.PathException;
import dev.ringside.symbols.types.Place;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeReference;
import java.util.Optional;

/**
 * Where members are in a struct of the kernel.
 *
 * @param name the struct as C writes it, for messages
 * @param type the struct
 */
public record StructLayout(String name, TypeReference type) {
    /**
     * A member.
     *
     * @param offset bytes from the beginning of the struct
     * @param bytes  how many bytes it has; 0 where that is not known
     * @param shift  of a bit field, its lowest bit in those bytes
     * @param bits   bits of a bit field; 0 when it is none
     * @param signed whether it is a number with a sign
     */
    public record Field(long offset, int bytes, int shift, int bits, boolean signed) {
        /** Its address in a struct. */
        public long in(long struct) {
            return struct + offset;
        }

        /** Its value in a struct, a number of at most 8 bytes, extended as its sign demands. */
        public long read(LinuxKernel kernel, long struct) throws ViewException {
            long value = kernel.number(struct + offset, Math.clamp(bytes, 1, 8));
            int width = bits > 0 ? bits : 8 * Math.clamp(bytes, 1, 8);
            int spare = Long.SIZE - width;
            return signed ? value >>> shift << spare >> spare : value >>> shift << spare >>> spare;
        }
    }

    /** Bytes of the whole struct. */
    public int size() throws ViewException {
        long size;
        try {
            size = type.type().size().orElse(0);
        } catch (SectionException e) {
            throw damaged(e);
        }
        if (size < 1 || size > 1 << 20) {
            throw new ViewException(name + " has no usable size: " + size);
        }
        return (int) size;
    }

    private static ViewException damaged(SectionException e) {
        return new ViewException("the kernel's types are damaged: " + e.getMessage());
    }

    /**
     * A member that has had several names: the first of these paths that exists.
     *
     * @param paths as {@link MemberPath} reads them
     */
    public Field field(String... paths) throws ViewException {
        for (String path : paths) {
            Optional<Field> field = optional(path);
            if (field.isPresent()) {
                return field.get();
            }
        }
        throw new ViewException("the kernel's " + name + " has no member " + String.join(" or ", paths) + ": its version is not supported here");
    }

    /** A member that some kernels do not have. */
    public Optional<Field> optional(String path) throws ViewException {
        try {
            Place place = MemberPath.resolve(type, path);
            Type member = place.type().type().stripped();
            boolean signed = member instanceof IntegerType integer && integer.encoding().isSigned();
            int shift = (int) (place.bitOffset() & 7);
            int bytes = place.bitFieldSize() > 0 ? (shift + place.bitFieldSize() + 7) / 8
                : (int) Math.min(Integer.MAX_VALUE, member.size().orElse(0));
            return Optional.of(new Field(place.byteOffset(), bytes, shift, place.bitFieldSize(), signed));
        } catch (PathException _) {
            return Optional.empty();
        } catch (SectionException e) {
            throw damaged(e);
        }
    }
}
