package dev.ringside.symbols.unwind.cfi;

import dev.ringside.symbols.sections.SectionCursor;
import dev.ringside.symbols.unwind.FrameRegisters;
import dev.ringside.symbols.unwind.GeneralRegister;
import dev.ringside.symbols.unwind.StackMemory;
import dev.ringside.symbols.unwind.UnreadableException;
import java.util.Optional;

/** Evaluates a DWARF expression as call frame information may have them (DWARF 5, 2.5.1 and 6.4.2). Always ends. */
final class FrameExpression {
    private static final int MOST_STEPS = 4096;
    private static final int DEEPEST = 64;

    private final StackMemory memory;
    private final FrameRegisters registers;
    private final SectionCursor cursor;
    private final RegisterRule.Block block;
    private final long[] stack = new long[DEEPEST];
    private int depth;

    /** What an expression needs is not known in the frame. */
    static final class UnknownException extends Exception {
        private static final long serialVersionUID = 1;

        UnknownException(String what) {
            super(what + " is not known in this frame", null, false, false);
        }
    }

    private FrameExpression(FrameSection section, RegisterRule.Block block, FrameRegisters registers, StackMemory memory) {
        this.memory = memory;
        this.registers = registers;
        this.block = block;
        this.cursor = new SectionCursor(section.bytes(), block.offset(), block.offset() + block.length());
    }

    /** The value of an expression that finds {@code first} on its stack. */
    static long evaluate(FrameSection section, RegisterRule.Block block, FrameRegisters registers, StackMemory memory, long... first)
            throws UnreadableException, UnknownException {
        var expression = new FrameExpression(section, block, registers, memory);
        for (long each : first) {
            expression.push(each);
        }
        for (int i = 0; i < MOST_STEPS; i++) {
            if (expression.cursor.atEnd()) {
                return registers.truncated(expression.pop());
            }
            expression.step();
        }
        throw expression.fault(block.offset(), "an expression of at most " + MOST_STEPS + " steps", "a longer one");
    }

    private RuntimeException fault(long at, String expected, String found) {
        return cursor.section().fault(at, expected, found);
    }

    private void push(long value) {
        if (depth == DEEPEST) {
            throw fault(cursor.offset(), "at most " + DEEPEST + " numbers on the stack of an expression", "more");
        }
        stack[depth++] = registers.truncated(value);
    }

    private long pop() {
        if (depth == 0) {
            throw fault(cursor.offset(), "a number on the stack of an expression", "none");
        }
        return stack[--depth];
    }

    private long pick(long index) {
        if (index < 0 || index >= depth) {
            throw fault(cursor.offset(), "number " + Long.toUnsignedString(index) + " from the top of the stack", depth + " numbers");
        }
        return stack[depth - 1 - (int) index];
    }

    /** A number of the expression's width, sign extended. */
    private long signed(long value) {
        int unused = Long.SIZE - registers.width();
        return value << unused >> unused;
    }

    private void step() throws UnreadableException, UnknownException {
        long at = cursor.offset();
        int op = cursor.u8("operation");
        if (op >= 0x30 && op <= 0x4F) {
            push(op - 0x30);
        } else if (op >= 0x70 && op <= 0x8F) {
            push(register(op - 0x70) + cursor.sleb("offset"));
        } else if (!constant(op) && !rearrange(op) && !arithmetic(op, at) && !branch(op)) {
            other(op, at);
        }
    }

