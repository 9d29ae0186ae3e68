package dev.ringside.repl.workbench.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Example;
import dev.ringside.repl.workbench.TinyGuest;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.render.TextRenderer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Commands that show the machine, on a guest in real mode: each example works, bad input is told in a line, and nothing changes. */
class MachineCommandsTest {
    // mov ax, [bx+si]; jmp back
    private static final TinyGuest GUEST = new TinyGuest(0x8B, 0x00, 0xEB, 0xFC);
    private static final Workbench WORKBENCH = new Workbench(GUEST.guest(), Families.table());

    @AfterAll
    static void end() {
        GUEST.close();
    }

    private static List<CommandRow> rows() {
        return Stream.of(PagetableCommands.rows(), TlbCommands.rows(), DescriptorCommands.rows(), MsrCommands.rows(), InterruptCommands.rows(),
            DeviceCommands.rows(), ExplainCommands.rows()).flatMap(List::stream).toList();
    }

    private static String done(String line) {
        return String.join("\n", TextRenderer.plain(WORKBENCH.executor().execute(line)));
    }

    private static String refusal(String line) {
        return assertThrows(CommandException.class, () -> WORKBENCH.executor().execute(line), line).getMessage();
    }

    @Test
    void everyExampleWorksAndChangesNothing() {
        long hash = GUEST.hash();
        for (CommandRow row : rows()) {
            assertTrue(row.examples().size() > 0, row.name());
            for (Example example : row.examples()) {
                if (!example.linux()) {
                    example.before().forEach(MachineCommandsTest::done);
                    assertFalse(done(example.line()).isEmpty(), example.line());
                }
            }
        }
        assertEquals(hash, GUEST.hash());
    }

    @Test
    void theVectorTableOfRealMode() {
        assertTrue(done("idt").contains("#DE divide error"), () -> done("idt"));
        assertTrue(done("idt 0").contains("16-bit vector 0x0:0x0"), () -> done("idt 0"));
        assertEquals("expected a number in the ivt, at most 255, found 256", refusal("idt 256"));
    }

    @Test
    void anInstructionAndItsOperands() {
        String text = done("explain");
        assertTrue(text.contains("mov ax,WORD PTR [bx+si]"), text);
        assertTrue(text.contains("read; now at 0x0, holds 0x0"), text);
        assertTrue(text.contains("16-bit code"), text);
    }

    @Test
    void badInputIsOneLine() {
        assertEquals("column 5: expected a model-specific register that exists here (see msr), found 'NOSUCH'", refusal("msr NOSUCH"));
        assertEquals("column 5: expected a model-specific register that exists here (see msr), found '0x12345'", refusal("msr 0x12345"));
        assertEquals("column 9: expected a device (see devices), found 'floppy'", refusal("devices floppy"));
        assertEquals("column 16: expected a name of letters and digits, other than now, found 'now'", refusal("pagetable save now"));
        assertEquals("expected a vector from 0 to 255, found 300", refusal("explain error 300, 0"));
        assertEquals("this platform has no calls", refusal("explain call KICK_CPU"));
        assertEquals("column 15: expected a leaf's number, or a feature's name, found 'nosuch'", refusal("explain cpuid nosuch"));
        assertEquals("column 18: expected cr0, cr3, cr4, eflags, dr6, or a model-specific register that exists here, found 'cr9'",
            refusal("explain register cr9"));
        assertEquals("column 15: expected a number of at most 32 bits, or a name, found '0x100000001'", refusal("explain cpuid 0x100000001"));
        assertEquals("from and to go with the current CR3 only", refusal("pagetable list from 0 cr3 0x1000"));
        assertTrue(refusal("pagetable diff nothing").contains("nothing"));
        assertTrue(refusal("explain pte 5, pmd").contains("one of pml4e, pdpte, pde, pte"));
    }

    @Test
    void twoMomentsAreCompared() {
        done("pagetable save here");
        assertEquals("no difference", done("pagetable diff here"));
        assertEquals("no difference", done("pagetable diff here now"));
    }
}
