package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.gdb.RemoteGuest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Replays through the gdb stub. A {@link ReplayMachine} that never executes anything says what a case begins with: all of it is
 * carried over with packets, the instruction is stepped on the other side, and what came out is carried back.
 */
final class StubTarget implements VectorTarget, AutoCloseable {
    private static final int PAGE = 0x1000, FRAME = 48, LONGEST_CODE = 16;
    private static final int MOST_ITERATIONS = 100_000;
    private static final int RIP = place("rip"), CPL = place("cpl");

    private final ReplayMachine model;
    private final Registers registers;
    private final RemoteGuest guest;
    /** What memory holds on the other side, of all that is ever carried: only differences are. */
    private final byte[] remote = new byte[MemoryWindows.SYSTEM_END];
    private long codeAt = MemoryWindows.CODE;

    StubTarget(VectorHeader header) throws IOException {
        model = new ReplayMachine(header.mode(), header.selectors());
        registers = new Registers(model.cpu, RegisterWidth.BITS_64);
        guest = new RemoteGuest(model.cpu.model);
        for (int at = MemoryWindows.SYSTEM; at < MemoryWindows.SYSTEM_END; at += PAGE) {
            carryOver(at, PAGE);
        }
        carryOver(MemoryWindows.CODE, MemoryWindows.CODE_END - MemoryWindows.CODE);
    }

    /** Where a register stands in the table. */
    private static int place(String name) {
        return RegisterWidth.BITS_64.rows().stream().map(row -> row.name()).toList().indexOf(name);
    }

    private void carryOver(int address, int length) {
        byte[] bytes = new byte[length];
        model.memory(address, bytes);
        int first = Arrays.mismatch(bytes, 0, length, remote, address, address + length);
        if (first >= 0) {
            int end = length;
            while (bytes[end - 1] == remote[address + end - 1]) {
                end--;
            }
            System.arraycopy(bytes, first, remote, address + first, end - first);
            guest.write(address + first, Arrays.copyOfRange(bytes, first, end));
        }
    }

    private void carryBack(int address, int length) {
        byte[] bytes = guest.read(address, length);
        System.arraycopy(bytes, 0, remote, address, length);
        model.cpu.mmu.memory().copyIn(Agent.LOADER, address, bytes, 0, length);
    }

    @Override
    public String name() {
        return "gdb stub";
    }

    @Override
    public void load(TestCase test) {
        model.load(test);
        guest.registers(registers.rows().stream().map(registers::read).toList());
        carryOver(MemoryWindows.DATA, MemoryWindows.DATA_END - MemoryWindows.DATA);
        carryOver(MemoryWindows.READ_ONLY, MemoryWindows.READ_ONLY_END - MemoryWindows.READ_ONLY);
        carryCode();
        codeAt = test.initial().rip();
        carryCode();
    }

    private void carryCode() {
        carryOver((int) codeAt, (int) Math.min(LONGEST_CODE, MemoryWindows.CODE_END - codeAt));
    }

    @Override
    public Ending execute(Instruction insn) {
        boolean repeats = Replay.repeats(insn);
        int iterations = 0;
        List<RegisterValue> now;
        do {
            guest.step();
            now = guest.registers();
        } while (repeats && now.get(CPL).low() == 3 && now.get(RIP).low() == insn.rip && iterations++ < MOST_ITERATIONS);
        carryBack(now);
        return model.ending();
    }

    private void carryBack(List<RegisterValue> now) {
        try {
            registers.writeAll(now);
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
        carryBack(MemoryWindows.DATA, MemoryWindows.DATA_END - MemoryWindows.DATA);
        if (model.interrupted()) {
            carryBack((int) model.cpu.r[Cpu.RSP], FRAME);
        }
    }

    @Override
    public MachineState state() {
        return model.state();
    }

    @Override
    public void memory(int address, byte[] bytes) {
        model.memory(address, bytes);
    }

    @Override
    public void close() {
        guest.close();
    }
}
