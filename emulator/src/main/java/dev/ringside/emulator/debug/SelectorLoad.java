package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.system.Descriptor;
import dev.ringside.emulator.isa.Instruction;

/**
 * What happens to the hidden part of a segment register when a debugger writes the selector, which is all that debuggers know
 * of: it is loaded as the processor would load it, but without a check and without a trace in guest memory. A selector that
 * names no present code or data segment changes nothing but itself; so does writing the value that is already there.
 */
final class SelectorLoad {
    private static final int DESCRIPTOR_SIZE = 8;

    /** Limit and attributes in virtual-8086 mode (SDM vol. 3, 20.2.1): present, writable data, accessed, DPL 3. */
    private static final int V86_LIMIT = 0xFFFF, V86_ACCESS = 0xF3;

    private SelectorLoad() {}

    static void load(Cpu cpu, int segment, int selector) {
        SegmentRegisters s = cpu.segments;
        if (s.selector[segment] == selector) {
            return;
        }
        s.selector[segment] = selector;
        if (cpu.v86()) {
            s.set(segment, selector, (long) selector << 4, V86_LIMIT, V86_ACCESS);
        } else if (!cpu.protectedMode()) {
            s.setReal(segment, selector);
        } else {
            loadProtected(cpu, segment, selector);
        }
    }

    private static void loadProtected(Cpu cpu, int segment, int selector) {
        if (segment == Instruction.CS) {
            cpu.cpl = selector & 3;
        }
        if (Descriptor.isNull(selector)) {
            if (segment != Instruction.CS) {
                cpu.segments.set(segment, selector, 0, 0, 0);
            }
            return;
        }
        Descriptor d = find(cpu, selector);
        if (d != null && d.present() && (d.access() & SegmentRegisters.S) != 0) {
            cpu.segments.set(segment, selector, d.base(), d.limit(), d.access() | SegmentRegisters.ACCESSED);
        }
    }

    private static Descriptor find(Cpu cpu, int selector) {
        long address = Descriptor.address(cpu, selector, DESCRIPTOR_SIZE);
        byte[] bytes = new byte[DESCRIPTOR_SIZE];
        if (address == -1 || new LinearMemory(cpu).read(address, bytes) < DESCRIPTOR_SIZE) {
            return null;
        }
        long raw = 0;
        for (int i = 0; i < DESCRIPTOR_SIZE; i++) {
            raw |= (bytes[i] & 0xFFL) << 8 * i;
        }
        return new Descriptor(selector, address, raw, 0);
    }
}
