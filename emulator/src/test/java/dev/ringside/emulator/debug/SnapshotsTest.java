package dev.ringside.emulator.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.Snapshots.Snapshot;
import dev.ringside.emulator.debug.rule.CodePlace;
import dev.ringside.emulator.debug.rule.Rule;
import dev.ringside.emulator.debug.rule.RuleAction;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.emulator.debug.rule.Template;
import dev.ringside.emulator.debug.rule.TemplateException;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.symbols.expression.scope.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A restored machine is the saved one, bit by bit, and goes the same way; rules stay as they are. */
@ParameterizedClass
@EnumSource
class SnapshotsTest {
    /** inc eax; mov [0x20000], eax; mov [0x10020], al (which is code); jmp 0x10020; at 0x10020: mov bl, al; jmp to the start. */
    private static final String LOOP = "40 A3 00000200 A2 21000100 EB13 90 909090909090909090909090909090909090 B3 00 EBDC";

    private static final Selector START = new Selector.Execute(new CodePlace.Linear(BareGuest.CODE));

    private final DrivenGuest guest;

    SnapshotsTest(TestEngine engine) {
        guest = new DrivenGuest(new BareGuest(engine).code(LOOP).protected32(0));
    }

    @AfterEach
    void end() {
        guest.close();
    }

    private Snapshot restore(String name) {
        Snapshot restored = guest.on(() -> {
            try {
                return guest.session.snapshots().restore(name);
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(new Stop.Restored(name), guest.next());
        return restored;
    }

    private long hash() {
        return guest.on(guest.machine::stateHash);
    }

    @Test
    void theStateComesBackAndGoesTheSameWay() {
        guest.control.step(1001);
        guest.next();
        Snapshot saved = guest.on(() -> guest.session.snapshots().save("here"));
        assertEquals(List.of(1001L, hash()), List.of(saved.instructions(), saved.hash()));
        guest.control.step(2000);
        guest.next();
        long later = hash();
        assertNotEquals(saved.hash(), later);
        assertEquals(saved, restore("here"));
        assertEquals(saved.hash(), hash());
        guest.control.step(2000);
        guest.next();
        assertEquals(later, hash());
    }

    @Test
    void rulesStayArmedAndCountOn() {
        Rule rule = guest.add(RuleSpec.stop(START).when(guest.expression(START, "eax == 100")));
        guest.on(() -> guest.session.snapshots().save("start"));
        for (int i = 1; i <= 3; i++) {
            assertEquals(101L * i - (i - 1), guest.one().hit());
            assertEquals(100, guest.get("rax"));
            restore("start");
            assertEquals(0, guest.get("rax"));
        }
        assertEquals(true, guest.on(rule::enabled));
    }

    @Test
    void aRuleTakesSnapshotsUnderNamesOfItsOwn() throws TemplateException {
        Template name = Template.parse("round {eax}", guest.session.rules().scope(START, Scope.EMPTY));
        guest.add(RuleSpec.of(START, RuleAction.snapshot(name)).when(guest.expression(START, "eax % 50 == 0 && eax")));
        guest.add(RuleSpec.stop(START).when(guest.expression(START, "eax == 120")));
        guest.one();
        assertEquals(List.of("round 50", "round 100"), guest.on(() -> guest.session.snapshots().list().stream().map(Snapshot::name).toList()));
        restore("round 50");
        assertEquals(50, guest.get("rax"));
        assertTrue(guest.on(() -> guest.session.snapshots().delete("round 50")));
        assertEquals(1, guest.on(() -> guest.session.snapshots().list().size()));
    }

    @Test
    void filesHoldTheSame(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("state");
        guest.control.step(500);
        guest.next();
        long hash = hash();
        guest.on(() -> {
            try {
                guest.session.snapshots().saveTo(file);
                return null;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        guest.control.step(500);
        guest.next();
        assertEquals("", restoreFrom(file));
        assertEquals(hash, hash());
        Files.writeString(file, "nonsense");
        assertEquals(file + ": expected \"ringside snapshot 1\", found \"nonsense\"", restoreFrom(file));
        assertEquals(hash, hash());
    }

    private String restoreFrom(Path file) {
        String message = guest.on(() -> {
            try {
                guest.session.snapshots().restoreFrom(file);
                return "";
            } catch (RefusedException e) {
                return e.getMessage();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        if (message.isEmpty()) {
            assertEquals(new Stop.Restored(file.toString()), guest.next());
        }
        return message;
    }

    @Test
    void whatCannotBeRestoredSaysWhy() {
        guest.on(() -> guest.session.snapshots().save("here"));
        String none = assertThrows(RefusedException.class, () -> guest.session.snapshots().restore("there")).getMessage();
        assertEquals("there is no snapshot \"there\"", none);
        guest.on(() -> {
            guest.machine.inputs().record(input -> { });
            return null;
        });
        String recorded = assertThrows(RefusedException.class, () -> guest.session.snapshots().restore("here")).getMessage();
        assertEquals("inputs are being recorded, and a recording cannot jump to another moment", recorded);
    }
}
