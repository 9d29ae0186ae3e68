package dev.ringside.emulator.debug.inspect.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.system.ControlRegisters;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.symbols.expression.vocabulary.EntryField;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of layouts is whole, and agrees with what else is known of bits. */
class LayoutsTest {
    @Test
    void aValueIsTakenApart() {
        List<FieldValue> fields = Layouts.named("error.page").decode(0x15);
        assertEquals("the page is present: protection or reserved bits", fields.get(0).words());
        assertEquals("a read", fields.get(1).words());
        assertEquals("P US ID", String.join(" ", List.of(Layouts.named("error.page").flags(0x15).split(" ")).reversed()));
        assertEquals("data, writable, accessed", Layouts.named("descriptor.segment").decode(3L << 40 | 1L << 44).get(2).words());
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsLine() {
        List<String> gap = List.of("[a 8] title | source", "0 P | set", "7:2 rest | words");
        assertThrows(IllegalArgumentException.class, () -> Layouts.parse(gap));
        var bad = assertThrows(IllegalArgumentException.class, () -> Layouts.parse(List.of("[a 8] title | source", "x P")));
        assertTrue(bad.getMessage().startsWith("layouts.txt line 2"), bad.getMessage());
    }

    /** Bits that expressions name, {@code walk(a).pte.rw}, stand where the layouts have them. */
    @Test
    void expressionsAndLayoutsNameTheSameBits() {
        for (EntryField field : EntryField.values()) {
            Layout layout = Layouts.named(field == EntryField.LARGE ? "64.pde.2m" : "64.pte");
            String name = switch (field) {
                case FRAME -> "page";
                case NO_EXECUTE -> "XD";
                default -> field.title();
            };
            BitField bits = layout.field(name).orElseThrow(() -> new AssertionError(field + " is not in " + layout.name()));
            assertEquals(field.firstBit(), bits.first(), field.title());
        }
    }

    /** Every register that a processor model has can be explained. */
    @Test
    void everyModelSpecificRegisterHasALayout() {
        for (CpuModel model : CpuModel.all()) {
            Cpu cpu = new Machine(MachineConfig.of(model, 1 << 20)).cpu(0);
            ModelSpecificRegisters.all(cpu).forEach(msr -> assertTrue(
                    msr.name().startsWith("MTRR_") || msr.name().startsWith("X2APIC_") || Layouts.find(msr.name()).isPresent(), msr.name()));
        }
    }

    /** Bits that a layout calls reserved cannot be set by the processor's own rules, and the other way round. */
    @Test
    void reservedBitsOfControlRegistersAreThoseThatCannotBeSet() {
        long permitted = ControlRegisters.permittedCr4(new Machine(MachineConfig.of(CpuModel.standard(), 1 << 20)).cpu(0));
        assertEquals(~permitted & ~(1L << 8), Layouts.named("cr4").reserved() & ~(1L << 8), "apart from PCE");
    }
}
