package dev.ringside.emulator.debug.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.BareGuest;
import dev.ringside.emulator.debug.Breakpoints;
import dev.ringside.emulator.debug.DrivenGuest;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Stop;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.symbols.expression.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions, counts and actions of rules, on every engine. The code's loop makes every count known beforehand. */
@ParameterizedClass
@EnumSource
class RulesTest {
    private static final int CODE = BareGuest.CODE, DATA = 0x20000;

    /** inc eax; out 0x80, al; mov [0x20000], eax; jmp to the start. */
    private static final String LOOP = "40 E680 A3 00000200 EBF6";

    private static final Selector INC = at(CODE), OUT = at(CODE + 1), PORT = new Selector.Port(0x80, 0x80, Set.of(Access.WRITE));

    private final TestEngine engine;
    private DrivenGuest guest;

    RulesTest(TestEngine engine) {
        this.engine = engine;
        guest = new DrivenGuest(new BareGuest(engine).code(LOOP).protected32(0));
    }

    private static Selector at(long linear) {
        return new Selector.Execute(new CodePlace.Linear(linear));
    }

    @AfterEach
    void end() {
        guest.close();
    }

    /** Runs until a register has a value. */
    private void runTo(long eax) {
        Rule rule = guest.add(RuleSpec.stop(OUT).when(guest.expression(OUT, "eax == " + eax)).lasting(RuleSpec.Lifetime.TEMPORARY));
        guest.one();
        assertEquals(eax, guest.get("rax"));
        assertTrue(guest.on(() -> guest.session.rules().find(rule.number())).isEmpty());
    }

    @Test
    void aConditionIsAskedEachTimeAndTheCountsAreExact() {
        Rule rule = guest.add(RuleSpec.stop(INC).when(guest.expression(INC, "eax % 1000 == 999")));
        for (int i = 1; i <= 3; i++) {
            RuleHit hit = guest.one();
            assertEquals(i * 1000L - 1, guest.get("rax"));
            assertEquals(List.of(i * 1000L, (long) i), List.of(hit.hit(), hit.count()));
        }
        assertEquals(List.of(3000L, 3L), guest.on(() -> List.of(rule.hits(), rule.held())));
    }

    @Test
    void theWordsHitAndCountAreTheRulesOwn() {
        guest.add(RuleSpec.stop(INC).when(guest.expression(INC, "hit == 50")));
        guest.add(RuleSpec.stop(INC).when(guest.expression(INC, "hit > 10 && count == 100")));
        assertEquals(1, guest.one().rule());
        assertEquals(49, guest.get("rax"));
        // The second rule's condition never held, so its count stays 0.
        guest.add(RuleSpec.stop(INC).when(guest.expression(INC, "hit == 5")));
        assertEquals(3, guest.one().rule());
        assertEquals(54, guest.get("rax"));
    }

    @Test
    void conditionsSeeTheEventsFields() {
        guest.add(RuleSpec.stop(PORT).when(guest.expression(PORT, "value == 77 && port == 0x80 && size == 1 && write")));
        guest.one();
        assertEquals(77, guest.get("rax"));
    }

    @Test
    void changesOfAnExpression() {
        guest.add(RuleSpec.stop(INC).when(guest.expression(INC, "changed(eax >> 8)")));
        guest.one();
        assertEquals(256, guest.get("rax"));
        guest.one();
        assertEquals(512, guest.get("rax"));
    }

    @Test
    void nothingIsDoneAsOftenAsIsIgnored() {
        Rule rule = guest.add(RuleSpec.stop(INC).when(guest.expression(INC, "eax & 1")).ignoring(9));
        RuleHit hit = guest.one();
        assertEquals(19, guest.get("rax"));
        assertEquals(10, hit.count());
        assertEquals(0, guest.on(rule::ignored));
    }

    @Test
    void oneShotAndTemporaryRulesActOnce() {
        Rule oneShot = guest.add(RuleSpec.stop(INC).ignoring(3).lasting(RuleSpec.Lifetime.ONE_SHOT));
        Rule temporary = guest.add(RuleSpec.stop(INC).ignoring(5).lasting(RuleSpec.Lifetime.TEMPORARY));
        assertEquals(oneShot.number(), guest.one().rule());
        assertEquals(3, guest.get("rax"));
        assertEquals(temporary.number(), guest.one().rule());
        assertEquals(5, guest.get("rax"));
        assertEquals(List.of(oneShot), guest.on(() -> guest.session.rules().list()));
        assertEquals(false, guest.on(oneShot::enabled));
        runTo(10_000);
        assertEquals(4, guest.on(oneShot::hits), "disabled rules see nothing");
        guest.on(() -> guest.session.rules().enable(oneShot.number(), true));
        assertEquals(oneShot.number(), guest.one().rule());
    }

    @Test
    void logsAreWrittenWithoutStopping() {
        guest.add(RuleSpec.of(PORT, guest.logging(PORT, "{value} to {port:x} at {$rip:x}: {eax:b} {{{hit}}}")).when(guest.expression(PORT, "value == 1 || value == 2")));
        runTo(1000);
        assertEquals(List.of("1 to 0x80 at 0x10003: 0b1 {1}", "2 to 0x80 at 0x10003: 0b10 {2}"), guest.log.subList(0, 2));
        assertEquals(2 * 4, guest.log.size(), "AL is 1 and 2 again after each 256 rounds");
    }

