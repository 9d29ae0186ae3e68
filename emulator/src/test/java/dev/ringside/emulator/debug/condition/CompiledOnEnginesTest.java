package dev.ringside.emulator.debug.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.GuestStart;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.Segment;
import dev.ringside.emulator.boot.TableRegister;
import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.engine.ProbeCondition;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.RandomExpressions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In the middle of hot code, whatever the engine, a compiled condition sees registers, flags and memory as the instruction will. */
class CompiledOnEnginesTest {
    private static final int CODE = 0x100000, PROBED = CODE + 0x11, TURNS = 20_000;

    /*
     * 00: mov ecx, 20000; mov esi, 0x200000
     * 0a: again: inc dword [esi]; mov edx, [esi]; shl edx, 3
     * 11: probed: sub edx, [esi + 4]; mov [esi + 4], edx; dec ecx; jnz again; hlt
     */
    private static final byte[] LOOP = HexFormat.of().parseHex("b9204e0000be00002000ff068b16c1e203" + "2b5604" + "895604" + "49" + "75f0" + "f4");

    private record Rule(CompiledCondition condition, Moment moment) implements ProbeCondition {
        @Override
        public boolean stops(Cpu cpu) {
            moment.hit++;
            boolean holds = condition.holds(cpu, moment);
            moment.count += holds ? 1 : 0;
            return holds;
        }
    }

    private static Machine machine(TestEngine engine) {
        var machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20).withEngine(engine.factory()));
        EntryState entry = EntryState.protected32(CODE, Map.of(GeneralRegister.RSP, 0x300000L), new TableRegister(0, 0));
        GuestStart.apply(LoadPlan.of("loop", List.of(Segment.ram(CODE, LOOP, "code")), entry), machine.cpu(0), machine.memory());
        return machine;
    }

    private static Rule rule(String text) throws ExpressionException {
        return new Rule(ConditionCompiler.compile(Expression.parse(text, RandomExpressions.scope()), ConditionEnvironment.EMPTY), new Moment());
    }

    /** When and where the guest stopped, and how often the condition was asked. */
    private static List<String> stops(TestEngine engine, String text) throws ExpressionException {
        Machine machine = machine(engine);
        Rule rule = rule(text);
        machine.engine(0).probes().arm(PROBED, rule);
        var stops = new ArrayList<String>();
        while (machine.run(Long.MAX_VALUE) instanceof StopReason.Probe) {
            Cpu cpu = machine.cpu(0);
            stops.add(cpu.instructions + ": " + cpu.r[Cpu.RCX] + " " + cpu.r[Cpu.RDX] + " " + rule.moment.hit);
            machine.engine(0).passProbe();
        }
        stops.add("hits " + rule.moment.hit + ", count " + rule.moment.count);
        return stops;
    }

    @ParameterizedTest
    @EnumSource
    void conditionsHoldWhereTheInterpreterSays(TestEngine engine) throws ExpressionException {
        for (String text : List.of("u32[esi] % 5000 == 0", "u32[ds:esi] == 19999 && !zf && edx == 8 * u32[phys:0x200000]", "ecx < 3 || hit == 12345",
                "changed(u32[esi] / 6000)", "s32[esi + 4] > 79990", "count < 4 && bit(ecx, 3)", "string(esi) == \"AA\" || u8[0xb0000] == 0")) {
            List<String> expected = stops(TestEngine.INTERPRETER, text);
            assertTrue(expected.size() > 1 && expected.size() < 20, text + ": " + expected);
            assertEquals(expected, stops(engine, text), text);
        }
    }

    // Two instructions, seven in each turn, the probe before the fourth of them.
    @Test
    void whatTheStopsAreIsWorkedOutByHand() throws ExpressionException {
        assertEquals(List.of("34998: 15001 40000 5000", "69998: 10001 80000 10000", "104998: 5001 120000 15000", "139998: 1 160000 20000",
            "hits " + TURNS + ", count 4"), stops(TestEngine.INTERPRETER, "u32[esi] % 5000 == 0"));
    }
}
