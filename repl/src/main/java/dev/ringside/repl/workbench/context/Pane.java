package dev.ringside.repl.workbench.context;

import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Result;
import java.util.function.Function;

/**
 * A part of the context view.
 *
 * @param name what {@code context off NAME} takes
 * @param title what stands above it
 * @param help a line on it
 * @param view makes it, on the machine's thread; {@link Result.Nothing} leaves it out
 */
public record Pane(String name, String title, String help, Function<Workbench, Result> view) {}
