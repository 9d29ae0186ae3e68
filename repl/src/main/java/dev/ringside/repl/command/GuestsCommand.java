package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import dev.ringside.repl.guests.CacheFolder;
import dev.ringside.repl.guests.DebianFetch;
import dev.ringside.repl.guests.DebianGuest;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.guests.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringside guests}: lists guests, and fetches those that do not come with Ringside. */
@Command(name = "guests", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Lists the guests that can be run by name.",
    footerHeading = "%nExamples:%n", footer = {"  ringside guests", "  ringside guests fetch debian-amd64"},
    subcommands = GuestsCommand.Fetch.class)
final class GuestsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        for (GuestCatalogue.Entry guest : new GuestCatalogue(cache()).entries()) {
            out.printf("%-20s %s%s%n", guest.name(), guest.description(), guest.ready() ? "" : " (not fetched yet)");
        }
        return ExitCode.OK;
    }

    static Path cache() {
        return CacheFolder.of(System.getenv(), System.getProperty("user.home"));
    }

    /** Gets kernels from Debian. */
    @Command(name = "fetch", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = {
            "Gets Debian's kernel and busybox through apt, by package name, and builds an initial RAM disk from them.",
            "",
            "apt runs in a private folder below the user's cache folder, with the system's package sources; the system is not changed. "
                + "What is there already is not fetched again. Needs about 200 MB of disk for the package lists and the guests."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ringside guests fetch debian-i386 debian-amd64", "  ringside guests fetch debian-amd64 --again"})
    static final class Fetch implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "NAME", description = "debian-i386 (kernels 686-pae and 686) or debian-amd64.")
        private List<String> names;

        @Option(names = "--again", description = "Fetch it anew, to get Debian's current kernel.")
        private boolean again;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            List<DebianGuest.Source> sources = names.stream().map(Fetch::source).toList();
            PrintWriter out = spec.commandLine().getOut();
            boolean terminal = System.console() != null && System.console().isTerminal();
            var fetch = new DebianFetch(cache(), new Progress(spec.commandLine().getErr(), terminal));
            for (DebianGuest.Source source : sources) {
                fetch.fetch(source, again).forEach((name, version) -> out.printf("%s: %s %s%n", source.label(), name, version));
            }
            return ExitCode.OK;
        }

        private static DebianGuest.Source source(String name) {
            return DebianGuest.Source.named(name).or(() -> DebianGuest.named(name).map(DebianGuest::source))
                .orElseThrow(() -> new UserError("'" + name + "' cannot be fetched; there are debian-i386 and debian-amd64"));
        }
    }
}
