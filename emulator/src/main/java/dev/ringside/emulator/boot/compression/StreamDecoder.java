package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes by a library's input stream. Whatever the library throws at bad data becomes an {@link ImageException} at the place up to
 * which it had read.
 *
 * @param name   what the data should be, for messages
 * @param opener makes the library's stream
 */
record StreamDecoder(String name, Opener opener) implements Decoder {
    private static final int CHUNK = 0x1_0000;

    /** Makes a decoding stream over a stream of packed bytes. */
    @FunctionalInterface
    interface Opener {
        InputStream open(InputStream packed) throws IOException;
    }

    /** The packed bytes; knows how far they have been read. */
    private static final class Source extends ByteArrayInputStream {
        private final int start;

        Source(ImageBytes packed) {
            super(packed.array(), packed.arrayOffset(), packed.length());
            this.start = packed.arrayOffset();
        }

        long position() {
            return pos - start;
        }
    }

    @Override
    public void decode(ImageBytes packed, Unpacked out) throws ImageException {
        var source = new Source(packed);
        try (var stream = opener.open(source)) {
            var chunk = new byte[CHUNK];
            for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                out.append(chunk, 0, count, source.position());
            }
        } catch (IOException | RuntimeException e) {
            String reason = e.getMessage() == null ? "corrupt data" : e.getMessage();
            throw packed.fault(source.position(), "sound " + name + " data before here", reason);
        }
    }
}
