package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.system.InstructionBoundary;
import dev.ringside.emulator.cpu.system.InterruptDelivery;
import dev.ringside.emulator.engine.translator.CallRoom;
import dev.ringside.emulator.engine.translator.Translator;
import dev.ringside.emulator.engine.translator.Unit;
import dev.ringside.emulator.engine.translator.UnitCalls;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.PageFault;

/**
 * Executes pre-decoded blocks. The fast loop ({@link #runBlocks}) knows nothing of interrupts, traps or stops: whoever
 * wants the engine's attention sets a bit in {@link Cpu#attention}, and every instruction that may have caused that looks at
 * the word before it hands on to the next. The slow path ({@link #attend}) then serves it, one instruction at a time while it must.
 */
public final class Interpreter implements Engine, UnitCalls {
    /**
     * Turns without a retired instruction after which {@link #run} comes back all the same: a guest whose fault handlers fault
     * for ever must not lock the machine's thread.
     */
    private static final int FRUITLESS_TURNS = 10_000;

    /** No value of rip. */
    private static final long NOWHERE = 1L << 62;

    /** Where nothing is translated, times a block runs before it gets {@linkplain Chain chains}: what making them costs is then little. */
    private static final int CHAINED_AFTER = 100_000;

    private final Cpu cpu;
    private final BlockCache blocks;
    private final BlockDecoder decoder;
    private final Probes probes = new Probes();

    /** Translated code, or null when there is none. */
    private final HotCode hot;

    /** Times a new block runs before something is done about it. */
    private final int heat;

    // The block under way, null while looking for the next: a fault then happened in fetching.
    private Block running;

    // Whether the code segment is flat, so that links between blocks need no check of base and limit. What changes the segment
    // ends a block that is not linked.
    private boolean linksHold;

    private final CallRoom room = new CallRoom();

    // For statistics: instructions interpreted, and where the count stood when the loop over blocks was entered.
    private long interpreted;
    private long interpretedFrom;
    private final long atStart;

    // Whether the run ends with the first block whose last instruction retires.
    private boolean oneBlock;

    /** An interpreter for {@code cpu}, with the semantics of all instructions it is to know. */
    public Interpreter(Cpu cpu, SemanticsTable semantics) {
        this(cpu, semantics, CHAINED_AFTER, null);
    }

    /** An interpreter that chains the instructions of a block when it has run {@code runs} times. */
    static Interpreter chaining(Cpu cpu, SemanticsTable semantics, int runs) {
        return new Interpreter(cpu, semantics, runs, null);
    }

    /** An interpreter that leaves hot code to translated units. */
    static Interpreter promoting(Cpu cpu, SemanticsTable semantics, Tiers tiers) {
        return new Interpreter(cpu, semantics, tiers.threshold(), tiers);
    }

    private Interpreter(Cpu cpu, SemanticsTable semantics, int heat, Tiers tiers) {
        Decoder instructions = new Decoder(cpu.model.features());
        this.cpu = cpu;
        this.heat = heat;
        this.atStart = cpu.instructions;
        this.blocks = new BlockCache(cpu.mmu.memory(), () -> cpu.raise(Cpu.ATTENTION_CODE));
        this.decoder = new BlockDecoder(instructions, new OpFactory(semantics), probes);
        this.hot = tiers == null ? null
                : new HotCode(cpu, new Translator(instructions, probes, semantics, this, room, cpu.mmu, tiers.dumps()), blocks, tiers);
        probes.onChange(linear -> blocks.recut(linear, !probes.at(linear)),
                index -> blocks.recutInRam((int) index, !probes.inRam((int) index)));
    }

    @Override
    public Probes probes() {
        return probes;
    }

    @Override
    public void close() {
        blocks.close();
    }

    @Override
    public EngineStatistics statistics() {
        return hot == null ? new EngineStatistics(cpu.instructions - atStart, 0, 0)
                : new EngineStatistics(interpreted, cpu.instructions - atStart - interpreted, hot.units());
    }

    @Override
    public void passProbe() {
        long linear = cpu.linearRip();
        ProbeSite.pass(cpu, linear, probes.next(cpu, linear));
    }

    @Override
    public Exit run(long limit) {
        oneBlock = false;
        return runTo(limit);
    }

    @Override
    public Exit runUnit(long limit) {
        oneBlock = true;
        return runTo(limit);
    }

    private Exit runTo(long limit) {
        cpu.limit = limit;
        long before = cpu.instructions;
        int fruitless = 0;
        while (cpu.instructions < cpu.limit && fruitless < FRUITLESS_TURNS) {
            Exit exit = cpu.attention != 0 ? attend() : null;
            if (exit != null) {
                return exit;
            }
            if (cpu.attention == 0) {
                runBlocks();
            }
            fruitless = cpu.instructions == before ? fruitless + 1 : 0;
            before = cpu.instructions;
        }
        return probeMet() ? Exit.PROBE : Exit.LIMIT;
    }

    private boolean probeMet() {
        boolean met = (cpu.attention & Cpu.ATTENTION_PROBE) != 0;
        cpu.attention &= ~Cpu.ATTENTION_PROBE;
        return met;
    }

