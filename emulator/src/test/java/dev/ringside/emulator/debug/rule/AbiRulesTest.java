package dev.ringside.emulator.debug.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.debug.BareGuest;
import dev.ringside.emulator.debug.DrivenGuest;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules on ABI calls under KVM, on every engine: before the call has any effect, behind it, and in its place. */
@ParameterizedClass
@EnumSource
class AbiRulesTest {
    private static final int CODE = BareGuest.CODE;

    /*
     * 00: mov eax, 11; mov ebx, 3 (KVM_HC_SCHED_YIELD of APIC 3)
     * 0a: vmcall; mov esi, eax; inc edi; mov eax, 11; jmp 0a
     */
    private static final String YIELD = "B8 0B000000 BB 03000000 0F01C1 89C6 47 B8 0B000000 EBF3";

    private final TestEngine engine;
    private final List<AbiCall> calls = new ArrayList<>();
    private DrivenGuest guest;

    AbiRulesTest(TestEngine engine) {
        this.engine = engine;
    }

    private void start(String code) {
        KvmPlatform platform = new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH);
        BareGuest bare = new BareGuest(engine, platform).code(code).protected32(0);
        platform.listen(calls::add);
        guest = new DrivenGuest(bare);
    }

    @AfterEach
    void end() {
        guest.close();
    }

    private static Selector.Abi entry(String name) {
        return new Selector.Abi(name, Selector.Phase.ENTRY);
    }

    private static Selector.Abi result(String name) {
        return new Selector.Abi(name, Selector.Phase.RESULT);
    }

    private static String fields(RuleHit hit) {
        return hit.event() + hit.fields().stream().map(f -> " " + f.name() + "=" + f.value()).collect(Collectors.joining());
    }

    @Test
    void aCallIsStoppedBeforeItHasAnyEffect() {
        start(YIELD);
        Rule rule = guest.stop(entry("KVM_HC_SCHED_*"));
        for (int i = 0; i < 3; i++) {
            assertEquals("KVM_HC_SCHED_YIELD arg.apicid=3", fields(guest.one()));
            assertEquals(CODE + 10, guest.get("rip"));
            assertEquals(11, guest.get("rax"));
            assertEquals(i, guest.get("rdi"));
            assertEquals(i, guest.on(calls::size));
        }
        assertEquals(3, guest.on(rule::hits));
        assertEquals(2 + 2 * 5, guest.on(guest.session::instructions));
    }

    @Test
    void aCallIsStoppedBehindItsResult() {
        start(YIELD);
        guest.stop(result("*YIELD"));
        assertEquals("KVM_HC_SCHED_YIELD arg.apicid=3 result=0", fields(guest.one()));
        assertEquals(CODE + 13, guest.get("rip"));
        assertEquals(0, guest.get("rax"));
    }

    @Test
    void conditionsSeeArgumentsAndResults() {
        // The number is 99, which is no call: KVM_ENOSYS.
        start(YIELD.replace("0B000000 EB", "63000000 EB"));
        guest.add(RuleSpec.stop(result("*")).when(guest.expression(result("*"), "result == -1000")));
        assertEquals("hypercall 99 result=-1000", fields(guest.one()));
        guest.add(RuleSpec.stop(entry("*YIELD")).when(guest.expression(entry("*YIELD"), "arg.apicid == 4")));
        guest.on(() -> guest.session.rules().remove(1));
        Rule all = guest.add(RuleSpec.of(entry("hypercall 99")));
        guest.control.step(400);
        guest.next();
        assertEquals(80, guest.on(all::hits));
    }

    @Test
    void theEffectOfACallIsSkipped() {
        // WRMSR of MSR_KVM_SYSTEM_TIME_NEW, then RDMSR of it; CPUID 0x40000000
        start("B9 014D564B B8 01200000 31D2 0F30 0F32 B8 00000040 0FA2 EBFE");
        guest.add(RuleSpec.of(entry("MSR_KVM_SYSTEM_TIME_NEW"), RuleAction.skip(guest.expression(entry("MSR_KVM_SYSTEM_TIME_NEW"), "0x1234"))));
        guest.add(RuleSpec.of(entry("KVM_CPUID_SIGNATURE"), RuleAction.skip(guest.expression(entry("KVM_CPUID_SIGNATURE"), "0"))));
        guest.control.step(5);
        guest.next();
        assertEquals(0x1234, guest.get("rax"), "the read is answered, too");
        guest.on(() -> guest.session.rules().remove(1));
        guest.on(() -> {
            guest.machine.cpu(0).rip = CODE + 14;
            return null;
        });
        guest.control.step(3);
        guest.next();
        assertEquals(0, guest.get("rax"));
        assertEquals(0, guest.get("rbx"), "there is no KVM");
        byte[] record = new byte[32];
        guest.on(() -> guest.session.physicalMemory().read(0x2000, record));
        assertEquals(0, record[0], "no clock record was written");
    }

    @Test
    void skippingAndStoppingAtOnceKeepsTheResult() {
        start(YIELD);
        Selector selector = entry("*");
        guest.add(RuleSpec.of(selector, RuleAction.skip(guest.expression(selector, "77 + arg.apicid"))));
        guest.stop(selector);
        guest.one();
        assertEquals(11, guest.get("rax"));
        guest.one();
        assertEquals(80, guest.get("rsi"));
    }

    @Test
    void argumentsAreChangedBeforeTheCall() {
        start(YIELD);
        Selector selector = entry("*");
        guest.add(RuleSpec.of(selector, RuleAction.setRegister("rbx", guest.expression(selector, "ebx + 1"))));
        guest.stop(result("*"));
        assertEquals("KVM_HC_SCHED_YIELD arg.apicid=4 result=0", fields(guest.one()));
        assertEquals("KVM_HC_SCHED_YIELD arg.apicid=5 result=0", fields(guest.one()));
    }

    @Test
    void whatIsRecordedIsTheCallItself() {
        start(YIELD);
        List<AbiCall> recorded = new ArrayList<>();
        guest.on(() -> {
            guest.session.rules().recorder(recorded::add);
            return null;
        });
        guest.add(RuleSpec.of(result("*"), RuleAction.record()));
        Selector there = new Selector.Execute(new CodePlace.Linear(CODE + 15));
        guest.add(RuleSpec.of(there, RuleAction.record(), RuleAction.STOP).named("behind"));
        guest.one();
        assertEquals(guest.on(() -> List.copyOf(calls)), recorded.subList(0, 1));
        assertEquals(AbiCall.Kind.RULE, recorded.get(1).kind());
        assertEquals("behind", recorded.get(1).name());
    }

    @Test
    void aNameThatNoCallHasIsRefused() {
        start(YIELD);
        assertEquals("platform kvm has no ABI call that matches KVM_HC_NOTHING", guest.refused(RuleSpec.stop(entry("KVM_HC_NOTHING"))));
        assertEquals(List.of("arg.flags", "arg.apicid"),
                guest.on(() -> guest.session.rules().fields(entry("KVM_HC_KICK_CPU")).descriptions().stream().map(EventFields.Description::name).toList()));
    }
}
