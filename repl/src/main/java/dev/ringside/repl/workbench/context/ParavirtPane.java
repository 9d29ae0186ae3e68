package dev.ringside.repl.workbench.context;

import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.repl.workbench.AbiLog;
import dev.ringside.repl.workbench.CallText;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;

/** Where guest and hypervisor stand with each other: platform, last crossings, what waits to be delivered. */
final class ParavirtPane {
    static final Pane PANE = new Pane("paravirt", "paravirt", "platform, last ABI calls, how long ago, interrupts that wait", ParavirtPane::view);

    private static final int CALLS = 3;

    private ParavirtPane() {}

    private static Result view(Workbench workbench) {
        AbiLog log = workbench.guest().calls();
        long now = workbench.session().instructions();
        var lines = new ArrayList<Cell>();
        List<AbiCall> last = log.last(CALLS);
        String since = last.isEmpty() ? "none yet" : (now - last.getLast().instructions()) + " instructions since the last";
        lines.add(Cell.line(Cell.text(workbench.guest().platform().name(), Style.KEYWORD), Cell.text("at instruction"), Cell.count(now),
            Cell.text("virtual time " + seconds(workbench.guest().machine().virtualTime())),
            Cell.text("calls: " + log.total() + ", " + since, Style.REMARK)));
        last.forEach(call -> lines.add(CallText.line(call, workbench)));
        lines.add(pending(workbench));
        return new Result.Lines(lines);
    }

    private static String seconds(long nanoseconds) {
        return "%d.%09d s".formatted(nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
    }

    private static Cell pending(Workbench workbench) {
        boolean enabled = (workbench.machine().register("eflags") >>> 9 & 1) != 0;
        long shadow = workbench.machine().register("interruptibility");
        long activity = workbench.machine().register("activity");
        String how = (enabled ? "interrupts on" : "interrupts off") + ((shadow & 1) != 0 ? ", blocked by STI" : "")
            + ((shadow & 2) != 0 ? ", blocked by MOV SS" : "") + ((shadow & 8) != 0 ? ", NMI blocked" : "")
            + (activity == 1 ? ", halted" : activity == 2 ? ", shut down" : "");
        return Cell.text(how, Style.REMARK);
    }
}
