package dev.ringside.repl.workbench;

import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiValue;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Style;
import java.util.List;
import java.util.stream.Collectors;

/** An ABI call as one line. */
public final class CallText {
    private CallText() {}

    /** When, from where, what, with which arguments and results. */
    public static Cell line(AbiCall call, Workbench workbench) {
        return Cell.line(Cell.count(call.instructions()), Cell.text("ring " + call.cpl(), Style.REMARK), workbench.address(call.rip()),
            Cell.text(call.kind().label(), Style.KEYWORD), Cell.joined(Cell.text(call.name(), Style.SYMBOL), Cell.text("(" + text(call.arguments()) + ")")),
            Cell.text(call.results().isEmpty() ? "" : "-> " + text(call.results())));
    }

    /** Names with values, separated by commas. */
    public static String text(List<AbiValue> values) {
        return values.stream().map(value -> value.name() + "=" + value.text()).collect(Collectors.joining(", "));
    }
}
