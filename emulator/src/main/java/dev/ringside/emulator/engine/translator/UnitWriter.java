package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.VectorState;
import dev.ringside.emulator.engine.ProbeSite;
import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.engine.translator.Region.End;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Transfer;
import dev.ringside.emulator.memory.NotPlain;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

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
    private static final ClassDesc CPU = desc(Cpu.class), FLAGS = desc(Flags.class),
            LAZY = desc(LazyFlags.class), RUNTIME = desc(UnitRuntime.class), SEGMENTS = desc(SegmentRegisters.class), LONGS = ConstantDescs.CD_long.arrayType(),
            VECTORS = desc(VectorState.class), INSTRUCTION = desc(Instruction.class), SEMANTICS = desc(Semantics.class),
            CODE = desc(UnitCode.class), LINK = desc(CallLink.class), NOT_PLAIN = desc(NotPlain.class);
    private static final ClassDesc INT = ConstantDescs.CD_int, LONG = ConstantDescs.CD_long, VOID = ConstantDescs.CD_void;

    private static final int CPU_SLOT = 1, R = 3, LEFT_SLOT = 4, PLACE = 6, TO = 7, THROWN = FlagWriter.AFTER_LAST, XMM = THROWN + 1,
            END_SLOT = XMM + 1, CALLED = END_SLOT + 2, FIRST_REGISTER = CALLED + 1;

    private final CodeBuilder code;
    private final Region region;
    private final int length;
    private final FlagLiveness liveness;
    private final SemanticsTable semantics;
    private final ClassData data;
    private final AccessMethods accesses;
    private final UnitClass.Surroundings surroundings;
    final Words words;
    final FlagWriter flags;
    final UnitContext context;
    private final RegisterUse use;
    private final Label[] heads;
    private final Label exit;
    private final int[] slots = new int[16];
    private final int firstTemporary;

    // The instruction being written.
    private int block;
    private int position;

    // Whether the block has asked for these since anything may have changed the answer.
    private boolean vectorsAvailable;

    UnitWriter(CodeBuilder code, Region region, FlagLiveness liveness, UnitClass.Surroundings surroundings, ClassData data, AccessMethods accesses) {
        this.code = code;
        this.region = region;
        this.length = region.length();
        this.liveness = liveness;
        this.semantics = surroundings.semantics();
        this.surroundings = surroundings;
        this.data = data;
        this.accesses = accesses;
        this.context = region.context();
        this.words = new Words(code, context.wide());
        this.flags = new FlagWriter(code, words, CPU_SLOT, region.blocks().size());
        this.use = RegisterUse.of(region);
        this.heads = new Label[region.blocks().size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = code.newLabel();
        }
        this.exit = code.newLabel();
        int next = FIRST_REGISTER;
        for (int i = 0; i < slots.length; i++) {
            slots[i] = next;
            next += use.used(i) ? 2 : 0;
        }
        firstTemporary = next;
    }

    private static ClassDesc desc(Class<?> c) {
        return ClassDesc.of(c.getName());
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
        takeLeft();
        nearLimit(enough);
        code.loadConstant(0).ireturn();
        code.labelBinding(enough);
        code.aload(CPU_SLOT).getfield(CPU, "r", LONGS).astore(R);
        if (use.vectors()) {
            code.aload(CPU_SLOT).getfield(CPU, "vector", VECTORS).getfield(VECTORS, "xmm", LONGS).astore(XMM);
        }
        code.loadConstant(-1).istore(PLACE);
        code.loadConstant(0L).lstore(TO);
        flags.prologue();
        code.aconst_null().astore(THROWN);
        loadRegisters();
    }

    /** Jumps to {@code enough} unless fewer instructions are left than the region may retire before it asks again. */
    private void nearLimit(Label enough) {
        code.iload(LEFT_SLOT).loadConstant(length).if_icmpge(enough);
    }

    /** Pops how many instructions may retire at most, and sets what is left by that and the processor's limit. */
    private void takeLeft() {
        code.aload(CPU_SLOT).invokestatic(CODE, "left", MethodTypeDesc.of(INT, INT, CPU)).istore(LEFT_SLOT);
        code.aload(CPU_SLOT).getfield(CPU, "instructions", LONG).iload(LEFT_SLOT).i2l().ladd().lstore(END_SLOT);
    }

    /** Pushes the processor's count of instructions before the block under way. */
    private void pushRetired() {
        code.lload(END_SLOT).iload(LEFT_SLOT).i2l().lsub();
    }

    private void storeRetired() {
        code.aload(CPU_SLOT);
        pushRetired();
        code.putfield(CPU, "instructions", LONG);
    }

    private void loadRegisters() {
        for (int i = 0; i < 16; i++) {
            if (use.used(i)) {
                code.aload(R).loadConstant(i).laload();
                words.fromLong();
                words.store(slots[i]);
            }
        }
    }

    private void storeRegisters() {
        for (int i = 0; i < 16; i++) {
            if (use.written(i)) {
                code.aload(R).loadConstant(i);
                words.load(slots[i]);
                words.toUnsignedLong();
                code.lastore();
            }
        }
    }

    private void handler() {
        Label real = code.newLabel();
        code.astore(THROWN).iload(PLACE).iflt(real);
        code.iload(LEFT_SLOT).iload(PLACE).loadConstant(12).iushr().isub().istore(LEFT_SLOT);
        code.iload(PLACE).loadConstant(0xFFF).iand().i2l().loadConstant(region.place().pageRip()).ladd().lstore(TO).goto_(exit);
        code.labelBinding(real);
        code.aload(THROWN).athrow();
    }

    private void epilogue() {
        Label thrown = code.newLabel();
        storeRegisters();
        flags.settleToLeave();
        storeRetired();
        code.aload(CPU_SLOT).lload(TO).putfield(CPU, "rip", LONG);
        code.aload(THROWN).ifnonnull(thrown);
        code.loadConstant(1).ireturn();
        code.labelBinding(thrown);
        Label fault = code.newLabel();
        code.aload(THROWN).instanceOf(NOT_PLAIN).ifeq(fault);
        code.loadConstant(0).ireturn();
        code.labelBinding(fault);
        code.aload(THROWN).athrow();
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
                outOfLine(insn);
            }
        }
        if (b.end() != End.FALL) {
            askProbes(b.insns().getLast());
        }
        switch (b.end()) {
            case FALL -> {
                retire(b.insns().size());
                goTo(b.next(), b.nextRip());
            }
            case JUMP -> {
                retire(b.insns().size());
                goTo(b.taken(), b.target());
            }
            case CONDITIONAL -> conditional(b);
            case CALL, INDIRECT -> BranchEmitter.leave(this, b);
            case REPEATED -> repeated(b);
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
        retire(b.insns().size());
        goTo(b.next(), b.nextRip());
        code.labelBinding(taken);
        retire(b.insns().size());
        goTo(b.taken(), b.target());
    }

    /** Counts {@code n} instructions of the block as retired. */
    void retire(int n) {
        code.iinc(LEFT_SLOT, -n);
    }

    /** Goes on at a block of the region, or leaves for {@code rip} when {@code index} is -1 or the limit is near. */
    private void goTo(int index, long rip) {
        if (index > block) {
            code.goto_(heads[index]);
            return;
        }
        if (index >= 0) {
            nearLimit(heads[index]);
        }
        leaveFor(rip);
    }

    /** Leaves the unit for a fixed place. */
    void leaveFor(long rip) {
        code.loadConstant(wrapped(rip)).lstore(TO).goto_(exit);
    }

    // 16- and 32-bit code goes on at 0 behind 4 GiB.
    private long wrapped(long rip) {
        return context.wide() ? rip : rip & 0xFFFFFFFFL;
    }

    /** Leaves the unit for the place on the Java stack, a long. */
    void leave() {
        code.lstore(TO).goto_(exit);
    }

    /**
     * Leaves for the place on the Java stack, a long, as a near call does, and goes on behind the call if that is where execution
     * arrives. Nothing but the processor's state is taken for the guest's: it does not matter who returned.
     */
    void call(BasicBlock b) {
        Label back = code.newLabel();
        Label elsewhere = code.newLabel();
        code.lstore(TO);
        storeRegisters();
        flags.settleToLeave();
        code.loadConstant(-1).istore(PLACE);
        storeRetired();
        code.aload(CPU_SLOT).lload(TO).putfield(CPU, "rip", LONG);
        runCalled(b, elsewhere);
        code.iload(LEFT_SLOT);
        takeLeft();
        nearLimit(back);
        code.labelBinding(elsewhere);
        code.loadConstant(1).ireturn();
        code.labelBinding(back);
        loadRegisters();
        flags.areSettled();
        code.goto_(heads[b.next()]);
    }

    /** Runs what is called, and jumps to {@code elsewhere} when that does not lead to behind the call. */
    private void runCalled(BasicBlock b, Label elsewhere) {
        Label lookFor = code.newLabel();
        Label stuck = code.newLabel();
        Label arrived = code.newLabel();
        CallLink link = CallLink.of(surroundings, region.place().at(b.nextRip()));
        onLink(link, "enter", CODE);
        code.astore(CALLED).aload(CALLED).ifnull(lookFor);
        code.aload(CALLED).aload(CPU_SLOT).invokevirtual(CODE, "run", MethodTypeDesc.of(ConstantDescs.CD_boolean, CPU));
        data.push(code, link, LINK);
        code.invokevirtual(LINK, "left", MethodTypeDesc.of(VOID)).ifeq(stuck);
        onLink(link, "back", ConstantDescs.CD_boolean);
        code.ifne(arrived);
        onLink(link, "goOn", ConstantDescs.CD_boolean);
        code.ifeq(elsewhere).goto_(arrived);
        code.labelBinding(lookFor);
        onLink(link, "lookFor", ConstantDescs.CD_boolean);
        code.ifeq(elsewhere).goto_(arrived);
        code.labelBinding(stuck);
        onLink(link, "goOnStuck", ConstantDescs.CD_boolean);
        code.ifeq(elsewhere);
        code.labelBinding(arrived);
    }

    private void onLink(CallLink link, String method, ClassDesc result) {
        data.push(code, link, LINK);
        code.aload(CPU_SLOT).invokevirtual(LINK, method, MethodTypeDesc.of(result, CPU));
    }

    // ---- instructions that are not put in line ----

    private void outOfLine(Instruction insn) {
        if (Emitters.apart(insn)) {
            mayThrow(insn);
            storeRegisters(Emitters.addressRegisters(insn));
            call(insn, "executeApart");
            Label calm = code.newLabel();
            code.aload(CPU_SLOT).getfield(CPU, "attention", INT).ifeq(calm);
            retire(position + 1);
            leaveFor(insn.nextRip());
            code.labelBinding(calm);
            return;
        }
        execute(insn);
        Label calm = code.newLabel();
        code.aload(CPU_SLOT).getfield(CPU, "attention", INT).ifeq(calm);
        retire(position + 1);
        code.aload(CPU_SLOT).getfield(CPU, "rip", LONG);
        leave();
        code.labelBinding(calm);
    }

    /** Writes the instruction that ends a block as one that may go anywhere. */
    void far(BasicBlock b) {
        if (Transfer.of(b.insns().getLast()) == Transfer.REPEATED) {
            iterate(b);
        } else {
            execute(b.insns().getLast());
            retire(b.insns().size());
        }
        code.aload(CPU_SLOT).getfield(CPU, "rip", LONG);
        leave();
    }

    // All iterations but the last have been counted where the processor counts.
    private void iterate(BasicBlock b) {
        execute(b.insns().getLast());
        code.loadConstant(UnitCode.MOST);
        takeLeft();
        retire(1);
    }

    private void repeated(BasicBlock b) {
        Label over = code.newLabel();
        Label interrupted = code.newLabel();
        iterate(b);
        code.aload(CPU_SLOT).getfield(CPU, "attention", INT).ifne(interrupted);
        code.aload(CPU_SLOT).getfield(CPU, "rip", LONG).loadConstant(wrapped(b.nextRip())).lcmp().ifeq(over);
        code.labelBinding(interrupted);
        code.aload(CPU_SLOT).getfield(CPU, "rip", LONG);
        leave();
        code.labelBinding(over);
        if (b.next() >= 0) {
            nearLimit(heads[b.next()]);
        }
        leaveFor(b.nextRip());
    }

    /** Calls the semantics with everything real, and takes the registers back. */
    private void execute(Instruction insn) {
        storeRegisters();
        flags.settleToLeave();
        code.loadConstant(-1).istore(PLACE);
        call(insn, "execute");
        loadRegisters();
        flags.areSettled();
        vectorsAvailable = false;
    }

    private void call(Instruction insn, String method) {
        code.aload(CPU_SLOT);
        data.push(code, insn, INSTRUCTION);
        data.push(code, semantics.executing(insn), SEMANTICS);
        pushRetired();
        code.loadConstant((long) position).ladd();
        code.invokestatic(RUNTIME, method, MethodTypeDesc.of(VOID, CPU, INSTRUCTION, SEMANTICS, LONG));
    }

    private void storeRegisters(int mask) {
        for (int i = 0; i < 16; i++) {
            if ((mask >>> i & 1) != 0 && use.written(i)) {
                code.aload(R).loadConstant(i);
                words.load(slots[i]);
                words.toUnsignedLong();
                code.lastore();
            }
        }
    }

    // ---- for probes ----

    /** Lets the processor stand before {@code insn} with everything real, without giving up what is known in local variables. */
    void makeReal(Instruction insn) {
        mayThrow(insn);
        storeRegisters();
        flags.settleToLeave();
        code.aload(CPU_SLOT);
        pushRetired();
        code.loadConstant((long) position).ladd().putfield(CPU, "instructions", LONG);
        code.aload(CPU_SLOT).loadConstant(insn.rip).putfield(CPU, "rip", LONG);
    }

    /** Leaves the unit with {@code insn} next. */
    void leaveBefore(Instruction insn) {
        retire(position);
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
        code.loadConstant(position << 12 | (int) (insn.rip - region.place().pageRip())).istore(PLACE);
    }

    /** A local variable for an intermediate value: {@code n} from 0 to 3. */
    int temporary(int n) {
        return firstTemporary + 2 * n;
    }

    /** Leaves the instruction, which may throw, to the interpreter unless the system has made XMM registers available. */
    void requireVectors() {
        if (!vectorsAvailable) {
            vectorsAvailable = true;
            pushCpu();
            runtime("requireVectors", VOID, CPU);
        }
    }

    /** Pushes an instruction, a constant. */
    void pushInstruction(Instruction insn) {
        data.push(code, insn, INSTRUCTION);
    }

    /** Pushes the array of XMM registers; see {@link VectorState#xmm}. */
    void pushXmm() {
        code.aload(XMM);
    }

    void pushCpu() {
        code.aload(CPU_SLOT);
    }

    void runtime(String method, ClassDesc result, ClassDesc... parameters) {
        code.invokestatic(RUNTIME, method, MethodTypeDesc.of(result, parameters));
    }

    // ---- for emitters: registers ----

    /** Pushes a register with garbage above {@code width}. */
    void pushRegister(int number, int width, boolean high) {
        words.load(slot(high ? number - 4 : number));
        if (high) {
            words.shiftRightUnsigned(8);
        }
    }

    /** Pushes a register, zero-extended from {@code width}. */
    void pushClean(int number, int width, boolean high) {
        pushRegister(number, width, high);
        words.zeroExtend(width);
    }

    /** Pops a value into {@code width} bits of a register; bits above are dropped. */
    void popRegister(int number, int width, boolean high) {
        int slot = slot(high ? number - 4 : number);
        if (!use.written(high ? number - 4 : number)) {
            throw new IllegalStateException("register " + number + " is written unexpectedly");
        }
        if (width == 32 && words.wide) {
            words.zeroExtend(32);
        } else if (width < 32) {
            words.zeroExtend(width);
            long mask = (1L << width) - 1;
            if (high) {
                words.shiftLeft(8);
                mask <<= 8;
            }
            words.load(slot);
            words.constant(~mask);
            words.and();
            words.or();
        }
        words.store(slot);
    }

    private int slot(int number) {
        if (!use.used(number)) {
            throw new IllegalStateException("register " + number + " is used unexpectedly");
        }
        return slots[number];
    }

    // ---- for emitters: memory ----

    /** Pushes the offset of the memory operand, a word, cut to the address size. */
    void pushOffset(Instruction insn) {
        boolean something = false;
        if (insn.base != Instruction.NO_REGISTER) {
            words.load(slot(insn.base));
            something = true;
        }
        if (insn.index != Instruction.NO_REGISTER) {
            words.load(slot(insn.index));
            words.shiftLeft(insn.scaleShift);
            if (something) {
                words.add();
            }
            something = true;
        }
        if (insn.displacement != 0 || !something) {
            words.constant(insn.displacement);
            if (something) {
                words.add();
            }
        }
        if (insn.addressSize < words.bits()) {
            words.zeroExtend(insn.addressSize);
        }
    }

    /** Pushes the linear address of the memory operand, a long, checked unless the access itself checks. */
    void pushLinear(Instruction insn, int bytes, boolean write) {
        if (context.plain(insn.segment)) {
            pushOffset(insn);
            words.toUnsignedLong();
            addBase(insn.segment);
        } else {
            pushOffset(insn);
            checkedLinear(insn.segment, bytes, write);
        }
    }

    /** Pops an offset, a word; pushes the linear address of what lies there in the segment, a long, with all checks of segmentation. */
    void checkedLinear(int segment, int bytes, boolean write) {
        words.toUnsignedLong();
        code.aload(CPU_SLOT).loadConstant(segment).loadConstant(bytes).loadConstant(write ? 1 : 0);
        runtime("linear", LONG, LONG, CPU, INT, INT, ConstantDescs.CD_boolean);
    }

    /** Pushes the linear address that a register of the code's width points to through a segment that needs no check, a long. */
    void pushLinear(int register, int segment) {
        words.load(slot(register));
        words.toUnsignedLong();
        addBase(segment);
    }

    private void addBase(int segment) {
        if (segment >= Instruction.FS) {
            code.aload(CPU_SLOT).getfield(CPU, "segments", SEGMENTS).getfield(SEGMENTS, "effectiveBase", LONGS).loadConstant(segment).laload().ladd();
            if (!context.wide()) {
                code.loadConstant(0xFFFFFFFFL).land();
            }
        }
    }

    /** Pops nothing; loads from the linear address in a local and pushes the value, zero-extended (32 bits in 64-bit code too). */
    void load(int linearSlot, int width) {
        access(AccessMethods.Kind.LOAD, linearSlot, width);
    }

    /** {@link #load} of what will be stored again. */
    void loadForUpdate(int linearSlot, int width) {
        access(AccessMethods.Kind.UPDATE, linearSlot, width);
    }

    private void access(AccessMethods.Kind kind, int linearSlot, int width) {
        code.lload(linearSlot);
        accesses.call(code, kind, width);
        if (width < 64) {
            words.fromInt();
            if (width == 32) {
                words.zeroExtend(32);
            }
        }
    }

    /** Stores the word (64 bits: the long) in a local at the linear address in another. */
    void store(int linearSlot, int width, int valueSlot) {
        code.lload(linearSlot);
        if (width == 64) {
            code.lload(valueSlot);
        } else {
            words.load(valueSlot);
            words.toInt();
        }
        accesses.call(code, AccessMethods.Kind.STORE, width);
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
