package dev.ringside.repl.workbench.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The user's own commands, carried out before the first prompt. */
public final class StartupFile {
    private StartupFile() {}

    /**
     * {@code $XDG_CONFIG_HOME/ringside/init}, or {@code ~/.config/ringside/init} where that is not set to an absolute path.
     *
     * @return empty when there is no such file
     */
    public static Optional<Path> of(Map<String, String> environment, String home) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path file = (configured.startsWith("/") ? Path.of(configured) : Path.of(home, ".config")).resolve("ringside").resolve("init");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
