package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Disassembler;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.Syntax;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads and decodes instructions of a processor's code, as it would. */
final class CodeReader {
    private final Cpu cpu;
    private final MemoryAccess linear;
    private final LongFunction<String> names;

    CodeReader(Cpu cpu, MemoryAccess linear, LongFunction<String> names) {
        this.cpu = cpu;
        this.linear = linear;
        this.names = names;
    }

    /**
     * An instruction.
     *
     * @param at its linear address
     */
    record Code(Instruction instruction, byte[] bytes, long at, String text) {
        /** Whether its bytes are an instruction. */
        boolean valid() {
            return instruction.row != InstructionTable.INVALID && instruction.row != InstructionTable.TOO_LONG;
        }

        String operand(Operand operand) {
            return Disassembler.operand(instruction, operand, bytes, 0, Syntax.INTEL);
        }
    }

    /** The instruction at a linear address, for code of {@code size} bits; empty when its bytes cannot be read. */
    Optional<Code> at(long address, int size) {
        byte[] bytes = new byte[Decoder.MAX_LENGTH];
        int got = linear.read(address, bytes);
        long base = size == 64 ? 0 : cpu.segments.base[Instruction.CS];
        Instruction found = got == 0 ? null : new Decoder(cpu.model.features()).decode(bytes, 0, got, address - base & (size == 64 ? -1L : 0xFFFFFFFFL), size);
        if (found == null) {
            return Optional.empty();
        }
        byte[] exact = Arrays.copyOf(bytes, Math.max(got, 1));
        return Optional.of(new Code(found, exact, address, Disassembler.format(found, exact, 0, Syntax.INTEL, a -> {
            String name = names.apply(a);
            return name.isEmpty() ? null : name;
        }).replaceAll(" +", " ")));
    }
}
