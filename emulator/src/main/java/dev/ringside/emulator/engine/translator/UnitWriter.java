package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.VectorState;
import dev.ringside.emulator.engine.ProbeSite;
import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.engine.translator.Region.End;
import dev.ringside.emulator.isa.Instruction;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/**
 * Third phase: writes the method {@code run(Cpu)} of a region. General registers and what the flags stand for live in local
 * variables; they are written back at one place, to which every exit and every exception leads.
 *
 * <p>{@code left} counts down the instructions up to the processor's limit ({@code end}, the count where it comes to 0), a block at a time. {@code place} says which instruction
 * is under way when one may fault: its position in its block times 4096 plus its place in the page; -1 when the processor's state is
 * real already. An instruction assigns to locals only after everything in it that may throw, so that the handler finds them as they
 * were before it.
 */
final class UnitWriter {
    private final CodeBuilder code;
    private final Region region;
    private final FlagLiveness liveness;
    private final ClassData data;
    private final RegisterUse use;
    private final Label[] heads;
    private final Label exit;
    private final OutOfLine outOfLine;
    private final CallWriter calls;
    final Words words;
    final FlagWriter flags;
    final UnitContext context;
    final RegisterLocals registers;
    final MemoryOperands memory;
    final Progress progress;

    // The instruction being written.
    private int block;
    private int position;

    // Whether the block has asked for these since anything may have changed the answer.
    private boolean vectorsAvailable;

    UnitWriter(CodeBuilder code, Region region, FlagLiveness liveness, UnitClass.Surroundings surroundings, ClassData data, AccessMethods accesses) {
        this.code = code;
        this.region = region;
        this.liveness = liveness;
        this.data = data;
        this.context = region.context();
        this.words = new Words(code, context.wide());
        this.flags = new FlagWriter(code, words, Slots.CPU, region.blocks().size());
        this.use = RegisterUse.of(region);
        this.registers = new RegisterLocals(code, words, use);
        this.memory = new MemoryOperands(code, context, words, registers, accesses);
        this.progress = new Progress(code, region.length());
        this.outOfLine = new OutOfLine(this, surroundings.semantics());
        this.calls = new CallWriter(this, surroundings, region.place());
        this.heads = new Label[region.blocks().size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = code.newLabel();
        }
        this.exit = code.newLabel();
    }

    // ---- the method ----

    void write() {
        Label start = code.newLabel();
        Label end = code.newLabel();
        Label handler = code.newLabel();
        prologue();
        code.labelBinding(start);
        if (region.entry() != 0) {
            code.goto_(heads[region.entry()]);
        }
        for (block = 0; block < heads.length; block++) {
            writeBlock(region.blocks().get(block));
        }
        code.labelBinding(end);
        code.labelBinding(handler);
        handler();
        code.labelBinding(exit);
        epilogue();
        code.exceptionCatchAll(start, end, handler);
    }

    private void prologue() {
        Label enough = code.newLabel();
        code.loadConstant(UnitCode.MOST);
        progress.takeLeft();
        progress.nearLimit(enough);
        code.loadConstant(0).ireturn();
        code.labelBinding(enough);
        code.aload(Slots.CPU).getfield(Types.CPU, "r", Types.LONGS).astore(Slots.REGISTERS);
        if (use.vectors()) {
            code.aload(Slots.CPU).getfield(Types.CPU, "vector", Types.VECTORS).getfield(Types.VECTORS, "xmm", Types.LONGS).astore(Slots.XMM);
        }
        code.loadConstant(-1).istore(Slots.PLACE);
        code.loadConstant(0L).lstore(Slots.TO);
        flags.prologue();
        code.aconst_null().astore(Slots.THROWN);
        registers.load();
    }

    private void handler() {
        Label real = code.newLabel();
        code.astore(Slots.THROWN).iload(Slots.PLACE).iflt(real);
        code.iload(Slots.LEFT).iload(Slots.PLACE).loadConstant(12).iushr().isub().istore(Slots.LEFT);
        code.iload(Slots.PLACE).loadConstant(0xFFF).iand().i2l().loadConstant(region.place().pageRip()).ladd().lstore(Slots.TO).goto_(exit);
        code.labelBinding(real);
        code.aload(Slots.THROWN).athrow();
    }

    private void epilogue() {
        Label thrown = code.newLabel();
        registers.store();
        flags.settleToLeave();
        progress.storeRetired();
        code.aload(Slots.CPU).lload(Slots.TO).putfield(Types.CPU, "rip", ConstantDescs.CD_long);
        code.aload(Slots.THROWN).ifnonnull(thrown);
        code.loadConstant(1).ireturn();
        code.labelBinding(thrown);
        Label fault = code.newLabel();
        code.aload(Slots.THROWN).instanceOf(Types.NOT_PLAIN).ifeq(fault);
        code.loadConstant(0).ireturn();
        code.labelBinding(fault);
        code.aload(Slots.THROWN).athrow();
    }

    // ---- blocks ----

    private void writeBlock(BasicBlock b) {
        code.labelBinding(heads[block]);
        flags.beginAfter(block == region.entry() ? new int[0] : region.before(block));
        vectorsAvailable = false;
        int branch = b.end() == End.FALL ? b.insns().size() : b.insns().size() - 1;
        for (position = 0; position < branch; position++) {
            Instruction insn = b.insns().get(position);
            askProbes(insn);
            if (!Emitters.emit(this, insn)) {
                outOfLine.write(insn);
            }
        }
        if (b.end() != End.FALL) {
            askProbes(b.insns().getLast());
        }
        switch (b.end()) {
            case FALL -> {
                progress.retire(b.insns().size());
                goTo(b.next(), b.nextRip());
            }
            case JUMP -> {
                progress.retire(b.insns().size());
                goTo(b.taken(), b.target());
            }
            case CONDITIONAL -> conditional(b);
            case CALL, INDIRECT -> BranchEmitter.leave(this, b);
            case REPEATED -> outOfLine.repeated(b);
            case FAR -> far(b);
        }
        flags.endOf(block);
    }