    @Test
    void countsBecomeHistograms() {
        Rule rule = guest.add(RuleSpec.of(PORT, RuleAction.count(guest.expression(PORT, "value & 3")), RuleAction.count(guest.expression(PORT, "1 / (value & 1)"))));
        runTo(1002);
        Histogram histogram = guest.on(() -> rule.histograms().get("value & 3"));
        // The value of 1002 is still to come.
        assertEquals(List.of(new Histogram.Row(1, 251), new Histogram.Row(0, 250), new Histogram.Row(2, 250), new Histogram.Row(3, 250)), histogram.rows());
        assertEquals(500, guest.on(() -> rule.histograms().get("1 / (value & 1)").missing()));
    }

    @Test
    void actionsThatChangeTheGuestAreDoneAndTheGuestGoesOn() {
        guest.add(RuleSpec.of(OUT, RuleAction.setRegister("rbx", guest.expression(OUT, "eax * 2")), guest.logging(OUT, "{ebx}"),
                RuleAction.setMemory(Selector.Space.LINEAR, guest.expression(OUT, "0x20010"), 4, guest.expression(OUT, "eax + 0x100")))
                .when(guest.expression(OUT, "eax == 100")));
        runTo(200);
        assertEquals(200, guest.get("rbx"));
        assertEquals(List.of("200"), guest.log, "what stands behind a change sees it");
        byte[] bytes = new byte[4];
        guest.on(() -> guest.session.linearMemory(0).read(DATA + 0x10, bytes));
        assertEquals(100, bytes[0]);
        assertEquals(1, bytes[1]);
    }

    @Test
    void aPartOfARegisterIsWrittenAndTheRestStays() {
        guest.add(RuleSpec.of(OUT, RuleAction.setRegister("rbx", guest.expression(OUT, "0x1122334455667788")),
                RuleAction.setRegister("bh", guest.expression(OUT, "0x1ee")), RuleAction.setRegister("df", guest.expression(OUT, "1")),
                RuleAction.STOP));
        guest.one();
        assertEquals(0x112233445566EE88L, guest.get("rbx"));
        assertEquals(0x400, guest.get("eflags") & 0x400);
    }

    @Test
    void anActionMayMoveTheGuest() {
        guest.add(RuleSpec.of(OUT, RuleAction.setRegister("rip", guest.expression(OUT, "0x10003"))));
        Rule port = guest.add(RuleSpec.of(PORT));
        runTo(100);
        assertEquals(0, guest.on(port::hits), "the OUT is jumped over");
    }

    @Test
    void anActionThatCannotBeDoneStopsAndSaysSo() {
        guest.add(RuleSpec.of(OUT, RuleAction.setMemory(Selector.Space.PHYSICAL, guest.expression(OUT, "0x10000000"), 4, guest.expression(OUT, "1"))));
        Stop.RulesHit stop = guest.hit();
        assertEquals(List.of("rule 1: cannot write memory at 0x10000000"), stop.failures());
        assertEquals(List.of(), stop.hits());
        assertEquals(CODE + 1, guest.get("rip"));
    }

    @Test
    void rulesSwitchEachOther() {
        Rule counter = guest.add(RuleSpec.of(PORT));
        guest.on(() -> guest.session.rules().enable(counter.number(), false));
        guest.add(RuleSpec.of(INC, RuleAction.enable(counter.number(), true)).when(guest.expression(INC, "eax == 100")));
        guest.add(RuleSpec.of(INC, RuleAction.enable(counter.number(), false)).when(guest.expression(INC, "eax == 150")));
        runTo(1000);
        assertEquals(50, guest.on(counter::hits));
    }

    @Test
    void aFunctionIsCalledWithWhatHappened() {
        List<RuleHit> hits = new ArrayList<>();
        guest.add(RuleSpec.of(PORT, RuleAction.call("function", hits::add)).when(guest.expression(PORT, "value % 100 == 7")));
        runTo(255);
        assertEquals(List.of(7L, 107L, 207L), guest.on(() -> hits.stream().map(hit -> hit.field("value").orElseThrow().value()).toList()));
    }

    @Test
    void aRuleIsBoundToItsScope() {
        Rule inUser = guest.add(RuleSpec.of(INC).in(RuleScope.ANYWHERE.atPrivilege(3)));
        Rule in32 = guest.add(RuleSpec.of(INC).in(RuleScope.ANYWHERE.atPrivilege(0).inMode(32).onCpu(0).inAddressSpace(0)));
        Rule in64 = guest.add(RuleSpec.of(PORT).in(RuleScope.ANYWHERE.inMode(64)));
        Rule elsewhere = guest.add(RuleSpec.of(PORT).in(RuleScope.ANYWHERE.inAddressSpace(0x5000)));
        Rule nobodyKnows = guest.add(RuleSpec.of(PORT).in(RuleScope.ANYWHERE.inTask(0x5000)));
        runTo(1000);
        assertEquals(List.of(0L, 1000L, 0L, 0L, 0L), guest.on(() -> List.of(inUser.hits(), in32.hits(), in64.hits(), elsewhere.hits(), nobodyKnows.hits())));
    }

