package dev.ringside.examples.benchmark;

import dev.ringside.examples.BenchmarkGuest;
import dev.ringside.repl.UserError;
import dev.ringside.repl.guests.CacheFolder;
import dev.ringside.repl.guests.GuestCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmark guest and Debian's boots on Ringside and on QEMU's translator in turn, and prints what they took as a table. */
@Command(name = "versus-qemu", sortOptions = false,
    description = {"Runs the benchmark guest and Debian's boots on Ringside and, if it is installed, on QEMU's translator, in turn, and prints "
        + "medians: CPU seconds of the process, all its threads, on one core; seconds that pass on two cores; the ratio of Ringside to QEMU "
        + "(below 1: Ringside is faster). Boots count from the start of the process, the kernel's self-tests included, to user space.",
        "Use it on a quiet machine. Debian's kernels come from `ringside guests fetch debian-i386 debian-amd64`."})
public final class VersusQemu implements Callable<Integer> {
    private static final int USAGE = 2;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "How often everything runs. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--scale", paramLabel = "N[/D]", defaultValue = "16",
        description = "Size of the workloads: QEMU takes about half a second for each at 1, where HotSpot's compiling is most of what one sees, "
            + "and 5 to 15 seconds at 16. Default: ${DEFAULT-VALUE}.")
    private String scale;

    @Option(names = "--only", paramLabel = "NAME", split = ",",
        description = "Only these workloads and boots; `workloads` means all of the guest's, `boots` all boots.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--measure", paramLabel = "cpu/wall", split = ",", defaultValue = "cpu,wall",
        description = "CPU seconds on one core, wall clock on two. Default: both.")
    private List<String> measure;

    @Option(names = "--engine", paramLabel = "NAME", description = "Ringside's engine. Default: its own default.")
    private String engine;

    @Option(names = "--ringside", paramLabel = "FILE", required = true, description = "The launcher of the Ringside to measure. Default: the one of this script's tree.")
    private Path launcher;

    @Option(names = "--without-qemu", description = "Only Ringside's columns, even if QEMU is installed.")
    private boolean withoutQemu;

    @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "1800",
        description = "A process that takes longer is ended, and the benchmark with it. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "This text.")
    private boolean help;

    private VersusQemu() {}

    /** Measures; see {@code --help}. */
    public static void main(String[] args) {
        var line = new CommandLine(new VersusQemu());
        line.setExecutionExceptionHandler((e, _, _) -> {
            System.err.println("versus-qemu: " + e.getMessage());
            return e instanceof UserError ? USAGE : 1;
        });
        line.setParameterExceptionHandler((e, _) -> {
            System.err.println("versus-qemu: " + e.getMessage());
            return USAGE;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException, MeasuredProcess.Failure {
        if (rounds < 1 || limit < 1) {
            throw new UserError("--rounds and --limit begin at 1");
        }
        List<Pinning> pinnings = measure.stream().map(VersusQemu::pinning).distinct().toList();
        Path folder = Files.createTempDirectory("versus-qemu");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(folder)));
        List<Job> jobs = jobs(folder);
        List<Contender> contenders = contenders(jobs);
        var results = new Results();
        for (Pinning pinning : pinnings) {
            for (int round = 1; round <= rounds; round++) {
                for (Job job : jobs) {
                    for (Contender contender : contenders) {
                        System.err.printf("%s, round %d of %d: %s on %s%n", pinning.label(), round, rounds, job.name(), contender.label());
                        results.add(pinning, contender, run(job, pinning, contender));
                    }
                }
            }
        }
        return report(results, pinnings, contenders);
    }

    private int report(Results results, List<Pinning> pinnings, List<Contender> contenders) {
        System.out.printf("Medians of %d; workloads at scale %s; Ringside's engine: %s.%n"
            + "CPU s: CPU seconds of the whole process on one core; wall s: seconds that pass on two cores.%n", rounds, scale,
            engine == null ? "its default" : engine);
        new Report(results, pinnings, contenders).lines().forEach(System.out::println);
        List<String> differences = results.differences();
        differences.forEach(line -> System.err.println("versus-qemu: not the same checksum everywhere: " + line));
        System.out.println(differences.isEmpty() ? "All checksums agree." : "CHECKSUMS DIFFER.");
        return differences.isEmpty() ? 0 : 1;
    }

    private List<Measurement> run(Job job, Pinning pinning, Contender contender) throws MeasuredProcess.Failure {
        var command = new ArrayList<>(pinning.prefix());
        if (contender == Contender.QEMU) {
            command.addAll(job.qemu());
        } else {
            command.addAll(List.of(launcher.toString(), "run"));
            command.addAll(job.ringside());
            if (engine != null) {
                command.addAll(List.of("--engine", engine));
            }
        }
        try {
            return MeasuredProcess.run(command, job.begun(), Duration.ofSeconds(limit));
        } catch (MeasuredProcess.Failure e) {
            throw new MeasuredProcess.Failure(job.name() + " on " + contender.label() + ": " + e.getMessage());
        }
    }

    private List<Job> jobs(Path folder) throws IOException {
        var boots = new ArrayList<DebianBoot>();
        for (DebianBoot boot : DebianBoot.values()) {
            if (only.isEmpty() || only.contains("boots") || only.contains(boot.label())) {
                boots.add(boot);
            }
        }
        List<String> labels = Stream.concat(Stream.of("boots", "workloads"), Arrays.stream(DebianBoot.values()).map(DebianBoot::label)).toList();
        List<String> names = only.stream().filter(name -> !labels.contains(name)).toList();
        var jobs = new ArrayList<Job>();
        if (only.isEmpty() || only.contains("workloads") || !names.isEmpty()) {
            try (InputStream image = new BenchmarkGuest().image()) {
                Path file = folder.resolve("benchmark.elf");
                Files.copy(image, file);
                jobs.add(Job.workloads(file, scale, only.contains("workloads") ? List.of() : names));
            }
        }
        var catalogue = new GuestCatalogue(CacheFolder.of(System.getenv(), System.getProperty("user.home")));
        for (DebianBoot boot : boots) {
            GuestCatalogue.Image image = catalogue.find(boot.guest());
            jobs.add(Job.boot(boot, Files.write(folder.resolve(boot.guest() + ".kernel"), image.image()),
                Files.write(folder.resolve(boot.guest() + ".initrd"), image.initrd().orElseThrow())));
        }
        return jobs;
    }

    private List<Contender> contenders(List<Job> jobs) {
        List<String> missing = jobs.stream().map(job -> job.qemu().getFirst()).distinct().filter(program -> !installed(program)).toList();
        if (!missing.isEmpty() && !withoutQemu) {
            System.err.println("versus-qemu: not installed: " + String.join(", ", missing) + "; measuring Ringside only");
        }
        return withoutQemu || !missing.isEmpty() ? List.of(Contender.RINGSIDE) : List.of(Contender.values());
    }

    private static boolean installed(String program) {
        return Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
    }

    private static Pinning pinning(String label) {
        return Arrays.stream(Pinning.values()).filter(pinning -> pinning.label().equals(label)).findFirst()
            .orElseThrow(() -> new UserError("--measure takes " + Arrays.stream(Pinning.values()).map(Pinning::label)
                .collect(Collectors.joining(" and ")) + ", not '" + label + "'"));
    }

    /** At every end, Ctrl-C included: no process that was started here goes on, no file stays. */
    private static void cleanUp(Path folder) {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            System.err.println("versus-qemu: " + folder + " could not be deleted: " + e.getMessage());
        }
    }
}