    private void askProbes(Instruction insn) {
        ProbeSite site = region.sites().get(insn.rip);
        if (site != null) {
            ProbeEmitter.ask(this, site, insn);
        }
    }

    private void conditional(BasicBlock b) {
        Label taken = code.newLabel();
        BranchEmitter.condition(this, b.insns().getLast(), taken);
        progress.retire(b.insns().size());
        goTo(b.next(), b.nextRip());
        code.labelBinding(taken);
        progress.retire(b.insns().size());
        goTo(b.taken(), b.target());
    }

    /** Goes on at a block of the region, or leaves for {@code rip} when {@code index} is -1 or the limit is near. */
    private void goTo(int index, long rip) {
        if (index > block) {
            code.goto_(heads[index]);
            return;
        }
        if (index >= 0) {
            progress.nearLimit(heads[index]);
        }
        leaveFor(rip);
    }

    /** Leaves the unit for a fixed place. */
    void leaveFor(long rip) {
        code.loadConstant(wrapped(rip)).lstore(Slots.TO).goto_(exit);
    }

    // 16- and 32-bit code goes on at 0 behind 4 GiB.
    long wrapped(long rip) {
        return context.wide() ? rip : rip & 0xFFFFFFFFL;
    }

    /** Leaves the unit for the place on the Java stack, a long. */
    void leave() {
        code.lstore(Slots.TO).goto_(exit);
    }

    /** Writes the near call that ends a block; where it goes is on the Java stack, a long. */
    void call(BasicBlock b) {
        calls.write(b);
    }

    /** Writes the instruction that ends a block as one that may go anywhere. */
    void far(BasicBlock b) {
        outOfLine.far(b);
    }

    /** Where a block of the region begins. */
    Label head(int index) {
        return heads[index];
    }

    /** Place of the current instruction in its block. */
    int position() {
        return position;
    }

    /** XMM registers have to be asked for again. */
    void vectorsMayHaveGone() {
        vectorsAvailable = false;
    }

    // ---- for probes ----

    /** Lets the processor stand before {@code insn} with everything real, without giving up what is known in local variables. */
    void makeReal(Instruction insn) {
        mayThrow(insn);
        registers.store();
        flags.settleToLeave();
        code.aload(Slots.CPU);
        progress.pushRetired();
        code.loadConstant((long) position).ladd().putfield(Types.CPU, "instructions", ConstantDescs.CD_long);
        code.aload(Slots.CPU).loadConstant(insn.rip).putfield(Types.CPU, "rip", ConstantDescs.CD_long);
    }

    /** Leaves the unit with {@code insn} next. */
    void leaveBefore(Instruction insn) {
        progress.retire(position);
        leaveFor(insn.rip);
    }

    /** Pushes an object as a constant. */
    void pushObject(Object value, ClassDesc type) {
        data.push(code, value, type);
    }

    // ---- for emitters: places ----

    CodeBuilder code() {
        return code;
    }

    /** Says that what follows may throw, in the instruction {@code insn}. */
    void mayThrow(Instruction insn) {
        code.loadConstant(position << 12 | (int) (insn.rip - region.place().pageRip())).istore(Slots.PLACE);
    }

    /** A local variable for an intermediate value: {@code n} from 0 to 3. */
    int temporary(int n) {
        return registers.afterLast() + 2 * n;
    }

    /** Leaves the instruction, which may throw, to the interpreter unless the system has made XMM registers available. */
    void requireVectors() {
        if (!vectorsAvailable) {
            vectorsAvailable = true;
            pushCpu();
            runtime("requireVectors", ConstantDescs.CD_void, Types.CPU);
        }
    }

    /** Pushes an instruction, a constant. */
    void pushInstruction(Instruction insn) {
        data.push(code, insn, Types.INSTRUCTION);
    }

    /** Pushes the array of XMM registers; see {@link VectorState#xmm}. */
    void pushXmm() {
        code.aload(Slots.XMM);
    }

    void pushCpu() {
        code.aload(Slots.CPU);
    }

    void runtime(String method, ClassDesc result, ClassDesc... parameters) {
        Types.runtime(code, method, result, parameters);
    }

    // ---- for emitters: flags ----

    /** Whether anybody looks at the flags after the current instruction. */
    boolean flagsLive() {
        return liveness.after(block, position) != 0;
    }

    /** Whether anybody looks at CF after the current instruction. */
    boolean carryLive() {
        return (liveness.after(block, position) & FlagLiveness.CARRY) != 0;
    }

    /** Whether anybody looks at another flag than CF after the current instruction. */
    boolean otherFlagsLive() {
        return (liveness.after(block, position) & FlagLiveness.OTHERS) != 0;
    }

    /** Pops an int, the arithmetic flags as in EFLAGS, and remembers them. */
    void popFlags() {
        if (!flagsLive()) {
            code.pop();
            return;
        }
        words.fromInt();
        words.store(temporary(0));
        flags.set(LazyFlags.BITS, 32, temporary(0), -1, -1);
    }
}
