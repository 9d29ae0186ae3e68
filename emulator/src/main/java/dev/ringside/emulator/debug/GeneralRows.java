package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Instruction;

/** General registers, instruction pointer, EFLAGS and the visible segment selectors. */
final class GeneralRows {
    private static final String[] NAMES = {"ax", "bx", "cx", "dx", "si", "di", "bp", "sp"};
    private static final int[] NUMBERS = {Cpu.RAX, Cpu.RBX, Cpu.RCX, Cpu.RDX, Cpu.RSI, Cpu.RDI, Cpu.RBP, Cpu.RSP};

    /** The order of 32-bit debuggers, which is that of the instruction encoding. */
    private static final String[] NAMES_32 = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};

    private static final String[] SELECTORS = {"cs", "ss", "ds", "es", "fs", "gs"};
    private static final int[] SELECTOR_NUMBERS = {Instruction.CS, Instruction.SS, Instruction.DS, Instruction.ES, Instruction.FS, Instruction.GS};

    /** EFLAGS bits that exist (SDM vol. 1, 3.4.3), without bit 1, which is always set. */
    private static final int EFLAGS_WRITABLE = 0x3F7FD5;

    private static final RegisterType EFLAGS = RegisterType.flags("eflags_bits",
            "CF:0 :1 PF:2 AF:4 ZF:6 SF:7 TF:8 IF:9 DF:10 OF:11 NT:14 RF:16 VM:17 AC:18 VIF:19 VIP:20 ID:21");

    private GeneralRows() {}

    static void addTo(RegisterTable table) {
        if (table.wide()) {
            for (int i = 0; i < NAMES.length; i++) {
                general(table, "r" + NAMES[i], NUMBERS[i]);
            }
            for (int i = NAMES.length; i < table.registers; i++) {
                general(table, "r" + i, i);
            }
        } else {
            for (int i = 0; i < NAMES_32.length; i++) {
                general(table, "e" + NAMES_32[i], i);
            }
        }
        Register counter = RegisterTable.row(table.wide() ? "rip" : "eip", table.bits, RegisterGroup.GENERAL, new RegisterType.CodePointer(),
                cpu -> cpu.rip, RegisterWrite::instructionPointer, cpu -> -1);
        table.add(counter.loadedBy((write, value) -> write.moveTo(value.low())));
        Register eflags = RegisterTable.row("eflags", 32, RegisterGroup.GENERAL, EFLAGS, cpu -> cpu.flags.value(),
                (write, value) -> write.cpu().setFlags((int) value | Flags.ONE), cpu -> EFLAGS_WRITABLE);
        table.add(eflags.writableNow(cpu -> cpu.longMode() ? EFLAGS_WRITABLE & ~Flags.VM : EFLAGS_WRITABLE));
        for (int i = 0; i < SELECTORS.length; i++) {
            selector(table, SELECTORS[i], SELECTOR_NUMBERS[i]);
        }
    }

    private static void general(RegisterTable table, String name, int number) {
        boolean stack = number == Cpu.RSP || number == Cpu.RBP;
        table.add(RegisterTable.row(name, table.bits, RegisterGroup.GENERAL, stack ? new RegisterType.DataPointer() : RegisterTable.NUMBER,
                cpu -> cpu.r[number], (write, value) -> write.cpu().r[number] = value, cpu -> -1));
    }

    private static void selector(RegisterTable table, String name, int number) {
        Register row = RegisterTable.row(name, 32, RegisterGroup.SELECTOR, RegisterTable.NUMBER, cpu -> cpu.segments.selector[number],
                (write, value) -> write.cpu().segments.selector[number] = (int) value, cpu -> 0xFFFF);
        table.add(row.loadedBy((write, value) -> SelectorLoad.load(write.cpu(), number, (int) value.low() & 0xFFFF)));
    }
}
