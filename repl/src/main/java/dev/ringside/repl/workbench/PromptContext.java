package dev.ringside.repl.workbench;

import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.expression.evaluate.EvaluationContext;
import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.Space;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The machine as expressions at the prompt see it. In an outer frame the registers are that frame's. A kernel that keeps itself out of the
 * page tables of user mode is seen through its own.
 */
record PromptContext(EvaluationContext now, Optional<SelectedFrame> frame, MemoryView kernel, Cancellation cancellation) implements EvaluationContext {
    @Override
    public OptionalLong register(String register, int word) {
        return frame.isPresent() && frame.get().level() > 0 ? frame.get().register(register, word) : now.register(register, word);
    }

    @Override
    public OptionalLong memoryByte(Space space, long address) {
        cancellation.check();
        OptionalLong value = now.memoryByte(space, address);
        byte[] one = new byte[1];
        return value.isEmpty() && space == Space.LINEAR && kernel.read(address, one, 0, 1) == 1 ? OptionalLong.of(one[0] & 0xFF) : value;
    }

    @Override
    public OptionalLong walk(WalkPart part, long address) {
        return now.walk(part, address);
    }

    @Override
    public OptionalLong msr(long number) {
        return now.msr(number);
    }

    @Override
    public OptionalLong word(ContextWord word) {
        return now.word(word);
    }

    @Override
    public OptionalLong event(EventField field) {
        return now.event(field);
    }

    @Override
    public OptionalLong userVariable(String name) {
        return now.userVariable(name);
    }

    @Override
    public OptionalLong depth() {
        return now.depth();
    }

    @Override
    public OptionalLong caller() {
        return now.caller();
    }
}