    /** Serves what asks for attention; executes one instruction when some of it stays. */
    private Exit attend() {
        if (probeMet()) {
            return Exit.PROBE;
        }
        cpu.attention &= ~Cpu.ATTENTION_CODE;
        if ((cpu.attention & (Cpu.ATTENTION_STOP | Cpu.ATTENTION_CLOCK)) != 0) {
            boolean stop = (cpu.attention & Cpu.ATTENTION_STOP) != 0;
            cpu.attention &= ~(Cpu.ATTENTION_STOP | Cpu.ATTENTION_CLOCK);
            return stop ? Exit.STOPPED : Exit.LIMIT;
        }
        boolean execute = InstructionBoundary.service(cpu);
        if (cpu.shutdown) {
            return Exit.SHUTDOWN;
        }
        if (!execute) {
            return cpu.halted ? Exit.HALTED : null;
        }
        // A stop that the delivery of an interrupt asked for comes before the handler's first instruction.
        if (cpu.attention != 0 && (cpu.attention & Cpu.ATTENTION_STOP) == 0) {
            step();
        }
        return null;
    }

    /** Executes one instruction with everything that happens only now and then. */
    private void step() {
        boolean trap = cpu.flags.has(Flags.TF);
        Op op;
        try {
            long linear = CodeFetch.address(cpu);
            if (probes.stop(cpu, linear)) {
                return;
            }
            op = decoder.decodeAcross(cpu, cpu.rip, linear);
            CodeFetch.checkLimit(cpu, op.insn);
            if ((cpu.attention & Cpu.ATTENTION_STOP) != 0) {
                return;
            }
        } catch (Fault f) {
            InterruptDelivery.deliver(cpu, f);
            return;
        } catch (PageFault f) {
            InterruptDelivery.deliver(cpu, f);
            return;
        }
        execute(op);
        InstructionBoundary.retired(cpu, trap);
    }

    private void execute(Op op) {
        try {
            long before = cpu.instructions;
            op.execute(cpu);
            cpu.instructions++;
            interpreted += cpu.instructions - before;
            settleRip(op);
            blockRan();
        } catch (Fault f) {
            cpu.rip = op.insn.rip;
            InterruptDelivery.deliver(cpu, f);
        } catch (PageFault f) {
            cpu.rip = op.insn.rip;
            InterruptDelivery.deliver(cpu, f);
        }
    }

    private void settleRip(Op op) {
        if (!op.setsRip) {
            cpu.rip = op.nextRip;
        }
    }

    /** Runs blocks and units with nothing asking for attention, and delivers what they raise. */
    private void runBlocks() {
        room.reset(!oneBlock);
        try {
            runUntil(NOWHERE);
        } catch (Fault f) {
            abandon();
            InterruptDelivery.deliver(cpu, f);
        } catch (PageFault f) {
            abandon();
            InterruptDelivery.deliver(cpu, f);
        }
    }

    /**
     * The fast loop over blocks and units. Leaves when something needs attention (a probe that is met does), the limit is reached, or
     * rip is {@code end}. What is heard of a fetch's page walk asks for attention before the instruction.
     */
    private void runUntil(long end) {
        Unit unit = nextUnit();
        Block last = null;
        while (true) {
            running = null;
            if (cpu.attention != 0) {
                return;
            }
            if (unit != null) {
                runUnit(unit);
                last = null;
            } else {
                Block block = last == null ? findBlock() : nextBlock(last);
                if (block == null) {
                    stepAcross();
                    last = null;
                } else if (cpu.attention != 0 || block.site != null && block.site.interrupts(cpu)) {
                    return;
                } else {
                    unit = block.heat > 0 ? null : hotUnit(block);
                    if (unit != null) {
                        continue;
                    }
                    last = interpret(block, end);
                }
            }
            if (cpu.attention != 0 || cpu.instructions >= cpu.limit || cpu.rip == end) {
                return;
            }
            unit = nextUnit();
        }
    }

    // What faults from here on is the fetch of what comes next: no block's fault, the last one's least of all.
    private Unit nextUnit() {
        running = null;
        return hot == null ? null : hot.next();
    }

    private Unit hotUnit(Block block) {
        if (hot == null) {
            block.heat = Integer.MAX_VALUE;
            block.chain();
            return null;
        }
        return hot.unit(block);
    }

    private Block interpret(Block block, long end) {
        if (oneBlock) {
            cpu.limit = Math.min(cpu.limit, cpu.instructions + block.length);
        }
        interpretedFrom = cpu.instructions;
        Block last = runLinked(block, end);
        interpreted += cpu.instructions - interpretedFrom;
        blockRan();
        return last;
    }

    /** Runs a unit; where it does not want to run, or not to go on, the interpreter gets some way. */
    private void runUnit(Unit unit) {
        long before = cpu.instructions;
        boolean ran = unit.code.run(cpu);
        running = null;
        if (!ran) {
            takeOver(NOWHERE);
        } else if (cpu.instructions != before) {
            blockRan();
        }
    }

