package dev.ringside.repl.guests;

import dev.ringside.repl.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A Debian binary package (deb(5)): an ar archive with a compressed tar of the files to install. Nothing is written to places that
 * the package names: one file of it is read into memory, within a bound.
 */
final class DebPackage {
    private static final int LARGEST_FILE = 64 << 20;
    private static final int XZ_MEMORY_KIB = 256 << 10;

    private final Path file;

    DebPackage(Path file) {
        this.file = file;
    }

    /**
     * The contents of the first regular file whose name, without a leading {@code ./}, is wanted.
     *
     * @param what says in messages what is looked for
     */
    byte[] read(String what, Predicate<String> wanted) throws IOException {
        try (var archive = new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (ArArchiveEntry member = archive.getNextEntry(); member != null; member = archive.getNextEntry()) {
                if (member.getName().startsWith("data.tar")) {
                    return find(new TarArchiveInputStream(decompress(member.getName(), archive)), what, wanted);
                }
            }
            throw new UserError(file.getFileName() + ": expected a member data.tar of a Debian package, found none");
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(file.getFileName() + ": not a whole Debian package: " + e.getMessage());
        }
    }

    private InputStream decompress(String member, InputStream in) throws IOException {
        return switch (member) {
            case "data.tar.xz" -> new XZInputStream(in, XZ_MEMORY_KIB);
            case "data.tar.gz" -> new GZIPInputStream(in);
            case "data.tar" -> in;
            default -> throw new UserError(file.getFileName() + ": expected data.tar.xz, .gz or plain, found " + member);
        };
    }

    private byte[] find(TarArchiveInputStream tar, String what, Predicate<String> wanted) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
            if (entry.isFile() && wanted.test(name)) {
                byte[] content = tar.readNBytes(LARGEST_FILE);
                if (content.length == LARGEST_FILE || content.length != entry.getSize()) {
                    throw new UserError(file.getFileName() + ": " + name + ": expected " + entry.getSize() + " bytes, at most "
                        + LARGEST_FILE + ", found " + content.length);
                }
                return content;
            }
        }
        throw new UserError(file.getFileName() + ": expected " + what + " in the package, found none");
    }
}
