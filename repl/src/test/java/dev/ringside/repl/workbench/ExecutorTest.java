package dev.ringside.repl.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.workbench.render.TextRenderer;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** From a line to a result: arguments read as the row says, mistakes told with their column, the guest unharmed. */
class ExecutorTest {
    private static final Parameter<Long> WHERE = Parameter.required("address", Kinds.ADDRESS, "where");
    private static final Parameter<Long> HOW_MANY = Parameter.optional("count", Kinds.COUNT, "how many");
    private static final Parameter<Kinds.Typed> CONDITION = Parameter.after("if", "condition", Kinds.EXPRESSION, "when");
    private static final Parameter<Long> ALL = Parameter.repeated("number", Kinds.NUMBER, "numbers");
    private static final Parameter<Argument> REST = Parameter.optional("text", Kinds.TEXT, "anything");

    // inc ax; jmp back
    private static final TinyGuest GUEST = new TinyGuest(0x40, 0xEB, 0xFD);
    private static final Workbench WORKBENCH = new Workbench(GUEST.guest(), new CommandTable(List.of(
        CommandRow.named("where", Group.DATA, "tells an address").takes(WHERE, CONDITION).does(i -> Result.line(Cell.hex(i.get(WHERE)),
            Cell.text(i.find(CONDITION).map(c -> c.expression().meaning() + " at " + c.column()).orElse("always")))),
        CommandRow.named("some", Group.DATA, "tells an address and a count").takes(WHERE, HOW_MANY).format()
            .does(i -> Result.line(Cell.hex(i.get(WHERE)), Cell.count(i.find(HOW_MANY).orElse(-1L)), Cell.text(i.format().text()))),
        CommandRow.named("all", Group.DATA, "tells numbers").takes(ALL).does(i -> Result.text(i.all(ALL).toString())),
        CommandRow.named("say", Group.DATA, "says a text").takes(REST).onPrompt()
            .does(i -> Result.text(i.find(REST).map(Argument::text).orElse("nothing"))))));

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
    void anExpressionEndsAtTheKeywordOfALaterParameter() {
        assertEquals("0x1010 always", done("where 0x1000 + 16"));
        assertEquals("0x1010 ($ax /**/ == 5) at 22", done("where 0x1000 + 16 if ax == 5").replaceAll("/\\*.*?\\*/", "/**/"));
    }

    @Test
    void whereAnotherParameterFollowsABlankOutsideBracketsEndsIt() {
        assertEquals("0x1010 7 xb", done("some/xb (0x1000 + 16) 7"));
        assertEquals("0x1010 7", done("some 0x1000+16, 7"));
        assertEquals("[1, 2, 3]", done("all 1 2,(1 + 2)"));
    }

    @Test
    void addressesMayBeInSegments() {
        assertEquals("0xffff0 always", done("where 0xf000:0xfff0"));
        assertEquals("0xfffffff0 always", done("where cs:ip"));
        assertEquals("0xfffffff0 always", done("where *cs.base + ip"));
        assertEquals("column 7: expected a segment: es, cs, ss, ds, fs, gs or a real-mode number, found 'zs'", refusal("where zs:5"));
    }

    @Test
    void mistakesTellTheColumnOfTheWholeLine() {
        assertEquals("column 6: expected ADDRESS (where): where ADDRESS [if CONDITION]", refusal("where"));
        assertTrue(refusal("where nobody").startsWith("column 7: "), refusal("where nobody"));
        assertTrue(refusal("where 5 if ax == nobody").startsWith("column 18: "), refusal("where 5 if ax == nobody"));
        assertEquals("column 9: division by zero", refusal("where 1 / 0"));
        assertEquals("column 8: expected a number from 1, found '-3'", refusal("some 5 -3"));
        assertEquals("column 10: 'more' is more than some takes: some[/FORMAT] ADDRESS [COUNT]", refusal("some 5 7 more"));
    }

    @Test
    void anAliasStandsForABeginning() {
        WORKBENCH.aliases().set("w", "where 0x10 +");
        WORKBENCH.aliases().set("loop", "loop");
        assertEquals("0x15 always", done("w 5"));
        assertTrue(refusal("loop").contains("stands for itself"));
    }

    @Test
    void lookingChangesNothing() {
        long before = GUEST.hash();
        done("where u32[cs:ip] + u8[0xfffffff0] + rax");
        refusal("where u8[0x123456789]");
        assertEquals(before, GUEST.hash());
    }

    @Test
    void afterCtrlCACommandGivesUpWhereItReadsMemory() {
        WORKBENCH.executor().begin();
        WORKBENCH.cancellation().ask();
        assertEquals("interrupted", refusal("where u32[cs:ip]"));
        WORKBENCH.executor().begin();
        done("where u32[cs:ip]");
    }

    @Test
    void completionKnowsWhatMayStandWhere() {
        var completion = new Completion(WORKBENCH);
        GUEST.guest().session().control().call(() -> {
            assertEquals(List.of("where"), words(completion.at("wh")));
            assertEquals(List.of("cr0", "cr0.pe"), words(completion.at("where 5 + cr0")).subList(0, 2));
            assertEquals(10, completion.at("where 5 + cr0").from());
            assertEquals(List.of(), words(completion.at("nobody x")));
            return null;
        });
    }

    private static List<String> words(Completion.Found found) {
        return found.candidates().stream().map(Candidate::word).toList();
    }
}
