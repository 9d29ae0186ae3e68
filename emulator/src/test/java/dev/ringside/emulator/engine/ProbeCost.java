package dev.ringside.emulator.engine;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.GuestStart;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.Segment;
import dev.ringside.emulator.boot.TableRegister;
import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.rule.CodePlace;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.type.CompositeType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Member;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What probes cost: a loop of about 20 instructions in flat 32-bit code, hot before a probe is armed, in turn without a probe and with
 * one at various places. Prints CPU time of an iteration, the least and the median of the rounds after the JIT compiler's, and of a hit:
 * the difference of the least times to those without a probe, and the median of the differences within a round. Not a test;
 * {@code examples/benchmark/probes} starts it.
 */
final class ProbeCost {
    private static final int CODE_AT = 0x100000;
    private static final long STACK = 0x300000;
    private static final long PER_ROUND = 60_000_000;
    private static final int FIRST_ROUNDS = 8, ROUNDS = 21;

    /*
     * 00: mov esi, 0x200000; mov ecx, 0x7fffffff; mov eax, 12345
     * 0f: again: mov edx, eax; shl edx, 13; xor eax, edx; mov edx, eax; shr edx, 17; xor eax, edx; mov edx, eax; shl edx, 5
     *     xor eax, edx; mov edi, eax; and edi, 0xfff; add ebx, [esi + edi*4]
     * 2f: mov [esi + edi*4 + 4], ebx; test al, 15; jnz over
     * 37: not ebx
     * 39: over: call count; dec ecx; jnz again; hlt
     * 42: count: inc ebp; ret
     */
    private static final byte[] CODE = HexFormat.of().parseHex("be00002000b9ffffff7fb83930000089c2c1e20d31d089c2c1ea1131d0"
            + "89c2c1e20531d089c781e7ff0f0000031cbe895cbe04a80f7502f7d3e8040000004975cef445c3");

    private static final int IN_LOOP = CODE_AT + 0x2F, RARE = CODE_AT + 0x37, FUNCTION = CODE_AT + 0x42, NEVER = CODE_AT + 0x800;
    private static final long UNTOUCHED = 0x800000;

    private static final ProbeCondition REGISTERS = cpu -> cpu.r[Cpu.RDI] == 0x12345;
    private static final ProbeCondition FLAGS = cpu -> cpu.r[Cpu.RDI] == 0x12345 && cpu.flags.zf();
    private static final ProbeCondition MEMORY = cpu -> cpu.mmu.peek.load(cpu.r[Cpu.RSI] + cpu.r[Cpu.RDI] * 4, 4) == 0x12345;

    /** What is armed on a machine. */
    private interface Arming {
        void arm(Machine machine) throws RefusedException, ExpressionException;
    }

    private static Arming nothing() {
        return machine -> {};
    }

    private static Arming probe(int address, ProbeCondition condition) {
        return machine -> machine.engine(0).probes().arm(address, condition);
    }

    /** A breakpoint with a condition, as the prompt sets it. */
    private static Arming rule(int address, String condition) {
        return machine -> add(new Session(machine), new Selector.Execute(new CodePlace.Linear(address)), condition);
    }

    /** Breakpoints where nothing runs, on the loop's page and on others, and watches of memory that nobody touches. */
    private static void armElsewhere(Machine machine) throws RefusedException, ExpressionException {
        var session = new Session(machine);
        for (int i = 0; i < 100; i++) {
            add(session, new Selector.Execute(new CodePlace.Linear(NEVER + 16 * i)), "edi == 0x12345");
        }
        for (int i = 1; i <= 800; i++) {
            add(session, new Selector.Execute(new CodePlace.Linear(NEVER + 0x1000 * i)), "((struct task_struct *)esi)->pid == 7");
        }
        for (int i = 0; i < 100; i++) {
            add(session, Selector.Memory.watch(UNTOUCHED + 0x1010L * i, 4), "edi == 0x12345");
        }
    }

    private static void add(Session session, Selector selector, String condition) throws RefusedException, ExpressionException {
        session.rules().add(RuleSpec.stop(selector).when(Expression.parse(condition, session.rules().scope(selector, new Structs()))));
    }

    /** A struct like Linux's, of a 32-bit guest. */
    private static final class Structs implements Scope {
        private record Task() implements CompositeType {
            @Override
            public String name() {
                return "struct task_struct";
            }

            @Override
            public long bytes() {
                return 0x1000;
            }

            @Override
            public Optional<Member> member(String name) {
                return switch (name) {
                    case "pid" -> Optional.of(new Member(name, new IntegerType(32, true), 0x4C8 * 8));
                    case "parent" -> Optional.of(new Member(name, new PointerType(this, 4), 0xFF0 * 8));
                    default -> Optional.empty();
                };
            }
        }

