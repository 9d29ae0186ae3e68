package dev.ringside.repl.guests;

import dev.ringside.repl.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An apt of its own in a private folder. It reads the system's package sources and settings of transfer and nothing else of the
 * system's, so that it can look at another architecture, and fetch packages of it, without the system noticing.
 */
final class AptRoot {
    private static final Pattern PACKAGE_NAME = Pattern.compile("[a-z0-9][a-z0-9.+-]+");
    private static final Pattern PERCENT = Pattern.compile("dlstatus:[^:]*:([0-9]{1,3})[.:].*");

    private final Path root;
    private final String architecture;
    private final Progress progress;
    private final Path configuration;
    private String updateComplaint = "";

    /**
     * A version of a package that apt would install.
     *
     * @param name    the package
     * @param version Debian's version of it
     * @param depends the first names in its list of dependencies, in order
     */
    record Candidate(String name, String version, List<String> depends) {
    }

    private record Output(int exitCode, List<String> lines) {
        /** What apt said went wrong last, in its own words. */
        String complaint() {
            return lines.stream().filter(line -> line.startsWith("E: ")).reduce((_, last) -> last).map(line -> line.substring(3))
                .orElse("exit code " + exitCode);
        }
    }

    /**
     * Prepares the folder.
     *
     * @param architecture Debian's name of the only architecture this apt knows
     */
    AptRoot(Path root, String architecture, Progress progress) throws IOException {
        this.root = root;
        this.architecture = architecture;
        this.progress = progress;
        this.configuration = root.resolve("apt.conf");
        for (String folder : new String[] {"etc/sources.list.d", "state/lists/partial", "cache/archives/partial", "log", "packages"}) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("state/status"), "");
        writeConfiguration();
        copySources();
    }

    /** Gets the package lists. Sources that fail are passed over: whether the rest is enough shows when a package is asked for. */
    void update() throws IOException {
        Output output = apt(root, "apt-get", "-q", "-o", "APT::Status-Fd=1", "update");
        updateComplaint = output.exitCode() == 0 ? "" : "; the package lists: " + output.complaint();
    }

    /** What apt would install as {@code name}. */
    Candidate candidate(String name) throws IOException {
        Output output = apt(root, "apt-cache", "show", "--no-all-versions", name);
        if (output.exitCode() != 0) {
            throw new UserError("apt knows no package " + name + " for " + architecture
                + "; its sources must be Debian's (" + output.complaint() + updateComplaint + ")");
        }
        String version = field(output, "Version");
        List<String> depends = Stream.of(field(output, "Depends").split(",")).map(item -> item.strip().split("[ :|(]")[0])
            .filter(item -> !item.isEmpty()).toList();
        return new Candidate(name, version, depends);
    }

    /**
     * Fetches the package file.
     *
     * @return the file, whose contents apt has checked against the signed lists
     */
    Path download(Candidate wanted) throws IOException {
        Path folder = root.resolve("packages");
        clear(folder);
        Output output = apt(folder, "apt-get", "-q", "-o", "APT::Status-Fd=1", "download", wanted.name() + "=" + wanted.version());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb")).findFirst()
                .orElseThrow(() -> new UserError("apt could not fetch " + wanted.name() + ": " + output.complaint()));
        }
    }

    /** Deletes what apt can make again without fetching: its parsed form of the lists is larger than they are. */
    void tidy() throws IOException {
        Files.deleteIfExists(root.resolve("cache/pkgcache.bin"));
        Files.deleteIfExists(root.resolve("cache/srcpkgcache.bin"));
        clear(root.resolve("packages"));
    }

    /**
     * Proxies, certificates and methods are the system's; hooks are not taken over, since some of them clean the system's own cache.
     */
    private void writeConfiguration() throws IOException {
        var lines = new ArrayList<String>();
        for (String line : run(List.of("apt-config", "dump"), root, null).lines()) {
            if ((line.startsWith("Acquire::") && !line.startsWith("Acquire::Languages")) || line.startsWith("Dir::Bin")) {
                lines.add(line);
            }
        }
        lines.add("Dir::State \"" + root.resolve("state") + "\";");
        lines.add("Dir::State::status \"" + root.resolve("state/status") + "\";");
        lines.add("Dir::Cache \"" + root.resolve("cache") + "\";");
        lines.add("Dir::Log \"" + root.resolve("log") + "\";");
        lines.add("Dir::Etc::sourcelist \"" + root.resolve("etc/sources.list") + "\";");
        lines.add("Dir::Etc::sourceparts \"" + root.resolve("etc/sources.list.d") + "\";");
        lines.add("Dir::Etc::main \"/dev/null\";");
        lines.add("Dir::Etc::parts \"/dev/null\";");
        lines.add("APT::Architecture \"" + architecture + "\";");
        lines.add("APT::Architectures { \"" + architecture + "\"; };");
        lines.add("Acquire::Languages \"none\";");
        // apt's helper user cannot enter a folder of ours; what it fetches is checked against signatures all the same.
        lines.add("APT::Sandbox::User \"root\";");
        Files.write(configuration, lines);
    }

    private void copySources() throws IOException {
        String where = String.join("\n", run(
            List.of("apt-config", "shell", "list", "Dir::Etc::sourcelist/f", "parts", "Dir::Etc::sourceparts/d"), root, null).lines());
        Path list = quoted(where, "list");
        Path parts = quoted(where, "parts");
        Path copies = root.resolve("etc/sources.list.d");
        clear(copies);
        Files.writeString(root.resolve("etc/sources.list"), Files.isReadable(list) ? withoutArchitectures(Files.readString(list)) : "");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> files = Files.list(parts)) {
                for (Path file : files.filter(AptRoot::isSource).toList()) {
                    Files.writeString(copies.resolve(file.getFileName()), withoutArchitectures(Files.readString(file)));
                }
            }
        }
    }

    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".list") || name.endsWith(".sources")) && Files.isReadable(file);
    }

    /** A source that the system restricts to its own architecture is open to this one. */
    static String withoutArchitectures(String sources) {
        return sources.lines()
            .filter(line -> !line.regionMatches(true, 0, "Architectures:", 0, 14))
            .map(line -> line.replaceAll("(\\[[^\\]]*?)\\barch[+-]?=[^ \\]]*", "$1").replaceAll("\\[ *\\]", ""))
            .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Path quoted(String shell, String variable) {
        Matcher matcher = Pattern.compile("^" + variable + "='(.*?)/?'$", Pattern.MULTILINE).matcher(shell);
        if (!matcher.find()) {
            throw new UserError("apt-config does not say where the package sources are");
        }
        return Path.of(matcher.group(1));
    }

    private static String field(Output output, String name) {
        return output.lines().stream().filter(line -> line.startsWith(name + ": ")).findFirst()
            .map(line -> line.substring(name.length() + 2).strip()).orElse("");
    }

    private Output apt(Path folder, String... command) throws IOException {
        String last = command[command.length - 1].replaceFirst("=.*", "");
        if (!PACKAGE_NAME.matcher(last).matches()) {
            throw new UserError("apt named a package '" + last + "', which is no package name");
        }
        return run(List.of(command), folder, configuration);
    }

    private Output run(List<String> command, Path folder, Path aptConfiguration) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("LC_ALL", "C");
        if (aptConfiguration != null) {
            builder.environment().put("APT_CONFIG", aptConfiguration.toString());
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException _) {
            throw new UserError(command.getFirst() + " cannot be started; fetching guests needs Debian's apt");
        }
        var lines = new ArrayList<String>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher percent = PERCENT.matcher(line);
                if (percent.matches()) {
                    progress.percent(Integer.parseInt(percent.group(1)));
                } else {
                    lines.add(line);
                }
            }
            return new Output(process.waitFor(), lines);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted");
        } finally {
            process.destroy();
        }
    }

    private static void clear(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