    /** The interpreter gets some way where a unit did not. */
    @Override
    public void takeOver(long end) {
        running = null;
        Block block = findBlock();
        if (block == null) {
            stepAcross();
        } else if (cpu.attention == 0 && (block.site == null || !block.site.interrupts(cpu))) {
            interpret(block, end);
        }
    }

    @Override
    public Unit unitHere() {
        Unit unit = nextUnit();
        return cpu.attention == 0 ? unit : null;
    }

    @Override
    public void runOnTo(long returnRip) {
        if (cpu.attention == 0 && cpu.instructions < cpu.limit && cpu.rip != returnRip) {
            runUntil(returnRip);
        }
        running = null;
    }

    // What retired last is a block, or an instruction by itself: where a run of one unit ends.
    private void blockRan() {
        if (oneBlock) {
            cpu.limit = cpu.instructions;
        }
    }

    /**
     * The innermost loops: over the instructions of a block, each of which hands on to the one that follows, and over blocks
     * as long as links lead on, short of {@code end}, and the limit is not near.
     *
     * @return a block that was run to its end, unless something needs attention or the limit is reached
     */
    private Block runLinked(Block first, long end) {
        Cpu cpu = this.cpu;
        Block block = first;
        while (true) {
            running = block;
            block.heat--;
            long room = cpu.limit - cpu.instructions;
            if (room < block.length) {
                if (room > 0) {
                    retire(runSome(cpu, block.first, (int) room));
                }
                return block;
            }
            Op op = block.start;
            Op last;
            do {
                last = op;
                op = op.execute(cpu);
            } while (op != null);
            retire(last);
            if (cpu.attention != 0) {
                return block;
            }
            Block next = block.successor;
            if (next == null || next.rip != cpu.rip || !next.valid || !linksHold || next.heat <= 0 || next.rip == end) {
                return block;
            }
            block = next;
        }
    }

    /** The inner loop of {@link #runLinked} for at most {@code n} instructions. */
    private static Op runSome(Cpu cpu, Op first, int n) {
        Op op = first;
        Op last;
        int left = n;
        do {
            last = op;
            op = op.execute(cpu);
            left--;
        } while (op != null && left > 0);
        return last;
    }

    private void retire(Op last) {
        cpu.instructions += last.index + 1;
        cpu.underWay = 0;
        settleRip(last);
    }

    /** A fault in the instruction under way, or (no block running) in fetching: what came before has retired. */
    private void abandon() {
        if (running != null) {
            cpu.instructions += cpu.underWay;
            interpreted += cpu.instructions - interpretedFrom;
            cpu.rip = running.ops[cpu.underWay].insn.rip;
        }
        cpu.underWay = 0;
    }

    /** Executes an instruction that crosses a page or lies outside RAM. */
    private void stepAcross() {
        long linear = CodeFetch.address(cpu);
        if (probes.stop(cpu, linear)) {
            return;
        }
        Op op = decoder.decodeAcross(cpu, cpu.rip, linear);
        CodeFetch.checkLimit(cpu, op.insn);
        if (cpu.attention == 0) {
            execute(op);
        }
    }

    private Block nextBlock(Block block) {
        long rip = cpu.rip;
        Block linked = block.successor;
        if (linked != null && linked.rip == rip && linked.valid && linksHold) {
            return linked;
        }
        Block other = block.otherSuccessor;
        if (other != null && other.rip == rip && other.valid && linksHold) {
            block.otherSuccessor = block.successor;
            block.successor = other;
            return other;
        }
        Block next = findBlock();
        if (next != null && mayLink(block, next)) {
            block.otherSuccessor = block.successor;
            block.successor = next;
        }
        return next;
    }

    // On the same page the translation is the one that the running block was fetched through, as long as nothing was
    // flushed in between; what flushes ends a block that cannot be linked.
    private boolean mayLink(Block from, Block to) {
        return linksHold && from.linkable && from.mode == to.mode && (from.rip ^ to.rip) >>> 12 == 0
                && from.ramIndex >>> 12 == to.ramIndex >>> 12 && to.site == null;
    }

    /** The block at rip, decoded when need be; null when its first instruction crosses the page or is not in RAM. */
    private Block findBlock() {
        linksHold = CodeFetch.flat(cpu);
        long rip = cpu.rip;
        long linear = CodeFetch.address(cpu);
        int index = cpu.mmu.fetchIndex(linear, cpu.cpl == 3);
        if (index < 0) {
            return null;
        }
        Block block = blocks.find(rip, linear, index, cpu.codeSize);
        if (block == null) {
            Block last = blocks.last(rip, linear, index, cpu.codeSize);
            block = decoder.decode(cpu, rip, linear, index, last == null || last.recut ? null : last);
            if (block == null) {
                return null;
            }
            blocks.add(block);
            block.heat = heat;
            if (last != null && last.recut) {
                block.warmedLike(last);
            }
        }
        return CodeFetch.reaches(cpu, rip + block.bytes - 1) ? block : null;
    }
}
