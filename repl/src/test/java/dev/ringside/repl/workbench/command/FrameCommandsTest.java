package dev.ringside.repl.workbench.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.TinyGuest;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.render.TextRenderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The call stack at the prompt; in real mode, where it is guessed. A selected frame decides what expressions read, and says what it cannot know. */
class FrameCommandsTest {
    // mov sp, 8000h; call 1f; hlt; hlt; 1: nop; ret
    private static final TinyGuest GUEST = new TinyGuest(0xBC, 0x00, 0x80, 0xE8, 0x02, 0x00, 0xF4, 0xF4, 0x90, 0xC3);
    private static final Workbench WORKBENCH = new Workbench(GUEST.guest(), Families.table());

    @BeforeAll
    static void enterTheFunction() {
        done("stepi 2");
    }

    @AfterAll
    static void end() {
        GUEST.close();
    }

    private static String done(String line) {
        return String.join("\n", TextRenderer.plain(WORKBENCH.executor().execute(line)));
    }

    private static String refusal(String line) {
        return assertThrows(CommandException.class, () -> WORKBENCH.executor().execute(line)).getMessage();
    }

    @Test
    void theStackIsShownWithGuessesMarkedAndItsEndSaid() {
        long hash = GUEST.hash();
        String all = done("backtrace");
        assertTrue(all.matches("(?s).*> +0 +0xfffffff8 +\\?\\? *\n +1 +0xfffffff6 +\\? \\?\\? +scan *\n.*"), all);
        assertTrue(all.endsWith("(nothing leads on from 0xfffffff6: nothing that a call has left in the 4096 bytes above SS:SP)"), all);
        assertTrue(done("bt 1").endsWith("(1 more)"), done("bt 1"));
        assertTrue(done("bt full -1").contains("sp  0x8000"), done("bt full -1"));
        assertEquals(hash, GUEST.hash());
    }

    @Test
    void theSelectedFrameDecidesWhatExpressionsRead() {
        assertEquals("#1 0xfffffff6 ? ??", done("up"));
        assertTrue(done("print ip").contains("fff6"), done("print ip"));
        assertTrue(done("info registers ip ax").contains("not known in the selected frame"), done("info registers ip ax"));
        assertTrue(done("info frame").contains("known registers  sp"), done("info frame"));
        assertEquals("#0 0xfffffff8 ??", done("down"));
        assertTrue(done("print ip").contains("fff8"), done("print ip"));
    }

    @Test
    void framesThatAreNotThereAreRefused() {
        done("frame 0");
        assertEquals("expected a frame from 0 to 1, found -1", refusal("down"));
        assertTrue(refusal("frame 7").startsWith("expected a frame from 0 to 1, found 7: nothing leads on"), refusal("frame 7"));
        assertEquals("column 4: expected a number of frames other than 0, or full, found '0'", refusal("bt 0"));
    }
}