    @Test
    void aBreakpointAndARuleAtOnePlaceAreBothReported() {
        Breakpoints.Owner owner = new Breakpoints.Owner("test");
        guest.stop(INC);
        guest.on(() -> {
            guest.session.breakpoints().set(CODE, owner);
            return null;
        });
        guest.hit();
        Stop.RulesHit stop = guest.hit();
        assertEquals(OptionalLong.of(CODE), stop.breakpoint());
        assertEquals(1, stop.hits().size());
        guest.on(() -> guest.session.rules().remove(1));
        assertEquals(new Stop.Breakpoint(CODE), guest.resume());
    }

    @Test
    void aStepThatEndsOnARuleMeetsIt() {
        guest.stop(OUT);
        Rule counter = guest.add(RuleSpec.of(OUT));
        guest.control.step(1);
        assertEquals(1, ((Stop.RulesHit) guest.next()).hits().getFirst().rule());
        assertEquals(1, guest.on(counter::hits));
        guest.one();
        assertEquals(2, guest.get("rax"));
        assertEquals(2, guest.on(counter::hits), "going on from a rule does not meet it again");
    }

    @Test
    void aRuleAmongStepsDoesNotCutThemUnlessItStops() {
        Rule counter = guest.add(RuleSpec.of(OUT, RuleAction.setRegister("rbx", guest.expression(OUT, "ebx + 1"))));
        guest.control.step(400);
        assertEquals(new Stop.Stepped(), guest.next());
        assertEquals(400, guest.on(guest.session::instructions));
        assertEquals(100, guest.get("rbx"));
        assertEquals(100, guest.on(counter::hits));
    }

    @Test
    void aRuleThatIsReplacedKeepsItsNumber() {
        guest.stop(INC);
        Rule replaced = guest.on(() -> {
            try {
                return guest.session.rules().replace(1, RuleSpec.stop(INC).when(DrivenGuest.parse(guest.session.rules(), INC, "eax == 5")));
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(1, replaced.number());
        guest.one();
        assertEquals(5, guest.get("rax"));
    }

    @Test
    void anEngineThatTakesOverHonoursTheRules() {
        guest.add(RuleSpec.stop(INC).when(guest.expression(INC, "eax == 5000")));
        guest.add(RuleSpec.stop(PORT).when(guest.expression(PORT, "value == 200")).lasting(RuleSpec.Lifetime.TEMPORARY));
        guest.one();
        guest.on(() -> {
            guest.machine.switchEngine(engine.factory());
            return null;
        });
        assertEquals(1, guest.one().rule());
        assertEquals(5000, guest.get("rax"));
    }

    @Test
    void impossibleActionsAreRefusedWithOneLine() {
        assertEquals("there is no register foo", guest.refused(RuleSpec.of(INC, RuleAction.setRegister("foo", guest.expression(INC, "1")))));
        assertEquals("skip: expected a rule on the entry of an ABI call, found execute 0x10000",
                guest.refused(RuleSpec.of(INC, RuleAction.skip(guest.expression(INC, "1")))));
        assertEquals("record: there is no trace to record to", guest.refused(RuleSpec.of(INC, RuleAction.record())));
        assertEquals("expected a number, found string(5), which is text", guest.refused(RuleSpec.of(INC, RuleAction.count(guest.expression(INC, "string(5)")))));
    }

    @Test
    void rulesThatOnlyLookLeaveNoTrace() {
        List<Long> hashes = new ArrayList<>();
        for (boolean rules : new boolean[] {false, true}) {
            BareGuest bare = new BareGuest(engine).code(LOOP).protected32(0);
            if (rules) {
                try {
                    Rules table = bare.session.rules();
                    table.add(RuleSpec.of(INC, RuleAction.log(Template.parse("{eax}", table.scope(INC, Scope.EMPTY)))).when(DrivenGuest.parse(table, INC, "u32[0x20000] & 1")));
                    table.add(RuleSpec.of(PORT, RuleAction.count(DrivenGuest.parse(table, PORT, "value"))));
                    table.add(RuleSpec.of(new Selector.Memory(Selector.Space.PHYSICAL, DATA, DATA + 3, Access.any(), Actor.any(), false)));
                    table.add(RuleSpec.of(Selector.Memory.watch(DATA, 1)));
                    table.add(RuleSpec.of(OUT, RuleAction.call("nothing", hit -> { })).when(DrivenGuest.parse(table, OUT, "hit % 1000 == 0")));
                } catch (RefusedException | TemplateException e) {
                    throw new AssertionError(e);
                }
            }
            bare.session.control().run(123_456);
            hashes.add(bare.machine.stateHash());
        }
        assertEquals(hashes.getFirst(), hashes.getLast());
        assertNotEquals(hashes.getFirst(), guest.on(guest.machine::stateHash), "the hash tells states apart");
    }
}
