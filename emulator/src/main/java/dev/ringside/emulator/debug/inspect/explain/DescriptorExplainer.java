package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.debug.inspect.explain.Explanation.Draft;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.emulator.debug.inspect.layout.Layouts;
import dev.ringside.emulator.debug.inspect.segment.DescriptorKind;
import dev.ringside.emulator.debug.inspect.segment.DescriptorRow;
import dev.ringside.emulator.debug.inspect.segment.DescriptorTables;
import java.util.Locale;
import java.util.function.LongFunction;

/** Explains descriptors. */
final class DescriptorExplainer {
    private final DescriptorTables tables;
    private final LongFunction<String> names;

    DescriptorExplainer(DescriptorTables tables, LongFunction<String> names) {
        this.tables = tables;
        this.names = names;
    }

    /** The descriptor that a selector names. */
    Explanation selector(int selector) {
        Layout layout = Layouts.named("selector");
        Draft draft = new Draft("selector " + Text.hex(selector), layout.source());
        Text.fields(draft, layout.decode(selector & 0xFFFF));
        if ((selector & 0xFFFC) == 0) {
            return draft.say("the null selector: it may be in DS, ES, FS and GS, but memory cannot be reached through it").done();
        }
        var row = tables.find(selector);
        if (row.isEmpty()) {
            return draft.say("it names a place outside its table: loading it raises #GP").done();
        }
        draft.part("descriptor at " + Text.hex(row.get().address()));
        draft.say(words(row.get()));
        row.get().layout().ifPresent(l -> Text.fields(draft, l.told(row.get().low())));
        return draft.done();
    }

    /** What a descriptor describes, in words. */
    String words(DescriptorRow row) {
        String rest = row.present() ? "" : ", not present";
        return switch (row.kind()) {
            case DescriptorKind.Empty() -> "nothing: all bits are clear";
            case DescriptorKind.Unreadable() -> "nothing that can be read: no page is mapped at " + Text.hex(row.address());
            case DescriptorKind.Reserved(int type) -> "a reserved type, " + type + rest;
            case DescriptorKind.Segment s -> s.bits() + "-bit " + s.type() + ", base " + Text.hex(s.base()) + ", limit " + Text.hex(s.limit()) + ", DPL "
                    + row.dpl() + rest;
            case DescriptorKind.LocalTable(long base, long limit) -> "LDT at " + Text.hex(base) + ", limit " + Text.hex(limit) + rest;
            case DescriptorKind.TaskState t -> t.bits() + "-bit TSS at " + Text.hex(t.base()) + ", limit " + Text.hex(t.limit())
                    + (t.busy() ? ", busy" : ", available") + rest;
            case DescriptorKind.Gate g -> gate(g) + ", DPL " + row.dpl() + rest;
        };
    }

    private String gate(DescriptorKind.Gate g) {
        String kind = (g.bits() == 0 ? "" : g.bits() + "-bit ") + g.type().name().toLowerCase(Locale.ROOT)
                + (g.type() == DescriptorKind.Gate.Type.VECTOR ? "" : " gate");
        String name = names.apply(g.offset());
        return kind + " to " + Text.hex(g.selector()) + (g.bits() == 0 ? "" : ":" + Text.hex(g.offset()) + (name.isEmpty() ? "" : " <" + name + ">"))
                + (g.stack() == 0 ? "" : ", interrupt stack " + g.stack());
    }
}
