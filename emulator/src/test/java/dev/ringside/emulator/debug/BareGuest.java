package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.Platform;
import java.util.HexFormat;

/** A machine with a few bytes of code and a processor whose state is set up through the session, as outside tools do it. */
public final class BareGuest {
    /** Where code lies. */
    public static final int CODE = 0x10000;

    /** Where page tables lie; they map the first GiB to itself, for user code too. */
    public static final int PAGE_TABLES = 0x1000;

    /** Top of the stack. */
    public static final int STACK = 0x9000;

    /** The machine. */
    public final Machine machine;
    /** The session over it. */
    public final Session session;
    /** Its registers, 64 bits wide. */
    public final Registers registers;

    BareGuest() {
        this(TestEngine.INTERPRETER);
    }

    /** An empty one on an engine. */
    public BareGuest(TestEngine engine) {
        this(engine, new NativePlatform());
    }

    /** An empty one on an engine, under a platform. */
    public BareGuest(TestEngine engine, Platform platform) {
        machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20).withEngine(engine.factory()));
        platform.attach(machine);
        machine.extend(platform.configuration(), platform);
        session = new Session(machine, platform);
        registers = session.registers(0, RegisterWidth.BITS_64);
    }

    /** Puts code, written in hex, where it is executed from. */
    public BareGuest code(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        machine.memory().copyIn(Agent.LOADER, CODE, bytes, 0, bytes.length);
        return this;
    }

    /** Real mode. */
    public BareGuest real() {
        set("cs", CODE >> 4);
        set("ss", 0);
        return ready(0);
    }

    /** Protected mode with flat 32-bit segments at a privilege level. */
    public BareGuest protected32(int cpl) {
        set("cr0", 0x11);
        segments(0xC09B, cpl);
        return ready(CODE);
    }

    /** 64-bit mode at a privilege level. */
    public BareGuest long64(int cpl) {
        putQuad(PAGE_TABLES, PAGE_TABLES + 0x1007);
        putQuad(PAGE_TABLES + 0x1000, 0x87);
        set("cr4", 0x20);
        set("efer", 0x100);
        set("cr3", PAGE_TABLES);
        set("cr0", 0x80000011L);
        segments(0xA09B, cpl);
        return ready(CODE);
    }

    private void segments(int codeAttributes, int cpl) {
        int dpl = cpl << 5;
        for (String name : new String[] {"cs", "ss", "ds", "es"}) {
            set(name, (name.equals("cs") ? 0x18 : 0x20) | cpl);
            set(name + "_base", 0);
            set(name + "_limit", 0xFFFFFFFFL);
            set(name + "_attr", (name.equals("cs") ? codeAttributes : 0xC093) | dpl);
        }
        set("cpl", cpl);
    }

    private BareGuest ready(long rip) {
        set("rip", rip);
        set("rsp", STACK);
        set("eflags", 2);
        return this;
    }

    /** Writes a register. */
    public void set(String register, long value) {
        try {
            registers.write(registers.named(register), RegisterValue.of(value));
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads a register. */
    public long get(String register) {
        return registers.read(registers.named(register)).low();
    }

    /** Writes eight bytes of physical memory. */
    public void putQuad(long physical, long value) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (value >>> 8 * i);
        }
        machine.memory().copyIn(Agent.LOADER, physical, bytes, 0, 8);
    }
}