        @Override
        public int pointerBytes() {
            return 4;
        }

        @Override
        public Optional<Type> tagged(String keyword, String tag) {
            return Optional.of(new Task());
        }
    }

    /** One way to run the loop; hits of the probe per iteration. */
    private enum Way {
        NONE("no probe", 0, nothing()),
        PAGE("a probe on the same page, where nothing runs", 0, probe(NEVER, REGISTERS)),
        UNIT("in the same unit, where every 16th iteration goes", 1 / 16.0, probe(RARE, REGISTERS)),
        LOOP("in the loop, registers only", 1, probe(IN_LOOP, REGISTERS)),
        LOOP_FLAGS("in the loop, registers and flags", 1, probe(IN_LOOP, FLAGS)),
        LOOP_MEMORY("in the loop, one memory read", 1, probe(IN_LOOP, MEMORY)),
        CALLED("at a function's entry, registers only", 1, probe(FUNCTION, REGISTERS)),
        CALLED_MEMORY("at a function's entry, one memory read", 1, probe(FUNCTION, MEMORY)),
        REGISTER_RULE("rule at a function's entry, 'edi == 0x12345'", 1, rule(FUNCTION, "edi == 0x12345")),
        FIELD_RULE("rule at a function's entry, '((struct task_struct *)esi)->pid == 7'", 1, rule(FUNCTION, "((struct task_struct *)esi)->pid == 7")),
        LONG_RULE("rule at a function's entry, two reads, flag, shift, hit", 1,
            rule(FUNCTION, "((struct task_struct *)esi)->pid == 7 && !zf || u16[ss:esp + 4] == 0x1234 && (eax >> 3 & 0xff) == 9 && hit > 100")),
        ELSEWHERE("1,000 rules elsewhere: 900 breakpoints, 100 watches", 0, ProbeCost::armElsewhere);

        private final String text;
        private final double hits;
        private final Arming arming;

        Way(String text, double hits, Arming arming) {
            this.text = text;
            this.hits = hits;
            this.arming = arming;
        }
    }

    private final Way way;
    private final Machine machine;
    private final double[] nanoseconds = new double[ROUNDS];

    private ProbeCost(Way way, EngineFactory engine) {
        this.way = way;
        machine = new Machine(MachineConfig.of(CpuModel.standard(), 16L << 20).withEngine(engine));
        EntryState entry = EntryState.protected32(CODE_AT, Map.of(GeneralRegister.RSP, STACK), new TableRegister(0, 0));
        GuestStart.apply(LoadPlan.of("loop", List.of(Segment.ram(CODE_AT, CODE, "code")), entry), machine.cpu(0), machine.memory());
    }

    /** Runs it; the argument {@code interpreter} measures that instead of the translator. */
    public static void main(String[] args) throws Exception {
        boolean interpreter = args.length == 1 && args[0].equals("interpreter");
        if (args.length > 0 && !interpreter) {
            System.err.println("usage: ProbeCost [interpreter]");
            System.exit(2);
        }
        EngineFactory engine = interpreter ? EngineFactory.interpreter() : EngineFactory.translator();
        List<ProbeCost> ways = Arrays.stream(Way.values()).map(way -> new ProbeCost(way, engine)).toList();
        for (int round = -FIRST_ROUNDS; round < ROUNDS; round++) {
            for (ProbeCost cost : ways) {
                cost.run(round);
            }
        }
        System.out.printf("%-78s %22s %22s%n", "ns of CPU time, least (median)", "an iteration", "a hit");
        ways.forEach(cost -> cost.print(ways.getFirst()));
    }

    // The loop is hot before the probe comes.
    private void run(int round) throws RefusedException, ExpressionException {
        Cpu cpu = machine.cpu(0);
        if (round == 2 - FIRST_ROUNDS) {
            way.arming.arm(machine);
        }
        long counted = cpu.r[Cpu.RBP];
        long before = cpuTime();
        machine.run(cpu.instructions + PER_ROUND);
        long time = cpuTime() - before;
        if (round >= 0) {
            nanoseconds[round] = (double) time / (cpu.r[Cpu.RBP] - counted & 0xFFFFFFFFL);
        }
    }

    private void print(ProbeCost none) {
        double[] extra = new double[ROUNDS];
        Arrays.setAll(extra, round -> nanoseconds[round] - none.nanoseconds[round]);
        String hit = way.hits == 0 ? "" : "%.1f (%.1f)".formatted((least() - none.least()) / way.hits, median(extra) / way.hits);
        System.out.printf("%-78s %22s %22s%n", way.text, "%.1f (%.1f)".formatted(least(), median(nanoseconds)), hit);
    }

    private double least() {
        return Arrays.stream(nanoseconds).min().orElseThrow();
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[ROUNDS / 2];
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
