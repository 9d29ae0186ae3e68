package dev.ringside.repl.guests;

import java.io.IOException;
import java.io.InputStream;

/**
 * A guest that comes with Ringside and runs without any download. Implementations are found through
 * {@link java.util.ServiceLoader}, so that a module above this one can bring them.
 */
public interface BundledGuest {
    /** The name to give on the command line: lower case, no spaces, unique among the bundled guests. */
    String name();

    /** One line, without a full stop, that says what the guest shows. */
    String description();

    /**
     * Opens the guest's image, of any kind the loaders recognise by content. The caller closes it.
     *
     * @throws IOException if the image is missing from the installation or cannot be read
     */
    InputStream image() throws IOException;

    /** The kernel command line to use when {@code --append} is not given; empty if none is needed. */
    String defaultAppend();
}
