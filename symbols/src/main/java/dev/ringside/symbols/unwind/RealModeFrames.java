package dev.ringside.symbols.unwind;

import static dev.ringside.symbols.unwind.GeneralRegister.RBP;
import static dev.ringside.symbols.unwind.GeneralRegister.RSP;

import dev.ringside.symbols.bytes.MemoryView;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Callers in real mode and virtual-8086 mode, where calls are near or far and no rule says who keeps what. At a return the stack pointer
 * is at the return address. Elsewhere the frame pointer may be at a frame (PUSH BP, MOV BP, SP); otherwise the stack is looked through
 * for what a call has left. All but the return is a guess.
 */
public final class RealModeFrames implements Unwinder {
    private static final int REACH = 4096;
    private static final int OPERAND_SIZE = 0x66;

    private final StackMemory memory;
    private final CallSites sites;

    /** Callers in this memory. */
    public RealModeFrames(MemoryView memory) {
        this.memory = new StackMemory(memory);
        this.sites = new CallSites(this.memory, _ -> Optional.empty());
    }

    /** What a call or interrupt leaves on the stack, and the instruction that takes it away again. */
    private enum Return {
        NEAR(2), NEAR_32(4), FAR(4), INTERRUPT(6);

        final int bytes;

        Return(int bytes) {
            this.bytes = bytes;
        }
    }

    @Override
    public Step caller(Frame frame) {
        FrameRegisters registers = frame.registers();
        if (registers.width() != 16 || !registers.knows(RSP)) {
            return new Step.NoRule("no code of 16 bits");
        }
        long sp = registers.get(RSP).getAsLong();
        Optional<Step> step = frame.exact() ? atReturn(frame).flatMap(kind -> caller(registers, sp, kind, FrameMethod.FRAME_POINTER, true))
            : Optional.empty();
        return step.or(() -> framed(registers, sp)).or(() -> scanned(registers, sp))
            .orElseGet(() -> new Step.NoRule("nothing that a call has left in the " + REACH + " bytes above SS:SP"));
    }

    private Optional<Return> atReturn(Frame frame) {
        byte[] code = memory.bytes(frame.pc(), 2);
        boolean wide = code.length == 2 && (code[0] & 0xFF) == OPERAND_SIZE;
        return code.length == 0 ? Optional.empty() : switch (code[wide ? 1 : 0] & 0xFF) {
            case 0xC2, 0xC3 -> Optional.of(wide ? Return.NEAR_32 : Return.NEAR);
            case 0xCA, 0xCB -> wide ? Optional.empty() : Optional.of(Return.FAR);
            case 0xCF -> wide ? Optional.empty() : Optional.of(Return.INTERRUPT);
            default -> Optional.empty();
        };
    }

    private Optional<Step> framed(FrameRegisters registers, long sp) {
        OptionalLong bp = registers.get(RBP);
        if (bp.isEmpty() || bp.getAsLong() < sp || bp.getAsLong() - sp > REACH) {
            return Optional.empty();
        }
        long at = bp.getAsLong() + 2;
        return likely(registers, at).flatMap(kind -> caller(registers, at, kind, FrameMethod.FRAME_POINTER, false))
            .map(step -> withSaved(step, number(registers, bp.getAsLong(), 2)));
    }

    private static Step withSaved(Step step, OptionalLong bp) {
        return step instanceof Step.Caller c && bp.isPresent()
            ? new Step.Caller(c.registers().with(RBP, bp.getAsLong()), c.cfa(), c.how(), c.exact(), c.sure()) : step;
    }

    private Optional<Step> scanned(FrameRegisters registers, long sp) {
        for (long at = sp; at < Math.min(sp + REACH, 0x10000); at += 2) {
            Optional<Return> kind = likely(registers, at);
            if (kind.isPresent()) {
                return caller(registers, at, kind.get(), FrameMethod.SCAN, false);
            }
        }
        return Optional.empty();
    }

    /** What the numbers at an offset of the stack segment look like. */
    private Optional<Return> likely(FrameRegisters registers, long at) {
        OptionalLong ip = number(registers, at, 2);
        OptionalLong cs = number(registers, at + 2, 2);
        if (ip.isEmpty() || cs.isEmpty() || ip.getAsLong() == 0) {
            return Optional.empty();
        }
        long far = (cs.getAsLong() << 4) + ip.getAsLong();
        long near = registers.codeBase() + ip.getAsLong();
        if (cs.getAsLong() != 0 && sites.followsFarCall(far, 16)) {
            return Optional.of(Return.FAR);
        }
        if (cs.getAsLong() != 0 && sites.followsInterrupt(far)) {
            return Optional.of(Return.INTERRUPT);
        }
        if (cs.getAsLong() == 0 && followsWideCall(near)) {
            return Optional.of(Return.NEAR_32);
        }
        return sites.followsNearCall(near, 16) ? Optional.of(Return.NEAR) : Optional.empty();
    }

    /** Compilers call with operands of 32 bits in code of 16: 66 E8 and a distance of four bytes. */
    private boolean followsWideCall(long linear) {
        byte[] code = memory.bytes(linear - 6, 2);
        return code.length == 2 && (code[0] & 0xFF) == OPERAND_SIZE && (code[1] & 0xFF) == 0xE8;
    }

    private Optional<Step> caller(FrameRegisters registers, long at, Return kind, FrameMethod how, boolean sure) {
        OptionalLong ip = number(registers, at, 2);
        OptionalLong cs = kind == Return.NEAR || kind == Return.NEAR_32 ? OptionalLong.empty() : number(registers, at + 2, 2);
        if (ip.isEmpty() || cs.isEmpty() && (kind == Return.FAR || kind == Return.INTERRUPT)) {
            return Optional.empty();
        }
        FrameRegisters caller = registers.keeping(Set.of(RBP)).withPc(ip.getAsLong()).with(RSP, at + kind.bytes);
        if (cs.isPresent()) {
            caller = caller.inSegments(cs.getAsLong() << 4, registers.stackBase());
        }
        return Optional.of(new Step.Caller(caller, OptionalLong.of(registers.truncated(at + kind.bytes)), how, false, sure));
    }

    private OptionalLong number(FrameRegisters registers, long offset, int bytes) {
        try {
            return OptionalLong.of(memory.read(registers.linearStack(offset), bytes, "stack"));
        } catch (UnreadableException _) {
            return OptionalLong.empty();
        }
    }
}
