package dev.ringside.repl.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a file of inputs: it is a log, or one line says where it is none. */
class InputLogFuzzTest {
    private static final int FILES = Integer.getInteger("ringside.fuzz.logs", 2_000);
    private static final String TELLING = " \n0123456789abcdefx-";
    private static final byte[] WHOLE = """
        ringside-inputs 1 123456789abcdef0
        1000 900 com1 97
        2000 1900 com1 98
        2000 1900 com1 13
        end 5000 fedcba9876543210 guest
        """.getBytes(StandardCharsets.US_ASCII);

    @Test
    void aDamagedLogIsALogOrOneLineWithItsPlace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("log");
        int refused = 0;
        for (int seed = 0; seed < FILES; seed++) {
            Files.write(file, damage(new Random(seed)));
            try {
                InputLog log = InputLog.read(file);
                assertTrue(log.inputs().size() <= 4);
            } catch (UserError e) {
                refused++;
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(refused > FILES / 4 && refused < FILES, refused + " refused");
    }

    private static byte[] damage(Random random) {
        byte[] bytes = WHOLE.clone();
        for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
            int other = random.nextInt(4) == 0 ? random.nextInt() : TELLING.charAt(random.nextInt(TELLING.length()));
            bytes[random.nextInt(bytes.length)] = (byte) other;
        }
        return random.nextInt(6) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
