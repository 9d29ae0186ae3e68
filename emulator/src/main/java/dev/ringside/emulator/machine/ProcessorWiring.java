package dev.ringside.emulator.machine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.NumericErrorLine;
import dev.ringside.emulator.device.interrupt.CoprocessorError;
import dev.ringside.emulator.device.interrupt.LocalApic;

/** Joins a processor to its local APIC and to the pins of the coprocessor error logic. */
final class ProcessorWiring implements LocalApic.Processor {
    private final Cpu cpu;
    private final Runnable init;

    private ProcessorWiring(Cpu cpu, Runnable init) {
        this.cpu = cpu;
        this.init = init;
    }

    /** @param init resets the processor after the instruction under way */
    static void join(Cpu cpu, LocalApic apic, CoprocessorError errors, Runnable init) {
        apic.connect(new ProcessorWiring(cpu, init));
        cpu.interrupts = apic;
        cpu.numericErrors = new NumericErrorLine() {
            @Override
            public void assertError() {
                errors.ferr(true);
            }

            @Override
            public boolean ignored() {
                return errors.ignoreNumericError();
            }

            @Override
            public void clearError() {
                errors.ferr(false);
            }
        };
    }

    @Override
    public void interruptPending() {
        cpu.raise(Cpu.ATTENTION_INTERRUPT);
    }

    @Override
    public void nmi() {
        cpu.raise(Cpu.ATTENTION_NMI);
    }

    // With one processor nobody sends INIT but the processor itself, by a store that must end first.
    @Override
    public void init() {
        init.run();
    }

    @Override
    public void startup(int vector) {}

    @Override
    public long tscOffset() {
        return cpu.timeStampCounter() - cpu.virtualTime();
    }
}
