package dev.ringside.symbols.unwind.cfi;

import static dev.ringside.symbols.unwind.GeneralRegister.RSP;

import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.FrameMethod;
import dev.ringside.symbols.unwind.FrameRegisters;
import dev.ringside.symbols.unwind.GeneralRegister;
import dev.ringside.symbols.unwind.StackMemory;
import dev.ringside.symbols.unwind.Step;
import dev.ringside.symbols.unwind.UnreadableException;
import dev.ringside.symbols.unwind.Unwinder;
import dev.ringside.symbols.unwind.WalkEnd;
import dev.ringside.symbols.unwind.cfi.FrameExpression.UnknownException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Unwinds by call frame information. Registers that it says nothing about keep their value when the ABI has functions preserve them (RBX,
 * RBP, R12 to R15; EBX, EBP, ESI, EDI), and are not known in the caller otherwise.
 */
public final class CfiUnwinder implements Unwinder {
    private static final Set<GeneralRegister> PRESERVED_64 = EnumSet.of(GeneralRegister.RBX, GeneralRegister.RBP, GeneralRegister.R12,
        GeneralRegister.R13, GeneralRegister.R14, GeneralRegister.R15);
    private static final Set<GeneralRegister> PRESERVED_32 = EnumSet.of(GeneralRegister.RBX, GeneralRegister.RBP, GeneralRegister.RSI,
        GeneralRegister.RDI);

    private final CallFrameInfo info;
    private final StackMemory memory;
    private final long slide;

    /**
     * An unwinder for the code that {@code info} describes.
     *
     * @param slide how many bytes the code has been moved from where it is linked for
     */
    public CfiUnwinder(CallFrameInfo info, MemoryView memory, long slide) {
        this.info = info;
        this.memory = new StackMemory(memory);
        this.slide = slide;
    }

    /** DWARF's number for the instruction pointer in code of a width. */
    static int returnColumn(int width) {
        return width == 64 ? 16 : 8;
    }

    @Override
    public Step caller(Frame frame) throws UnreadableException {
        FrameRegisters registers = frame.registers();
        if (registers.width() != info.width()) {
            return new Step.NoRule("call frame information for code of another width");
        }
        long address = info.section().truncated(frame.lookupPc() - slide);
        Optional<FunctionEntry> function = info.functionAt(address);
        if (function.isEmpty()) {
            return new Step.NoRule("no call frame information here");
        }
        try {
            return apply(function.get(), info.rowAt(function.get(), address), registers);
        } catch (UnknownException e) {
            return new Step.NoRule("call frame information leads to what is not known: " + e.getMessage());
        }
    }

    private Step apply(FunctionEntry function, FrameRow row, FrameRegisters registers) throws UnreadableException, UnknownException {
        CommonEntry common = function.common();
        if (row.rule(common.returnColumn()) instanceof RegisterRule.Undefined) {
            return new Step.End(new WalkEnd.Outermost("call frame information says that nothing has called this code"));
        }
        long cfa = cfa(function, row, registers);
        OptionalLong target = value(row.rule(common.returnColumn()), cfa, registers, OptionalLong.of(registers.pc()));
        if (target.isEmpty()) {
            throw info.section().bytes().fault(function.offset(), "a rule for the return address", "none");
        }
        if (target.getAsLong() == 0) {
            return new Step.End(new WalkEnd.Outermost("the return address is 0"));
        }
        FrameRegisters caller = registers.keeping(Set.of()).withPc(target.getAsLong()).with(RSP, cfa);
        for (GeneralRegister each : GeneralRegister.values()) {
            if (each.existsAt(registers.width())) {
                caller = restored(caller, each, row, cfa, registers);
            }
        }
        return new Step.Caller(caller, OptionalLong.of(cfa), FrameMethod.CFI, common.signalHandler(), true);
    }

    private FrameRegisters restored(FrameRegisters caller, GeneralRegister register, FrameRow row, long cfa, FrameRegisters registers)
            throws UnreadableException, UnknownException {
        RegisterRule rule = row.rule(register.dwarf(registers.width()));
        if (rule == null && (register == RSP || !(registers.width() == 64 ? PRESERVED_64 : PRESERVED_32).contains(register))) {
            return caller;
        }
        OptionalLong value = rule == null ? registers.get(register) : value(rule, cfa, registers, registers.get(register));
        return value.isPresent() ? caller.with(register, value.getAsLong()) : caller;
    }

    private long cfa(FunctionEntry function, FrameRow row, FrameRegisters registers) throws UnreadableException, UnknownException {
        if (row.cfaExpression != null) {
            return FrameExpression.evaluate(info.section(), row.cfaExpression, registers, memory);
        }
        if (row.cfaRegister < 0) {
            throw info.section().bytes().fault(function.offset(), "a canonical frame address", "none");
        }
        OptionalLong base = GeneralRegister.ofDwarf(registers.width(), row.cfaRegister).map(registers::get).orElse(OptionalLong.empty());
        return registers.truncated(base.orElseThrow(() -> new UnknownException("DWARF's register " + row.cfaRegister)) + row.cfaOffset);
    }

    /** The value that a rule gives; empty: none. */
    private OptionalLong value(RegisterRule rule, long cfa, FrameRegisters registers, OptionalLong current)
            throws UnreadableException, UnknownException {
        return switch (rule) {
            case null -> OptionalLong.empty();
            case RegisterRule.Undefined _ -> OptionalLong.empty();
            case RegisterRule.Same _ -> current;
            case RegisterRule.Offset(long offset) -> OptionalLong.of(memory.word(registers, cfa + offset, "saved register"));
            case RegisterRule.ValueOffset(long offset) -> OptionalLong.of(registers.truncated(cfa + offset));
            case RegisterRule.Register(int number) -> GeneralRegister.ofDwarf(registers.width(), number).map(registers::get)
                .orElseGet(() -> number == returnColumn(registers.width()) ? OptionalLong.of(registers.pc()) : OptionalLong.empty());
            case RegisterRule.At(RegisterRule.Block block) -> OptionalLong.of(memory.word(registers,
                FrameExpression.evaluate(info.section(), block, registers, memory, cfa), "saved register"));
            case RegisterRule.Value(RegisterRule.Block block) ->
                OptionalLong.of(FrameExpression.evaluate(info.section(), block, registers, memory, cfa));
        };
    }
}
