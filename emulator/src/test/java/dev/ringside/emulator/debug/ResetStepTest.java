package dev.ringside.emulator.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.boot.GuestStart;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.rom.RomImage;
import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.rule.CodePlace;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.guests.GuestAssembler;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Listing;
import dev.ringside.emulator.isa.Objdump;
import dev.ringside.emulator.isa.Syntax;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A boot from the reset vector to 64-bit mode, stepped, is objdump's listing of the ROM, line by line: address, code size and text. It
 * fails where a step goes wrong at a change of mode or segment, or where code is read or disassembled for another width.
 */
@ParameterizedClass
@EnumSource
class ResetStepTest {
    private static final String ROM = "rom/reset-to-long";

    private final TestEngine engine;

    ResetStepTest(TestEngine engine) {
        this.engine = engine;
    }

    private DrivenGuest start(Path elf) throws Exception {
        byte[] bytes = Files.readAllBytes(elf.resolveSibling(elf.getFileName().toString().replace(".elf", ".bin")));
        LoadPlan plan = new RomImage(ImageBytes.of("rom", bytes)).load();
        Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20).withRom(GuestStart.romSize(plan)).withEngine(engine.factory()));
        GuestStart.apply(plan, machine.cpu(0), machine.memory());
        return new DrivenGuest(machine, new Session(machine), Long.MAX_VALUE);
    }

    /** Where the next instruction lies, its code size and its text; spaces and comments, as objdump's too, do not count. */
    private static String here(DrivenGuest guest) {
        return guest.on(() -> {
            Cpu cpu = guest.machine.cpu(0);
            byte[] bytes = new byte[15];
            guest.session.linearMemory(0).read(cpu.segments.base[Instruction.CS] + cpu.rip, bytes);
            String text = new Listing(cpu.codeSize, Syntax.INTEL, null).lines(bytes, cpu.rip, 1).getFirst().text();
            return line(cpu.segments.base[Instruction.CS] + cpu.rip, cpu.codeSize, text);
        });
    }

    private static String line(long linear, int mode, String text) {
        return "%x %d %s".formatted(linear, mode, text.replaceFirst(" *#.*", "").replaceAll(" +", " "));
    }

    private static List<String> listing(Path elf) throws IOException {
        List<String> lines = new ArrayList<>();
        Objdump.listSection(elf, ".reset", 16, line -> {
            if (lines.isEmpty()) {
                lines.add(line(0xFFFF0000L + line.address(), 16, line.text()));
            }
        });
        list(elf, ".real", 16, lines);
        list(elf, ".protected", 32, lines);
        list(elf, ".long", 64, lines);
        return lines;
    }

    private static void list(Path elf, String section, int mode, List<String> lines) throws IOException {
        Objdump.listSection(elf, section, mode, line -> lines.add(line(0xF0000 + line.address(), mode, line.text())));
    }

    private static List<String> walk(DrivenGuest guest, Consumer<RunControl> step) {
        List<String> lines = new ArrayList<>(List.of(here(guest)));
        while (!lines.getLast().endsWith(" hlt")) {
            step.accept(guest.control);
            assertEquals(new Stop.Stepped(), guest.next());
            lines.add(here(guest));
        }
        return lines;
    }

    private static void assertLines(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i), found.get(i), "step " + i);
        }
        assertEquals(expected.size(), found.size());
    }

    @Test
    void everyStepIsALineOfTheListing() throws Exception {
        Path elf = GuestAssembler.ofThisModule().assembleRom(ROM);
        List<String> expected = listing(elf);
        assertEquals(50, expected.size());
        try (DrivenGuest guest = start(elf)) {
            assertLines(expected, walk(guest, control -> control.stepOver(1)));
        }
    }

    @Test
    void singleStepsShowEveryIterationOfARepeatedInstruction() throws Exception {
        Path elf = GuestAssembler.ofThisModule().assembleRom(ROM);
        List<String> expected = new ArrayList<>(listing(elf));
        int repeated = expected.stream().map(line -> line.contains("rep stos")).toList().indexOf(true);
        for (int i = 1; i < 12 << 10 >> 2; i++) {
            expected.add(repeated, expected.get(repeated));
        }
        try (DrivenGuest guest = start(elf)) {
            assertLines(expected, walk(guest, control -> control.step(1)));
        }
    }

    @Test
    void placesInEverySegmentAndModeStop() throws Exception {
        Path elf = GuestAssembler.ofThisModule().assembleRom(ROM);
        try (DrivenGuest guest = start(elf)) {
            // While CS holds F000 with the base that reset gives it, F000:FFF0 is where the processor stands.
            guest.add(RuleSpec.stop(new Selector.Execute(new CodePlace.Segmented(0xF000, 0xFFF0))));
            guest.add(RuleSpec.stop(new Selector.Execute(new CodePlace.Segmented(0xEFFF, 0x12))));
            guest.add(RuleSpec.stop(new Selector.Execute(new CodePlace.Physical(0xF1000))));
            guest.add(RuleSpec.stop(new Selector.Execute(new CodePlace.Linear(0xF2000))));
            guest.stop(new Selector.Mode());
            assertEquals(List.of(0xF0002L, 0xF0045L, 0xF1000L, 0xF1000L, 0xF103EL, 0xF2000L, 0xF2000L), stops(guest, 7));
        }
    }

    private static List<Long> stops(DrivenGuest guest, int count) {
        List<Long> places = new ArrayList<>();
        while (places.size() < count) {
            guest.hit().hits().forEach(hit -> places.add(hit.linear()));
        }
        return places;
    }
}
