package dev.ringside.repl.guests;

import dev.ringside.repl.UserError;
import java.nio.file.Path;
import java.util.Map;

/** The user's cache folder, where everything lies that can be fetched or built again. */
public final class CacheFolder {
    private CacheFolder() {}

    /**
     * {@code $XDG_CACHE_HOME/ringside}, or {@code ~/.cache/ringside} where that is not set to an absolute path. It may not exist.
     *
     * @param environment the process's environment
     * @param home        the user's home folder
     */
    public static Path of(Map<String, String> environment, String home) {
        String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = configured.startsWith("/") ? Path.of(configured) : Path.of(home, ".cache");
        Path folder = base.resolve("ringside").toAbsolutePath().normalize();
        if (folder.toString().chars().anyMatch(c -> c == '"' || c == ';' || c < ' ')) {
            throw new UserError(folder + ": a cache folder with quotes, semicolons or control characters in its name cannot be used");
        }
        return folder;
    }
}
