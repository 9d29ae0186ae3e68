package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Rows of the control instructions (SDM vol.1 8.3.11). */
final class X87ControlRows {
    /** Control instructions of the 8087 and 80287 that do nothing since the 80387. */
    private static final List<String> FORGOTTEN = List.of("FNENI", "FNDISI", "FNSETPM");

    private X87ControlRows() {
    }

    static void addTo(X87Bindings bindings) {
        bindings.onStack("FNOP", (unit, insn) -> { })
                .onStack("FINCSTP", (unit, insn) -> X87Control.incrementTop(unit.state))
                .onStack("FDECSTP", (unit, insn) -> X87Control.decrementTop(unit.state))
                .onStack("FFREE", (unit, insn) -> X87Control.free(unit.state, insn.rm & 7))
                .onStack("FFREEP", (unit, insn) -> X87Control.freeAndPop(unit, insn.rm & 7))
                .control("FNINIT", row -> on(X87State::initialize))
                .control("FNCLEX", row -> on(X87State::clearExceptions))
                .control("FNSTCW", row -> storeWord(row, X87State::controlWord))
                .control("FNSTSW", row -> storeWord(row, X87State::statusWord))
                .control("FNSTENV", row -> X87Environment::storeEnvironment)
                .control("FNSAVE", row -> X87Environment::save)
                .waitingControl("FLDCW", row -> (cpu, insn) -> cpu.x87.controlWord((int) X87Bindings.load(cpu, insn, 16)))
                .waitingControl("FLDENV", row -> X87Environment::loadEnvironment)
                .waitingControl("FRSTOR", row -> X87Environment::restore)
                .add("FWAIT", row -> (cpu, insn) -> {
                    X87Checks.availableForWait(cpu);
                    X87Checks.noPendingError(cpu, insn);
                });
        for (String mnemonic : FORGOTTEN) {
            bindings.control(mnemonic, row -> on(state -> { }));
        }
    }

    private static Semantics on(Consumer<X87State> work) {
        return (cpu, insn) -> work.accept(cpu.x87);
    }

    private static Semantics storeWord(Row row, ToIntFunction<X87State> word) {
        if (row.operands().getFirst().kind() == OperandKind.FIXED) {
            return (cpu, insn) -> cpu.setRegister(Cpu.RAX, 16, word.applyAsInt(cpu.x87));
        }
        return (cpu, insn) -> cpu.mmu.store16(cpu.writeAddress(insn, 2), word.applyAsInt(cpu.x87));
    }
}
