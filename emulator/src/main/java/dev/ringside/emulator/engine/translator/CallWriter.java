package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes near calls of the guest: by a {@link CallLink}, and on behind it. */
final class CallWriter {
    private final UnitWriter w;
    private final CodeBuilder code;
    private final UnitClass.Surroundings surroundings;
    private final Place place;

    /** @param place where the region lies */
    CallWriter(UnitWriter w, UnitClass.Surroundings surroundings, Place place) {
        this.w = w;
        this.code = w.code();
        this.surroundings = surroundings;
        this.place = place;
    }

    /**
     * Leaves for the place on the Java stack, a long, as a near call does, and goes on behind the call if that is where execution
     * arrives. Nothing but the processor's state is taken for the guest's: it does not matter who returned.
     */
    void write(BasicBlock b) {
        Label back = code.newLabel();
        Label elsewhere = code.newLabel();
        code.lstore(Slots.TO);
        w.registers.store();
        w.flags.settleToLeave();
        code.loadConstant(-1).istore(Slots.PLACE);
        w.progress.storeRetired();
        code.aload(Slots.CPU).lload(Slots.TO).putfield(Types.CPU, "rip", ConstantDescs.CD_long);
        runCalled(b, elsewhere);
        code.iload(Slots.LEFT);
        w.progress.takeLeft();
        w.progress.nearLimit(back);
        code.labelBinding(elsewhere);
        code.loadConstant(1).ireturn();
        code.labelBinding(back);
        w.registers.load();
        w.flags.areSettled();
        code.goto_(w.head(b.next()));
    }

    /** Runs what is called, and jumps to {@code elsewhere} when that does not lead to behind the call. */
    private void runCalled(BasicBlock b, Label elsewhere) {
        Label lookFor = code.newLabel();
        Label stuck = code.newLabel();
        Label arrived = code.newLabel();
        CallLink link = CallLink.of(surroundings, place.at(b.nextRip()));
        onLink(link, "enter", Types.CODE);
        code.astore(Slots.CALLED).aload(Slots.CALLED).ifnull(lookFor);
        code.aload(Slots.CALLED).aload(Slots.CPU).invokevirtual(Types.CODE, "run", MethodTypeDesc.of(ConstantDescs.CD_boolean, Types.CPU));
        w.pushObject(link, Types.LINK);
        code.invokevirtual(Types.LINK, "left", MethodTypeDesc.of(ConstantDescs.CD_void)).ifeq(stuck);
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
        w.pushObject(link, Types.LINK);
        code.aload(Slots.CPU).invokevirtual(Types.LINK, method, MethodTypeDesc.of(result, Types.CPU));
    }
}
