package dev.ringside.emulator.boot.bios;

import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.bios.BiosService.Outcome;
import dev.ringside.emulator.boot.bios.BiosService.Selector;
import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuidBit;
import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.cpu.MsrName;
import dev.ringside.emulator.isa.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The BIOS services. It stands before the platform and takes only those VMCALLs that stand in its own stubs, in real mode; everything else
 * is the platform's. The services keep their state in guest memory and in the devices, so there is none here to save.
 */
public final class Bios implements Hypervisor {
    private static final int UNSUPPORTED = 0x86;

    private final Hypervisor platform;
    private final Consumer<String> diagnostics;
    private final Map<Long, BiosService> services = new HashMap<>();
    /** Which missing services have been reported: a guest that calls one in a loop gets one line. */
    private final BitSet reported = new BitSet();

    /**
     * The services of one machine.
     *
     * @param platform    who answers everything that is not a BIOS call
     * @param cpu         the processor they run on
     * @param map         the memory map to tell
     * @param drive       number of the drive the machine was booted from, see {@link BootSector#drive()}
     * @param medium      the drive's contents
     * @param diagnostics takes a line for each service that is called and not there
     */
    public Bios(Hypervisor platform, Cpu cpu, MemoryMap map, int drive, BiosDisk medium, Consumer<String> diagnostics) {
        this.platform = platform;
        var disk = new DiskServices(drive, medium);
        this.diagnostics = diagnostics;
        var rows = new ArrayList<BiosService>();
        rows.addAll(InterruptServices.rows());
        rows.addAll(VideoServices.rows());
        rows.addAll(new SystemServices(map, cpu.mmu.memory()).rows());
        rows.addAll(disk.rows());
        rows.addAll(KeyboardServices.rows());
        rows.addAll(ClockServices.rows());
        rows.add(BiosService.only(0x19, "bootstrap", disk::bootstrap));
        rows.forEach(row -> services.put(key(row.interrupt(), row.selector(), row.function()), row));
    }

    /** Programs the devices and sets the tick count by the clock, as a BIOS has done by the time it loads a boot sector. */
    public void powerOn(Cpu cpu) {
        PowerOn.run(cpu.ports);
        new BiosCall(cpu).store32(BiosData.TICKS, ClockServices.ticksNow(cpu.ports));
    }

    /** The services as lines of a reference page: interrupt, function, name. */
    public List<String> describe() {
        return services.values().stream()
            .map(s -> "INT %02Xh %s %s".formatted(s.interrupt(), switch (s.selector()) {
                case AX -> "AX=%04Xh".formatted(s.function());
                case AH -> "AH=%02Xh".formatted(s.function());
                case NONE -> "       ";
            }, s.name()))
            .sorted().toList();
    }

    @Override
    public boolean hypercall(Cpu cpu, boolean vmmcall) {
        int interrupt = cpu.protectedMode() || vmmcall ? -1 : BiosArea.interrupt(cpu.segments.base[Instruction.CS] + cpu.rip);
        if (interrupt < 0) {
            return platform.hypercall(cpu, vmmcall);
        }
        var call = new BiosCall(cpu);
        var service = find(interrupt, call.word(BiosCall.AX));
        var outcome = service == null ? missing(interrupt, call) : service.handler().handle(call);
        cpu.flags.setZf(outcome == Outcome.AGAIN);
        cpu.flags.setCf(outcome == Outcome.WAIT);
        return true;
    }

    private BiosService find(int interrupt, int ax) {
        var byAx = services.get(key(interrupt, Selector.AX, ax));
        var byAh = services.get(key(interrupt, Selector.AH, ax >> 8));
        return byAx != null ? byAx : byAh != null ? byAh : services.get(key(interrupt, Selector.NONE, 0));
    }

    private static long key(int interrupt, Selector selector, int function) {
        return (long) interrupt << 32 | (long) selector.ordinal() << 16 | function;
    }

    /** Says what was asked for; INT 13h and 15h have an answer for functions they do not know, others return unchanged. */
    private Outcome missing(int interrupt, BiosCall call) {
        int ax = call.word(BiosCall.AX);
        int report = interrupt << 8 | ax >> 8;
        if (!reported.get(report)) {
            reported.set(report);
            diagnostics.accept("BIOS: no service for INT %02Xh AX=%04Xh, called before %s".formatted(interrupt, ax, call.caller()));
        }
        if (interrupt == 0x13 || interrupt == 0x15) {
            call.setHigh(BiosCall.AX, interrupt == 0x15 ? UNSUPPORTED : 1);
            call.setCarry(true);
        }
        return Outcome.DONE;
    }

    @Override
    public void cpuid(Cpu cpu, int leaf, int subleaf, int[] registers) {
        platform.cpuid(cpu, leaf, subleaf, registers);
    }

    @Override
    public void peekCpuid(Cpu cpu, int leaf, int subleaf, int[] registers) {
        platform.peekCpuid(cpu, leaf, subleaf, registers);
    }

    @Override
    public int highestLeaf(Cpu cpu) {
        return platform.highestLeaf(cpu);
    }

    @Override
    public List<CpuidBit> cpuidBits() {
        return platform.cpuidBits();
    }

    @Override
    public List<MsrName> msrs(Cpu cpu) {
        return platform.msrs(cpu);
    }

    @Override
    public OptionalLong peekMsr(Cpu cpu, int msr) {
        return platform.peekMsr(cpu, msr);
    }

    @Override
    public boolean ownsMsr(Cpu cpu, int msr) {
        return platform.ownsMsr(cpu, msr);
    }

    @Override
    public long readMsr(Cpu cpu, int msr) {
        return platform.readMsr(cpu, msr);
    }

    @Override
    public void writeMsr(Cpu cpu, int msr, long value) {
        platform.writeMsr(cpu, msr, value);
    }
}
