package dev.ringside.symbols.sections;

import dev.ringside.symbols.bytes.ByteSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is mapped instead of read, so that debug information larger than the Java heap can be looked at. It must not shrink
 * meanwhile. There is nothing to close: the mapping goes when nobody holds a part of it.
 *
 * @param name  name of the file
 * @param bytes its contents
 */
public record MappedBytes(String name, MemorySegment bytes) implements ByteSource {
    /** Maps a file; its path is its name. */
    public static MappedBytes open(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new MappedBytes(path.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        }
    }

    @Override
    public long size() {
        return bytes.byteSize();
    }

    @Override
    public ByteBuffer read(long offset, int count) {
        return bytes.asSlice(offset, count).asByteBuffer();
    }
}
