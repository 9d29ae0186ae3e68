package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.guests.BundledGuest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The bundled teaching guest can be found and is an image that the multiboot loader takes. */
class FirstGuestTest {
    private static final int MULTIBOOT_MAGIC = 0x1badb002;
    private static final int HEADER_LIMIT = 8192;

    @Test
    void theServiceLoaderFindsItUnderItsName() {
        List<String> names = ServiceLoader.load(BundledGuest.class).stream().map(p -> p.get().name()).toList();
        assertTrue(names.contains("first"), names::toString);
    }

    @Test
    void theImageIsElfWithOneMultibootHeaderWhoseWordsSumToZero() throws IOException {
        byte[] image;
        try (var in = new FirstGuest().image()) {
            image = in.readAllBytes();
        }
        ByteBuffer words = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0x464c457f, words.getInt(0), "ELF magic");
        int headers = 0;
        for (int at = 0; at + 12 <= Math.min(image.length, HEADER_LIMIT); at += 4) {
            if (words.getInt(at) == MULTIBOOT_MAGIC) {
                headers++;
                assertEquals(0, words.getInt(at) + words.getInt(at + 4) + words.getInt(at + 8), "checksum");
            }
        }
        assertEquals(1, headers);
    }
}
