package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.LastException;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.debug.inspect.explain.Explanation.Draft;
import dev.ringside.emulator.debug.inspect.layout.Layouts;
import dev.ringside.emulator.debug.inspect.paging.Level;
import dev.ringside.emulator.debug.inspect.paging.PageTables;
import dev.ringside.emulator.debug.inspect.paging.Walk;
import dev.ringside.emulator.debug.inspect.paging.WalkStep;
import dev.ringside.emulator.debug.inspect.segment.DescriptorTables;
import dev.ringside.emulator.debug.inspect.segment.Vectors;
import dev.ringside.emulator.memory.PageFault;
import java.util.List;

/** Explains the last exception, and error codes. */
final class FaultExplainer {
    private static final String REFERENCE = "SDM vol. 3, 6.15";
    private static final int XD_BIT = 63;

    private final Cpu cpu;
    private final CodeReader code;
    private final DescriptorExplainer descriptors;
    private final DescriptorTables tables;

    FaultExplainer(Cpu cpu, CodeReader code, DescriptorTables tables, DescriptorExplainer descriptors) {
        this.cpu = cpu;
        this.code = code;
        this.tables = tables;
        this.descriptors = descriptors;
    }

    Explanation last() {
        LastException e = cpu.lastException;
        if (e.vector < 0) {
            return new Draft("no exception", REFERENCE).say("none has been raised since power-up, or since a saved state was restored").done();
        }
        Draft draft = new Draft(name(e.vector) + (e.hasErrorCode ? ", error code " + Text.hex(e.errorCode & 0xFFFFFFFFL) : ""), REFERENCE);
        var at = code.at(e.linearRip, e.codeSize);
        draft.say("at", Text.hex(e.linearRip) + at.map(c -> ": " + c.text()).orElse(", which cannot be read any more"));
        draft.say("when", "after " + e.instructions + " instructions, at CPL " + e.cpl + ", CS " + Text.hex(e.cs));
        if (e.vector == Vector.DF.number) {
            draft.say("because", name(e.second) + " was met while " + name(e.during) + " was delivered (SDM vol. 3, table 6-5)");
        } else if (e.during >= 0) {
            draft.say("met while", name(e.during) + " was delivered");
        }
        if (e.vector == Vector.PF.number) {
            pageFault(draft, e);
        } else if (e.hasErrorCode && e.errorCode != 0) {
            draft.include("error code", errorCode(e.vector, e.errorCode));
        }
        at.filter(c -> c.valid() && e.vector != Vector.PF.number).ifPresent(c -> reasons(draft, c, e.vector));
        tables.gate(e.vector).ifPresent(gate -> draft.part("its handler").say(descriptors.words(gate)));
        return draft.done();
    }

    private static String name(int vector) {
        return Vectors.name(vector).orElse("vector " + vector);
    }

    private void pageFault(Draft draft, LastException e) {
        draft.say("address", Text.hex(e.cr2) + " (CR2)");
        draft.say("because", verdict(e));
        draft.include("error code", errorCode(e.vector, e.errorCode));
        draft.part("where the walk ended then");
        try {
            WalkStep step = new PageTables(cpu).entry(Level.at(e.entryShift), e.entry);
            draft.say(step.level().name(), Text.hex(e.entry) + (e.entryAddress < 0 ? " in a register" : " at physical " + Text.hex(e.entryAddress))
                    + ": " + step.layout().title());
            Text.fields(draft, step.fields());
        } catch (IllegalArgumentException otherMode) {
            draft.say(Text.hex(e.entry) + " at physical " + Text.hex(e.entryAddress) + "; the paging mode has changed since");
        }
        Walk now = new PageTables(cpu).walk(e.cr2);
        draft.part("now").say(now.page().map(p -> "the address is mapped to physical " + Text.hex(p.physical()) + ", user "
                + p.rights().user().letters() + ", supervisor " + p.rights().supervisor().letters()).orElse("the address is not mapped: " + now.reason()));
    }

    private String verdict(LastException e) {
        int bits = e.errorCode;
        String level = Level.at(e.entryShift).name();
        boolean user = (bits & PageFault.USER) != 0;
        if ((bits & PageFault.PRESENT) == 0) {
            return "the " + level + " was not present";
        }
        if ((bits & PageFault.RESERVED) != 0) {
            return "a reserved bit was set in the " + level;
        }
        boolean userPage = (e.entry & 4) != 0;
        if ((bits & PageFault.FETCH) != 0) {
            return e.entry >>> XD_BIT != 0 ? "the page is not executable: XD was set" : user && !userPage ? "the page is the supervisor's"
                    : !user && userPage ? "CR4.SMEP keeps the supervisor from executing user pages" : "an entry above the " + level + " does not allow it";
        }
        if (user && !userPage) {
            return "the page is the supervisor's";
        }
        if ((bits & PageFault.WRITE) != 0 && (e.entry & 2) == 0) {
            return "the page is read-only" + (user ? "" : ", and CR0.WP is set");
        }
        return !user && userPage ? "CR4.SMAP keeps the supervisor from user pages while EFLAGS.AC is clear" : "an entry above the " + level + " does not allow it";
    }

    private void reasons(Draft draft, CodeReader.Code at, int vector) {
        String wanted = name(vector).split(" ")[0];
        List<PossibleExceptions.Reason> found = new PossibleExceptions(cpu, at.instruction()).all().stream()
                .filter(r -> r.exception().contains(wanted)).toList();
        if (!found.isEmpty()) {
            draft.part("what makes this instruction raise it");
            found.forEach(r -> draft.say(r.when()));
        }
    }

    /** An error code of an exception. */
    Explanation errorCode(int vector, int error) {
        if (vector == Vector.PF.number) {
            Draft draft = new Draft("error code " + Text.hex(error & 0xFFFFFFFFL) + " of #PF", Layouts.named("error.page").source());
            Text.fields(draft, Layouts.named("error.page").told(error & 0xFFFFFFFFL));
            return draft.done();
        }
        boolean selector = vector >= Vector.TS.number && vector <= Vector.GP.number;
        Draft draft = new Draft("error code " + Text.hex(error & 0xFFFFFFFFL) + " of " + name(vector), Layouts.named("error.selector").source());
        if (!selector) {
            return draft.say("this exception's error code is always 0, or it has none").done();
        }
        if (error == 0) {
            return draft.say("no descriptor is to blame, or the null selector is").done();
        }
        Text.fields(draft, Layouts.named("error.selector").told(error & 0xFFFFFFFFL));
        boolean gate = (error & 2) != 0;
        var row = gate ? tables.gate(error >>> 3 & 0x1FFF) : tables.find(error & 0xFFFC);
        draft.say("names", row.map(descriptors::words).orElse("a place outside its table"));
        return draft.done();
    }
}
