package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.guests.GuestAssembler;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.emulator.tool.Misuse;
import dev.ringside.emulator.tool.ToolCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Command: runs an engine beside the interpreter and looks for differences. From the top folder, after a build (the
 * libraries are for Debian's kernels):
 *
 * <pre>java -Xmx4g -cp 'emulator/target/classes:emulator/target/test-classes:repl/target/lib/*' dev.ringside.emulator.lockstep.LockStep \
 *     random --minutes 60 --seed 1</pre>
 *
 * <ul>
 * <li>{@code random}: programs made by chance, {@code --instructions} each (20000), from {@code --seed} on, for {@code --minutes};
 * <li>{@code guests}: every test guest ({@code emulator/src/test/guests}; run it in {@code emulator}), and the ELF images named by
 *     {@code --guest};
 * <li>{@code debian}: a boot of {@code --guest} debian-i386, debian-i386-686 or debian-amd64, as {@code ringside guests fetch} has put
 *     it in {@code --cache} (the user's own), with {@code --append}, {@code --kvm true}, for at most {@code --instructions} or
 *     {@code --minutes};
 * <li>{@code switch}: the same boot, on another engine every so often as chance ({@code --seed}) has it, must end like one on the
 *     interpreter alone;
 * <li>{@code replay FILE...}: saved differences again.
 * </ul>
 *
 * {@code --engine} names the engine to check, {@code --save} the folder for what is found (target/lockstep), {@code --interval} how many
 * units lie between two comparisons of memory. Exit code 1 when something was found, 2 when it was called wrongly.
 */
final class LockStep {
    private static final int MEMORY = 128 << 20, SMALL_MEMORY = 32 << 20;
    private static final int MOST_FINDINGS = 10;
    private static final int LONGEST_STRETCH = 2_000_000;

    private final LockStepOptions options;
    private final EngineFactory engine;
    private final Findings findings;
    private final Instant end;

    private LockStep(LockStepOptions options) {
        this.options = options;
        this.engine = options.engine().factory();
        this.findings = new Findings(options.save(), System.out::println);
        this.end = Instant.now().plus(Duration.ofMinutes(options.number("--minutes", 1)));
    }

    /** See the class. */
    public static void main(String[] args) throws Exception {
        ToolCommand.run("LockStep random | guests | debian | switch [OPTION VALUE]..., or LockStep replay FILE...", List.of(args), 1,
                () -> run(args[0], List.of(args).subList(1, args.length)));
    }

    private static int run(String what, List<String> words) throws IOException {
        if (what.equals("replay")) {
            if (words.isEmpty()) {
                throw new Misuse("replay: expected at least one FILE");
            }
            return replay(words);
        }
        LockStep run = new LockStep(new LockStepOptions(words));
        return switch (what) {
            case "random" -> run.random();
            case "guests" -> run.guests();
            case "debian" -> run.debian();
            case "switch" -> run.switching();
            default -> throw new Misuse("expected random, guests, debian, switch or replay, found \"" + what + "\"");
        };
    }

    private boolean timeIsLeft() {
        return Instant.now().isBefore(end);
    }

    private int result() {
        return findings.count() == 0 ? 0 : 1;
    }

    private int random() throws IOException {
        ProgramGenerator generator = new ProgramGenerator();
        ProgramCheck check = new ProgramCheck(engine);
        long seed = options.number("--seed", 1);
        long first = seed;
        Watchdog watchdog = new Watchdog();
        while (timeIsLeft() && findings.count() < MOST_FINDINGS) {
            watchdog.at("program " + seed);
            RandomProgram program = generator.next(seed, options.number("--instructions", 20_000));
            if (check.run(program).isPresent()) {
                RandomProgram small = check.shrink(program);
                Optional<Difference> difference = check.run(small).or(() -> check.run(program));
                findings.save("random-" + seed, small, difference.orElseThrow());
            }
            seed++;
        }
        System.out.printf("programs %d to %d on %s: %d differences%n", first, seed - 1, options.engine(), findings.count());
        return result();
    }

    private int guests() throws IOException {
        GuestAssembler assembler = GuestAssembler.ofThisModule();
        for (String name : assembler.names()) {
            beside(new GuestSource(name, Files.readAllBytes(assembler.assemble(name)), Optional.empty(), "", machine(SMALL_MEMORY,
                    name.startsWith("kvm"))));
        }
        String other = options.text("--guest", "");
        if (!other.isEmpty()) {
            Path file = Path.of(other);
            beside(new GuestSource(file.getFileName().toString(), Files.readAllBytes(file), Optional.empty(), options.text("--append", ""),
                    machine(SMALL_MEMORY, options.is("--kvm"))));
        }
        return result();
    }

    private int debian() throws IOException {
        beside(DebianSource.find(options, machine(MEMORY, options.is("--kvm"))));
        return result();
    }

    private static BareMachine machine(int memory, boolean kvm) {
        return new BareMachine(memory, 0, kvm);
    }

    private void beside(GuestSource guest) throws IOException {
        Watchdog watchdog = new Watchdog();
        Pair pair = Pair.of(guest, EngineFactory.interpreter(), engine);
        long limit = options.number("--instructions", Long.MAX_VALUE);
        LockStepRun run = new LockStepRun(pair, limit, count -> {
            watchdog.at(guest.name() + " at " + count + " instructions");
            if (!timeIsLeft()) {
                pair.checked().interrupt();
            }
        });
        Optional<Difference> difference = run.findUnit((int) options.number("--interval", 500_000));
        if (difference.isPresent()) {
            findings.save(guest.name() + "-" + difference.get().from(), guest, difference.get());
        }
        System.out.printf("%s on %s: %s after %d instructions%s%n", guest.name(), options.engine(),
                difference.isPresent() ? "different" : "the same", pair.count(), timeIsLeft() ? "" : ", when the time was over");
    }

    private int switching() throws IOException {
        GuestSource guest = DebianSource.find(options, machine(MEMORY, options.is("--kvm")));
        long limit = options.number("--instructions", Long.MAX_VALUE);
        Machine plain = guest.build(EngineFactory.interpreter());
        StopReason expected = plain.run(limit);
        Machine switched = guest.build(EngineFactory.interpreter());
        List<EngineFactory> engines = Arrays.stream(TestEngine.values()).map(TestEngine::factory).toList();
        StopReason found = new EngineSwitching(engines, options.number("--seed", 1), LONGEST_STRETCH).run(switched, limit);
        boolean same = expected.equals(found) && plain.cpu(0).instructions == switched.cpu(0).instructions
                && plain.stateHash() == switched.stateHash();
        System.out.printf("%s: %s, %d instructions, hash %016x on the interpreter; %s, %d, %016x with engines switched%n", guest.name(),
                expected, plain.cpu(0).instructions, plain.stateHash(), found, switched.cpu(0).instructions, switched.stateHash());
        return same ? 0 : 1;
    }

    private static int replay(List<String> files) throws IOException {
        int found = 0;
        for (String file : files) {
            for (TestEngine engine : TestEngine.values()) {
                Optional<String> report = new RegressionFile(Path.of(file)).replay(engine.factory());
                System.out.println(file + " on " + engine + ": " + report.orElse("the same"));
                found += report.isPresent() ? 1 : 0;
            }
        }
        return found == 0 ? 0 : 1;
    }
}
