package dev.ringside.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md. It stands in the topmost module, which sees all others. */
class ArchitectureTest {
    private static final String ROOT = "dev.ringside.";
    private static final String EMULATOR = ROOT + "emulator.";
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.ringside");

    /** Each module's package, and the modules whose classes it may use beside its own. */
    private static final Map<String, Set<String>> MODULES = Map.of(
        "symbols", Set.of(),
        "emulator", Set.of("symbols"),
        "trace", Set.of("emulator", "symbols"),
        "gdb", Set.of("emulator", "symbols"),
        "scripting", Set.of("emulator", "trace", "symbols"),
        "repl", Set.of("emulator", "trace", "gdb", "scripting", "symbols"),
        "examples", Set.of("repl", "emulator"));

    /** The emulator's packages, bottom up: each may use those before it. */
    private static final List<String> PACKAGES =
        List.of("state", "isa", "memory", "cpu", "engine", "device", "machine", "platform", "boot", "debug");

    /** What lies below the session and front ends may name all the same: values to choose from, and text. */
    private static final Set<String> OPEN_TO_FRONT_ENDS = Set.of(EMULATOR + "cpu.CpuModel", EMULATOR + "isa.Listing",
        EMULATOR + "isa.Listing$Line", EMULATOR + "isa.Syntax", EMULATOR + "memory.PhysicalMemory", EMULATOR + "engine.EngineFactory",
        EMULATOR + "engine.EngineStatistics", EMULATOR + "engine.PhaseDumps", EMULATOR + "engine.PhaseDumps$Phase");

    @Test
    void everyModuleUsesOnlyTheModulesBelowIt() {
        MODULES.forEach((module, allowed) -> {
            var mine = new TreeSet<>(allowed);
            mine.add(module);
            classes().that().resideInAPackage(ROOT + module + "..").should().onlyDependOnClassesThat(outsideOrIn(ROOT, mine))
                .allowEmptyShould(true).check(CLASSES);
        });
    }

    @Test
    void everyPackageOfTheEmulatorUsesOnlyThePackagesBelowIt() {
        for (int i = 0; i < PACKAGES.size(); i++) {
            classes().that().resideInAPackage(EMULATOR + PACKAGES.get(i) + "..").should()
                .onlyDependOnClassesThat(outsideOrIn(EMULATOR, Set.copyOf(PACKAGES.subList(0, i + 1)))).check(CLASSES);
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheTables() {
        var modules = CLASSES.stream().map(c -> first(c, ROOT)).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(MODULES.keySet().containsAll(modules), modules.toString());
        var packages = CLASSES.stream().filter(c -> c.getName().startsWith(EMULATOR)).map(c -> first(c, EMULATOR))
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(PACKAGES), packages);
    }

    @Test
    void frontEndsDoNotReachPastTheSession() {
        noClasses().that().resideInAnyPackage(ROOT + "gdb..", ROOT + "scripting..", ROOT + "repl..", ROOT + "examples..")
            .should().dependOnClassesThat(describe("are inside the processor", (JavaClass c) ->
                List.of("isa", "memory", "cpu", "engine").contains(first(c, EMULATOR)) && !OPEN_TO_FRONT_ENDS.contains(c.getName())))
            .check(CLASSES);
    }

    @Test
    void nothingTheGuestSeesComesFromTheHostsClock() {
        noClasses().that().resideInAPackage(ROOT + "emulator..").and().doNotHaveSimpleName("HostPacing")
            .should().callMethod(System.class, "nanoTime").orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(Instant.class, "now").orShould().callMethod(Math.class, "random").check(CLASSES);
    }

    @Test
    void noStateIsSharedBetweenMachines() {
        fields().that().areStatic().and().areDeclaredInClassesThat().resideInAPackage(ROOT + "emulator..").should().beFinal().check(CLASSES);
    }

    @Test
    void nothingReflectsOnItself() {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..").check(CLASSES);
    }

    @Test
    void anArrowDrawnTheWrongWayIsFound() {
        ArchRule wrong = classes().that().resideInAPackage(ROOT + "repl..").should()
            .onlyDependOnClassesThat(outsideOrIn(ROOT, Set.of("repl")));
        var error = assertThrows(AssertionError.class, () -> wrong.check(CLASSES));
        assertTrue(error.getMessage().contains("dev.ringside.emulator"), error.getMessage());
    }

    private static DescribedPredicate<JavaClass> outsideOrIn(String root, Set<String> names) {
        return describe("are in " + names + " or not ours", c -> !c.getName().startsWith(root) || names.contains(first(c, root)));
    }

    /** The first part of a class's package below {@code root}; empty for other classes. */
    private static String first(JavaClass c, String root) {
        return c.getName().startsWith(root) ? c.getName().substring(root.length()).split("\\.")[0] : "";
    }
}
