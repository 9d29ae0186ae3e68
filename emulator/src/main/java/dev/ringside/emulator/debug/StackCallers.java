package dev.ringside.emulator.debug;

import dev.ringside.emulator.debug.program.CallStack;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.GeneralRegister;
import java.util.Optional;

/** Finds a caller as the call stack does. */
final class StackCallers implements CallerFinder {
    private final CallStack stack;

    StackCallers(CallStack stack) {
        this.stack = stack;
    }

    @Override
    public Optional<Caller> find() {
        return stack.caller().filter(frame -> frame.registers().knows(GeneralRegister.RSP)).map(StackCallers::caller);
    }

    private static Caller caller(Frame frame) {
        String how = switch (frame.how()) {
            case LIVE -> "the processor";
            case ORC -> "the kernel's unwind tables";
            case CFI -> "call frame information";
            case FRAME_POINTER -> "frame pointer";
            case SAVED_REGISTERS -> "saved registers";
            case SCAN -> "first return address on the stack";
        };
        return new Caller(frame.pc(), frame.registers().get(GeneralRegister.RSP).orElseThrow(), how, frame.sure());
    }
}
