package dev.ringside.repl.workbench.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Text and JSON of results. */
class RendererTest {
    private static final Result TABLE = Result.table("", ">size", "name")
        .row(Cell.text("=>", Style.CURRENT), Cell.count(7), new Cell.Address(0xC0100000L, 0, Optional.of("start+0x4")))
        .row(Cell.text(""), Cell.count(-1), Cell.text("plain")).build();

    @Test
    void columnsStandBelowEachOther() {
        assertEquals("""
                                size  name
            =>                     7  0xc0100000 <start+0x4>
                18446744073709551615  plain""", String.join("\n", TextRenderer.plain(TABLE)));
    }

    @Test
    void coloursDoNotMoveColumns() {
        List<String> painted = new TextRenderer(Palette.COLOURS, 80).lines(TABLE);
        assertEquals(TextRenderer.plain(TABLE), painted.stream().map(line -> line.replaceAll("\033\\[[0-9;]*m", "").stripTrailing()).toList());
        assertFalse(painted.equals(TextRenderer.plain(TABLE)));
    }

    @Test
    void aGuestsTextCannotCommandTheTerminal() {
        assertEquals(List.of("a\\x1b[2Jb\\x0ac\\x9b"), TextRenderer.plain(Result.line(Cell.text("a\033[2Jb\nc\u009b", Style.STRING))));
        assertEquals(List.of("<x\\x07>"), TextRenderer.plain(Result.line(new Cell.Address(0, 0, Optional.of("x\007")))).stream()
            .map(line -> line.substring(4)).toList());
    }

    @Test
    void jsonKeepsTypesAndAllBits() {
        assertEquals("""
            [
              {
                "mark": "=>",
                "size": 7,
                "name": {
                  "linear": "0xc0100000",
                  "symbol": "start+0x4"
                }
              },
              {
                "mark": "",
                "size": 18446744073709551615,
                "name": "plain"
              }
            ]""", JsonRenderer.text(TABLE));
        assertEquals("{\"a\":\"0xff\",\"b\":-1,\"c\":true,\"d\":{\"missing\":\"not mapped\"},\"e\":[1,2]}", JsonRenderer.json(Result.fields()
            .field("a", Cell.hex(255)).field("b", new Cell.Number(-1, true)).field("c", new Cell.Truth(true))
            .field("d", new Cell.Missing("not mapped")).field("e", Cell.line(Cell.count(1), Cell.count(2))).build()).toString());
    }

    @Test
    void sectionsHaveTitlesAndTreesAreIndented() {
        Result tree = new Result.Tree(List.of(new Result.Branch(Cell.text("top"), List.of(new Result.Branch(Cell.text("below"), List.of())))));
        assertEquals(List.of("-- first --", "top", "  below"),
            TextRenderer.plain(new Result.Sections(List.of(new Result.Section("first", tree)))));
    }
}
