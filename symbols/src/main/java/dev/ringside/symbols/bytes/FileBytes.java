package dev.ringside.symbols.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An open file. Windows are copies, so they stay good when the file is closed or changes. */
public final class FileBytes implements ByteSource, AutoCloseable {
    private final String name;
    private final FileChannel channel;
    private final long size;

    private FileBytes(String name, FileChannel channel, long size) {
        this.name = name;
        this.channel = channel;
        this.size = size;
    }

    /** Opens a file to read; its path is its name. */
    public static FileBytes open(Path path) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new FileBytes(path.toString(), channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer read(long offset, int count) throws FormatException {
        var bytes = ByteBuffer.allocate(count);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new FormatException(name, "", offset + bytes.position(), "as many bytes as when it was opened",
                        "the end of the file");
                }
            }
        } catch (IOException e) {
            throw new FormatException(name, "", offset, count + " bytes", String.valueOf(e.getMessage()));
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