    private boolean constant(int op) {
        switch (op) {
            case 0x03 -> push(cursor.unsigned(registers.bytes(), "address"));
            case 0x08 -> push(cursor.u8("constant"));
            case 0x09 -> push(cursor.s8("constant"));
            case 0x0A -> push(cursor.u16("constant"));
            case 0x0B -> push((short) cursor.u16("constant"));
            case 0x0C -> push(cursor.u32("constant"));
            case 0x0D -> push((int) cursor.u32("constant"));
            case 0x0E, 0x0F -> push(cursor.u64("constant"));
            case 0x10 -> push(cursor.uleb("constant"));
            case 0x11 -> push(cursor.sleb("constant"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean rearrange(int op) {
        switch (op) {
            case 0x12 -> push(pick(0));
            case 0x13 -> pop();
            case 0x14 -> push(pick(1));
            case 0x15 -> push(pick(cursor.u8("index")));
            case 0x16 -> put(pop(), pop());
            case 0x17 -> rotate(pop(), pop(), pop());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void put(long deeper, long top) {
        push(deeper);
        push(top);
    }

    private void rotate(long first, long second, long third) {
        push(first);
        put(third, second);
    }

    /** Operations of one or two numbers. The second, where there are two, is the one on top. */
    private boolean arithmetic(int op, long at) {
        if (op == 0x19 || op == 0x1F || op == 0x20 || op == 0x23) {
            long value = pop();
            push(switch (op) {
                case 0x19 -> Math.abs(signed(value));
                case 0x1F -> -value;
                case 0x20 -> ~value;
                default -> value + cursor.uleb("constant");
            });
            return true;
        }
        if (op < 0x1A || op > 0x2E || op == 0x28) {
            return false;
        }
        long right = pop();
        long left = pop();
        if (right == 0 && (op == 0x1B || op == 0x1D)) {
            throw fault(at, "a divisor other than 0", "0");
        }
        push(binary(op, left, right));
        return true;
    }

    private long binary(int op, long left, long right) {
        boolean far = Long.compareUnsigned(right, registers.width()) >= 0;
        return switch (op) {
            case 0x1A -> left & right;
            case 0x1B -> signed(left) / signed(right);
            case 0x1C -> left - right;
            case 0x1D -> Long.remainderUnsigned(left, right);
            case 0x1E -> left * right;
            case 0x21 -> left | right;
            case 0x22 -> left + right;
            case 0x24 -> far ? 0 : left << right;
            case 0x25 -> far ? 0 : left >>> right;
            case 0x26 -> signed(left) >> (far ? Long.SIZE - 1 : right);
            case 0x27 -> left ^ right;
            default -> compare(op, signed(left), signed(right)) ? 1 : 0;
        };
    }

    private static boolean compare(int op, long left, long right) {
        return switch (op) {
            case 0x29 -> left == right;
            case 0x2A -> left >= right;
            case 0x2B -> left > right;
            case 0x2C -> left <= right;
            case 0x2D -> left < right;
            default -> left != right;
        };
    }

    private boolean branch(int op) {
        if (op != 0x28 && op != 0x2F) {
            return false;
        }
        short distance = (short) cursor.u16("distance");
        if (op == 0x2F || pop() != 0) {
            long target = cursor.offset() + distance;
            if (target < block.offset() || target > cursor.end()) {
                throw fault(cursor.offset(), "a branch inside the expression", "one by " + distance);
            }
            cursor.seek(target);
        }
        return true;
    }

    private void other(int op, long at) throws UnreadableException, UnknownException {
        switch (op) {
            case 0x06 -> push(memory.word(registers, pop(), "what an expression needs"));
            case 0x92 -> push(register(cursor.uleb("register")) + cursor.sleb("offset"));
            case 0x94 -> {
                int size = cursor.u8("size");
                if (size < 1 || size > registers.bytes()) {
                    throw fault(at, "a size of 1 to " + registers.bytes(), Integer.toString(size));
                }
                push(memory.read(registers.linearStack(pop()), size, "what an expression needs"));
            }
            case 0x96 -> { }
            default -> throw fault(at, "an operation that call frame information may have", "0x" + Integer.toHexString(op));
        }
    }

    private long register(long number) throws UnknownException {
        Optional<GeneralRegister> register = number < 0 || number > Byte.MAX_VALUE ? Optional.empty()
            : GeneralRegister.ofDwarf(registers.width(), (int) number);
        if (register.isEmpty() && number == CfiUnwinder.returnColumn(registers.width())) {
            return registers.pc();
        }
        if (register.isEmpty() || !registers.knows(register.get())) {
            throw new UnknownException(register.map(r -> r.name(registers.width())).orElse("register " + Long.toUnsignedString(number)));
        }
        return registers.get(register.get()).getAsLong();
    }
}
