package dev.ringside.examples.benchmark;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.GuestStart;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.Segment;
import dev.ringside.emulator.boot.TableRegister;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An endless integer loop in flat 32-bit code: a xorshift generator, a table it reads and writes, a comparison, a call.
 * Prints millions of guest instructions per CPU second of the machine's thread, a line per round; the first rounds are
 * the JIT compiler's.
 */
public final class IntegerLoop {
    private static final long CODE_AT = 0x100000;
    private static final long STACK = 0x300000;
    private static final long ROUND = 200_000_000;
    private static final int ROUNDS = 15;

    /*
     * mov esi, 0x200000; mov ecx, 1000000000; mov eax, 12345
     * again: mov edx, eax; shl edx, 13; xor eax, edx; mov edx, eax; shr edx, 17; xor eax, edx; mov edx, eax; shl edx, 5
     *        xor eax, edx; mov edi, eax; and edi, 0xfff; add ebx, [esi + edi*4]; mov [esi + edi*4 + 4], ebx; cmp ebx, 7
     *        je skip; call count
     * skip:  dec ecx; jnz again; hlt
     * count: inc ebp; ret
     */
    private static final byte[] CODE = HexFormat.of().parseHex("be00002000b900ca9a3bb83930000089c2c1e20d31d089c2c1ea1131d0"
            + "89c2c1e20531d089c781e7ff0f0000031cbe895cbe0483fb077405e8040000004975cff445c3");

    private IntegerLoop() {}

    /** Runs it; no arguments. */
    public static void main(String[] args) {
        if (args.length > 0) {
            System.err.println("usage: IntegerLoop (no arguments)");
            System.exit(2);
        }
        Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 16L << 20));
        EntryState entry = EntryState.protected32(CODE_AT, Map.of(GeneralRegister.RSP, STACK), new TableRegister(0, 0));
        GuestStart.apply(LoadPlan.of("integer loop", List.of(Segment.ram(CODE_AT, CODE, "code")), entry), machine.cpu(0), machine.memory());
        long before = cpuTime();
        for (int round = 1; round <= ROUNDS; round++) {
            machine.run(round * ROUND);
            long now = cpuTime();
            System.out.printf("%6.1f million instructions a second%n", ROUND * 1e3 / (now - before));
            before = now;
        }
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
