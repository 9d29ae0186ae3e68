package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;

/**
 * What the processor remembers between two instructions, in the layouts of the virtual-machine control structure (SDM vol. 3,
 * 25.4.2).
 */
final class TransientRows {
    /** Activity: 0 active, 1 in HLT or MWAIT, 2 shut down by a triple fault. */
    private static final int ACTIVE = 0, HALTED = 1, SHUT_DOWN = 2;

    /** Interruptibility: interrupts blocked by STI, by MOV SS or POP SS, NMIs blocked until IRET. */
    private static final int BY_STI = 1, BY_MOV_SS = 2, BY_NMI = 8;

    /** B0-B3, BS and BT of DR6. */
    private static final int PENDING_BITS = 0xC00F;

    private TransientRows() {}

    static void addTo(RegisterTable table) {
        table.add(RegisterTable.row("activity", 32, RegisterGroup.TRANSIENT, RegisterTable.NUMBER,
                cpu -> cpu.shutdown ? SHUT_DOWN : cpu.halted ? HALTED : ACTIVE, (write, value) -> setActivity(write.cpu(), value), cpu -> 3));
        table.add(RegisterTable.row("interruptibility", 32, RegisterGroup.TRANSIENT, RegisterTable.NUMBER, TransientRows::blocking,
                (write, value) -> block(write.cpu(), (int) value), cpu -> BY_STI | BY_MOV_SS | BY_NMI));
        table.add(RegisterTable.row("pending_debug", 32, RegisterGroup.TRANSIENT, RegisterTable.NUMBER, cpu -> cpu.pendingDebug,
                (write, value) -> write.cpu().pendingDebug = value, cpu -> PENDING_BITS));
    }

    private static void setActivity(Cpu cpu, long value) throws RefusedException {
        if (value > SHUT_DOWN) {
            throw new RefusedException("activity is 0 (active), 1 (halted) or 2 (shut down)");
        }
        cpu.halted = value == HALTED;
        cpu.shutdown = value == SHUT_DOWN;
        cpu.raise(Cpu.ATTENTION_HALTED);
    }

    private static int blocking(Cpu cpu) {
        int shadow = cpu.shadow & ~Cpu.SHADOW_EXPIRING;
        return (shadow == Cpu.SHADOW_STI ? BY_STI : shadow == Cpu.SHADOW_MOV_SS ? BY_MOV_SS : 0) | (cpu.nmiBlocked ? BY_NMI : 0);
    }

    private static void block(Cpu cpu, int value) throws RefusedException {
        if ((value & (BY_STI | BY_MOV_SS)) == (BY_STI | BY_MOV_SS)) {
            throw new RefusedException("interrupts are blocked by STI or by MOV SS, not by both");
        }
        cpu.shadow = (value & BY_STI) != 0 ? Cpu.SHADOW_STI : (value & BY_MOV_SS) != 0 ? Cpu.SHADOW_MOV_SS : Cpu.SHADOW_NONE;
        cpu.nmiBlocked = (value & BY_NMI) != 0;
    }

    /** Forgets all of it but the blocking of NMIs: the processor is to execute elsewhere. */
    static void clear(Cpu cpu) {
        cpu.halted = false;
        cpu.shutdown = false;
        cpu.shadow = Cpu.SHADOW_NONE;
        cpu.pendingDebug = 0;
        cpu.privileged.wakesMasked = false;
    }
}
