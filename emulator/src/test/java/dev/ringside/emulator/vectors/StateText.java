package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Row.Attribute;

/** What of a state matters for an instruction, on a few lines. */
final class StateText {
    private static final String[] NAMES = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi"};

    private StateText() {}

    static String of(MachineState state, Instruction insn) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < (insn.mode == 64 ? 16 : 8); i++) {
            text.append(i < 8 ? NAMES[i] : "r" + i).append('=').append(Long.toHexString(state.register(i))).append(' ');
        }
        text.append("rip=").append(Long.toHexString(state.rip())).append(" eflags=").append(Integer.toHexString(state.flags()));
        if (insn.row.is(Attribute.X87) || insn.row.is(Attribute.MMX)) {
            text.append(String.format("%n    fcw=%x fsw=%x ftw=%x", state.controlWord(), state.statusWord(), state.tags()));
            for (int i = 0; i < 8; i++) {
                text.append(String.format(" st%d=%04x.%016x", i, state.signExponent(i), state.mantissa(i)));
            }
        }
        if (insn.row.is(Attribute.SSE)) {
            text.append(String.format("%n    mxcsr=%x", state.mxcsr()));
            for (int i : new int[] {0, insn.reg, insn.rm}) {
                text.append(String.format(" xmm%d=%016x_%016x", i & 15, state.xmm(i & 15, 1), state.xmm(i & 15, 0)));
            }
        }
        return text.toString();
    }
}
