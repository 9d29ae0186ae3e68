package dev.ringside.repl.workbench.context;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The context view and which of its parts are switched on. On the machine's thread. */
public final class ContextView {
    /** The parts, from top to bottom: the one place where a new one is entered. */
    private static final List<Pane> PANES = List.of(RegistersPane.PANE, CodePane.PANE, SourcePane.PANE, StackPane.PANE, CallsPane.PANE,
        ParavirtPane.PANE);

    private final Set<String> off = new HashSet<>();

    /** The view of a workbench. */
    public static ContextView of(Workbench workbench) {
        return workbench.part(ContextView.class, ContextView::new);
    }

    /** All parts. */
    public static List<Pane> panes() {
        return PANES;
    }

    /** Whether a part is on. */
    public boolean shows(Pane pane) {
        return !off.contains(pane.name());
    }

    /** Switches a part on or off. */
    public void show(String name, boolean on) {
        if (on) {
            off.remove(name);
        } else {
            off.add(name);
        }
    }

    /** The parts that are on. */
    public Result view(Workbench workbench) {
        var sections = new ArrayList<Result.Section>();
        for (Pane pane : PANES) {
            if (shows(pane)) {
                Result content = content(pane, workbench);
                if (!(content instanceof Result.Nothing)) {
                    sections.add(new Result.Section(pane.title(), content));
                }
            }
        }
        return new Result.Sections(sections);
    }

    /** One part alone. */
    public static Result content(Pane pane, Workbench workbench) {
        try {
            return pane.view().apply(workbench);
        } catch (CommandException e) {
            return Result.line(Cell.text(e.getMessage(), Style.WARNING));
        } catch (RuntimeException e) {
            // Whatever is wrong with one part, the prompt and the other parts go on.
            return Result.line(Cell.text("cannot be shown: " + e, Style.WARNING));
        }
    }
}
