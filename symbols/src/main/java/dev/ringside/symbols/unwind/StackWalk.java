package dev.ringside.symbols.unwind;

import dev.ringside.symbols.sections.SectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes from frame to frame. Each step takes the first of the unwinders that knows the place. Always ends. */
public final class StackWalk {
    /** The most frames that a walk gives, whatever is asked for. */
    public static final int MOST_FRAMES = 4096;

    private final CodeSymbols symbols;
    private final List<Unwinder> unwinders;

    /**
     * A walk with these means.
     *
     * @param symbols   name the functions
     * @param unwinders the surest first
     */
    public StackWalk(CodeSymbols symbols, List<Unwinder> unwinders) {
        this.symbols = symbols;
        this.unwinders = List.copyOf(unwinders);
    }

    /** The frames from the live one outwards, at most {@code limit} of them (at least 1). */
    public Backtrace from(FrameRegisters live, int limit) {
        int most = Math.clamp(limit, 1, MOST_FRAMES);
        List<Frame> frames = new ArrayList<>();
        Map<FrameRegisters, Integer> seen = new HashMap<>();
        Frame frame = Frame.live(live, symbols);
        while (true) {
            seen.put(frame.registers(), frame.level());
            Step step = step(frame);
            if (!(step instanceof Step.Caller caller)) {
                frames.add(frame);
                return new Backtrace(frames, ((Step.End) step).why());
            }
            frames.add(frame.withCfa(caller.cfa()));
            if (seen.containsKey(caller.registers())) {
                return new Backtrace(frames, new WalkEnd.Cycle(seen.get(caller.registers())));
            }
            if (frames.size() == most) {
                return new Backtrace(frames, new WalkEnd.Limit(most));
            }
            frame = Frame.outer(frame, caller, symbols);
        }
    }

    /** One step outwards: a {@link Step.Caller}, or the {@link Step.End} with its reason. */
    public Step step(Frame frame) {
        List<String> reasons = new ArrayList<>();
        for (Unwinder each : unwinders) {
            try {
                Step step = each.caller(frame);
                if (!(step instanceof Step.NoRule(String why))) {
                    return step;
                }
                reasons.add(why);
            } catch (UnreadableException e) {
                return new Step.End(new WalkEnd.Unreadable(e.address(), e.what()));
            } catch (SectionException e) {
                reasons.add(e.getMessage());
            }
        }
        return new Step.End(new WalkEnd.NoRule(frame.pc(), reasons.isEmpty() ? "no unwinder" : String.join("; ", reasons)));
    }

    /** The frame that {@code step} leads to from {@code inner}. */
    public Frame outer(Frame inner, Step.Caller step) {
        return Frame.outer(inner, step, symbols);
    }

    /** The live frame of these registers; its {@code cfa} is not looked for. */
    public Frame live(FrameRegisters registers) {
        return Frame.live(registers, symbols);
    }
}
