package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.inspect.explain.Explanation.Draft;
import dev.ringside.emulator.platform.AbiValue;
import dev.ringside.emulator.platform.CallRow;
import dev.ringside.emulator.platform.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Explains the calls of a platform by its rows. */
final class CallExplainer {
    private static final List<String> REGISTERS = List.of("rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12",
            "r13", "r14", "r15");

    private final Cpu cpu;
    private final Optional<Platform> platform;

    CallExplainer(Cpu cpu, Optional<Platform> platform) {
        this.cpu = cpu;
        this.platform = platform;
    }

    List<CallRow> rows() {
        return platform.map(Platform::callRows).orElse(List.of());
    }

    /** The call of a name, with or without its prefix, or of a number. */
    Optional<Explanation> named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return rows().stream().filter(r -> r.name().equals(wanted) || r.name().endsWith("_" + wanted)).findFirst().map(this::of);
    }

    Optional<Explanation> numbered(long number) {
        return rows().stream().filter(r -> r.number() == number).findFirst().map(this::of);
    }

    private Explanation of(CallRow row) {
        Draft draft = new Draft(row.name() + ", call " + row.number() + " of platform " + platform.map(Platform::name).orElse(""), row.source());
        draft.say(row.meaning());
        if (!row.feature().isEmpty()) {
            draft.say("needs", row.feature() + (row.offered() ? " (offered)" : " (not offered)"));
        }
        if (!row.parameters().isEmpty()) {
            draft.part("arguments, with the registers as they are");
            for (CallRow.Parameter p : row.parameters()) {
                draft.say(p.name(), "in " + p.register() + ": " + AbiValue.of(p.name(), p.type(), cpu.r[REGISTERS.indexOf(p.register())]).text());
            }
        }
        return draft.done();
    }

    /** What an instruction that calls the hypervisor would ask for now. */
    Optional<Explanation> atInstruction() {
        return numbered(cpu.r[Cpu.RAX]);
    }
}
