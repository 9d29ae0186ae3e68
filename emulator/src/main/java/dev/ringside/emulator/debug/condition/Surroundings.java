package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.engine.translator.ClassData;
import dev.ringside.emulator.memory.WalkEntries;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.tree.Node;
import java.lang.constant.ClassDesc;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;

/** What the methods of one compiled expression have in common: its class, its places for values, and which methods are still to be written. */
final class Surroundings {
    private final ClassDesc name;
    private final ConditionEnvironment environment;
    private final Outline outline;
    private final SlotMemory slots;
    private final ClassData data = new ClassData();
    private final Answer answer = new Answer();
    private final WalkEntries walk = new WalkEntries();
    private final Map<Node, TextBuffer> texts = new IdentityHashMap<>();
    private final Map<Node, String> methods = new IdentityHashMap<>();
    private final Queue<Node> pending = new ArrayDeque<>();

    Surroundings(ClassDesc name, Expression expression, ConditionEnvironment environment, int longest) {
        this.name = name;
        this.environment = environment;
        this.outline = new Outline(expression.root(), expression.slots(), longest);
        this.slots = new SlotMemory(expression.slots().size());
    }

    ClassDesc name() {
        return name;
    }

    ConditionEnvironment environment() {
        return environment;
    }

    Outline outline() {
        return outline;
    }

    SlotMemory slots() {
        return slots;
    }

    ClassData data() {
        return data;
    }

    /** Where methods leave a number. */
    Answer answer() {
        return answer;
    }

    WalkEntries walk() {
        return walk;
    }

    /** Where a text of the expression is kept. A method may be written twice, but its texts have one place each. */
    TextBuffer text(Node node) {
        return texts.computeIfAbsent(node, wanted -> switch (wanted) {
            case Node.TextLiteral n -> TextBuffer.of(n.text());
            case Node.History n -> TextBuffer.of(n.value().text());
            case Node.GuestText n -> new TextBuffer(n.limit());
            default -> throw new IllegalArgumentException("no text: " + wanted);
        });
    }

    /** The method of a node that stands apart; it will be written. */
    String methodOf(Node node) {
        return methods.computeIfAbsent(node, wanted -> {
            pending.add(wanted);
            return "part" + methods.size();
        });
    }

    /** A node whose method has still to be written; null when there is none. */
    Node next() {
        return pending.poll();
    }
}
