package dev.ringside.emulator.boot.bios;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.isa.Instruction;

/** A call in progress, seen as the service sees it: 16-bit registers, real-mode memory, and the caller's flags, which wait on the stack. */
final class BiosCall {
    /** Registers by their number in instructions. */
    static final int AX = Cpu.RAX;
    static final int BX = Cpu.RBX;
    static final int CX = Cpu.RCX;
    static final int DX = Cpu.RDX;

    private static final int FLAGS_ON_STACK = 4;

    private final Cpu cpu;

    BiosCall(Cpu cpu) {
        this.cpu = cpu;
    }

    Ports ports() {
        return cpu.ports;
    }

    /** The low 16 bits of a register. */
    int word(int register) {
        return (int) cpu.r[register] & 0xFFFF;
    }

    void setWord(int register, int value) {
        cpu.setRegister(register, 16, value);
    }

    /** The low 32 bits of a register. */
    long dword(int register) {
        return cpu.r[register] & 0xFFFF_FFFFL;
    }

    void setDword(int register, long value) {
        cpu.setRegister(register, 32, value);
    }

    /** AL, BL, CL or DL. */
    int low(int register) {
        return word(register) & 0xFF;
    }

    void setLow(int register, int value) {
        setWord(register, word(register) & 0xFF00 | value & 0xFF);
    }

    /** AH, BH, CH or DH. */
    int high(int register) {
        return word(register) >> 8;
    }

    void setHigh(int register, int value) {
        setWord(register, word(register) & 0xFF | (value & 0xFF) << 8);
    }

    /** Linear address of {@code ES:offset}. */
    long extra(int offset) {
        return cpu.segments.base[Instruction.ES] + (offset & 0xFFFF);
    }

    /** Linear address of {@code DS:offset}. */
    long data(int offset) {
        return cpu.segments.base[Instruction.DS] + (offset & 0xFFFF);
    }

    /** Loads ES as a real-mode program would. */
    void setExtraSegment(int selector) {
        cpu.segments.setReal(Instruction.ES, selector);
        cpu.updateMode();
    }

    int load8(long linear) {
        return cpu.mmu.load8(linear);
    }

    int load16(long linear) {
        return cpu.mmu.load16(linear);
    }

    long load32(long linear) {
        return cpu.mmu.load32(linear) & 0xFFFF_FFFFL;
    }

    long load64(long linear) {
        return cpu.mmu.load64(linear);
    }

    void store8(long linear, int value) {
        cpu.mmu.store8(linear, value);
    }

    void store16(long linear, int value) {
        cpu.mmu.store16(linear, value);
    }

    void store32(long linear, long value) {
        cpu.mmu.store32(linear, (int) value);
    }

    void store64(long linear, long value) {
        cpu.mmu.store64(linear, value);
    }

    /** CF as the caller will see it. */
    void setCarry(boolean value) {
        setFlag(Flags.CF, value);
    }

    /** ZF as the caller will see it. */
    void setZero(boolean value) {
        setFlag(Flags.ZF, value);
    }

    private void setFlag(int flag, boolean value) {
        long at = stack(FLAGS_ON_STACK);
        int flags = load16(at);
        store16(at, value ? flags | flag : flags & ~flag);
    }

    /** CS:IP the caller will return to, as text. */
    String caller() {
        return "%04x:%04x".formatted(load16(stack(2)), load16(stack(0)));
    }

    private long stack(int distance) {
        return cpu.segments.base[Instruction.SS] + (word(Cpu.RSP) + distance & 0xFFFF);
    }
}
