package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.vocabulary.Space;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;

/** Makes expressions by chance, and says what they come to by rules of its own: an oracle that shares nothing with what it judges. */
final class SampleGenerator {
    private static final int UNARY = 2;
    private static final int TERNARY = 13;
    private static final Map<String, Integer> BINDING = Map.ofEntries(Map.entry("*", 3), Map.entry("/", 3), Map.entry("%", 3), Map.entry("+", 4),
        Map.entry("-", 4), Map.entry("<<", 5), Map.entry(">>", 5), Map.entry("<", 6), Map.entry("<=", 6), Map.entry(">", 6), Map.entry(">=", 6),
        Map.entry("==", 7), Map.entry("!=", 7), Map.entry("&", 8), Map.entry("^", 9), Map.entry("|", 10), Map.entry("&&", 11),
        Map.entry("||", 12));
    private static final Map<String, BinaryOperator<BigInteger>> EXACT = Map.of("+", BigInteger::add, "-", BigInteger::subtract,
        "*", BigInteger::multiply, "&", BigInteger::and, "|", BigInteger::or, "^", BigInteger::xor);
    private static final List<String> SIGNS = BINDING.keySet().stream().sorted().toList();

    private final Random random;
    final TestContext context = new TestContext();

    SampleGenerator(long seed) {
        random = new Random(seed);
        for (String register : List.of("rax", "rbx", "rcx", "r8", "eflags")) {
            context.registers.put(register, interesting());
        }
        for (int i = 0; i < 64; i++) {
            context.store(Space.LINEAR, 0x1000 + i, 1, random.nextInt(4) == 0 ? 0xff : random.nextInt(256));
            context.store(Space.PHYSICAL, 0x1000 + i, 1, random.nextInt(256));
        }
    }

    private long interesting() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(70);
            case 1 -> -1L >>> random.nextInt(64);
            case 2 -> 1L << random.nextInt(64);
            case 3 -> -random.nextInt(70);
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    Sample expression(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf();
        }
        return switch (random.nextInt(12)) {
            case 0 -> unary(expression(depth - 1));
            case 1 -> cast(expression(depth - 1));
            case 2 -> bits(expression(depth - 1));
            case 3 -> conditional(expression(depth - 1), expression(depth - 1), expression(depth - 1));
            default -> binary(SIGNS.get(random.nextInt(SIGNS.size())), expression(depth - 1), expression(depth - 1));
        };
    }

    private Sample leaf() {
        return switch (random.nextInt(4)) {
            case 0 -> number();
            case 1 -> memory();
            default -> register();
        };
    }

    private Sample number() {
        BigInteger value = new BigInteger(Long.toUnsignedString(random.nextBoolean() ? random.nextInt(70) : interesting()));
        return Sample.number(random.nextBoolean() ? value.toString() : "0x" + value.toString(16), 0, value);
    }

    private Sample memory() {
        int bytes = 1 << random.nextInt(4);
        boolean signed = random.nextBoolean();
        Space space = random.nextBoolean() ? Space.LINEAR : Space.PHYSICAL;
        int address = 0x1000 + random.nextInt(80);
        BigInteger value = BigInteger.ZERO;
        for (int i = bytes - 1; i >= 0; i--) {
            Integer one = context.memory.get(space).get((long) address + i);
            value = one == null || value == null ? null : value.shiftLeft(8).add(BigInteger.valueOf(one));
        }
        String text = (signed ? "s" : "u") + bytes * 8 + "[" + (space == Space.LINEAR ? "" : "phys:") + address + "]";
        return Sample.of(text, 0, bytes * 8, signed, value);
    }

    private Sample register() {
        String[][] rows = {{"rax", "rax", "0", "64"}, {"eax", "rax", "0", "32"}, {"ah", "rax", "8", "8"}, {"rbx", "rbx", "0", "64"},
            {"bx", "rbx", "0", "16"}, {"cl", "rcx", "0", "8"}, {"$r8d", "r8", "0", "32"}, {"r8", "r8", "0", "64"}, {"cf", "eflags", "0", "1"},
            {"iopl", "eflags", "12", "2"}};
        String[] row = rows[random.nextInt(rows.length)];
        BigInteger whole = BigInteger.valueOf(context.registers.get(row[1]));
        return Sample.of(row[0], 0, Integer.parseInt(row[3]), false, whole.shiftRight(Integer.parseInt(row[2])));
    }

    private Sample unary(Sample operand) {
        String sign = List.of("-", "~", "!", "+").get(random.nextInt(operand.bits() == Sample.BOOL ? 1 : 4));
        String text = sign + within(operand, UNARY);
        BigInteger value = operand.value();
        return switch (sign) {
            case "-" -> operand.written() ? Sample.number(text, UNARY, Sample.wrap(value.negate(), 64, true))
                : Sample.of(text, UNARY, 64, true, value == null ? null : value.negate());
            case "~" -> operand.written() ? Sample.number(text, UNARY, normal(value.not(), operand.unsigned64()))
                : Sample.of(text, UNARY, operand.bits(), operand.signed(), value == null ? null : value.not());
            case "!" -> Sample.truth(text, UNARY, value == null ? null : !operand.holds());
            default -> new Sample(text, UNARY, operand.bits(), operand.signed(), value, operand.written());
        };
    }

    private static BigInteger normal(BigInteger value, boolean unsigned) {
        return Sample.wrap(value, 64, !unsigned);
    }

    private Sample cast(Sample operand) {
        if (random.nextInt(8) == 0) {
            return Sample.truth("(bool)" + within(operand, UNARY), UNARY, operand.value() == null ? null : operand.holds());
        }
        int bits = 8 << random.nextInt(4);
        boolean signed = random.nextBoolean();
        String text = "(" + (signed ? "s" : "u") + bits + ")" + within(operand, UNARY);
        // A cast to the type that it has anyway changes nothing, so a number stays one that was written.
        boolean same = operand.written() && bits == 64 && signed == operand.signed();
        return same ? new Sample(text, UNARY, 64, signed, operand.value(), true) : Sample.of(text, UNARY, bits, signed, operand.value());
    }

    private Sample bits(Sample operand) {
        int width = operand.bits() == Sample.BOOL ? 1 : operand.bits();
        int first = random.nextInt(width);
        int last = first + random.nextInt(width - first);
        String text = within(operand, 0) + "{" + first + (first == last ? "" : ".." + last) + "}";
        return Sample.of(text, 0, last - first + 1, false, operand.value() == null ? null : operand.value().shiftRight(first));
    }

    private Sample conditional(Sample condition, Sample then, Sample otherwise) {
        String text = within(condition, TERNARY - 1) + " ? " + within(then, TERNARY) + " : " + within(otherwise, TERNARY);
        Sample chosen = condition.value() == null ? null : condition.holds() ? then : otherwise;
        boolean same = then.bits() == otherwise.bits() && then.signed() == otherwise.signed();
        BigInteger value = chosen == null ? null : chosen.value();
        if (same && then.bits() == Sample.BOOL) {
            return new Sample(text, TERNARY, Sample.BOOL, false, value, false);
        }
        int bits = same ? then.bits() : 64;
        return Sample.of(text, TERNARY, bits, same ? then.signed() : !then.unsigned64() && !otherwise.unsigned64(), value);
    }

    private Sample binary(String sign, Sample left, Sample right) {
        int binding = BINDING.get(sign);
        if ((sign.equals("/") || sign.equals("%")) && left.unsigned64() != right.unsigned64() && (left.mayBeNegative() || right.mayBeNegative())) {
            return binary(sign, Sample.of("(s64)" + within(left, UNARY), UNARY, 64, true, left.value()),
                Sample.of("(s64)" + within(right, UNARY), UNARY, 64, true, right.value()));
        }
        // The left side may bind as tight as the operator, the right side has to bind tighter: all of them go from left to right.
        boolean bitwise = "&|^".contains(sign);
        String text = side(left, binding, bitwise) + " " + sign + " " + side(right, binding - 1, bitwise);
        if (binding == 6 || binding == 7) {
            return compare(sign, text, left, right);
        }
        if (sign.equals("&&") || sign.equals("||")) {
            return Sample.truth(text, binding, logical(sign.equals("||"), left, right));
        }
        boolean shift = binding == 5;
        boolean unsigned = left.unsigned64() || !shift && right.unsigned64();
        BigInteger value = left.value() == null || right.value() == null ? null : arithmetic(sign, left.value(), right.value(), unsigned);
        return left.written() && right.written() && value != null ? Sample.number(text, binding, normal(value, unsigned))
            : Sample.of(text, binding, 64, !unsigned, value);
    }

    private String side(Sample side, int loosest, boolean bitwise) {
        boolean comparison = side.binding() == 6 || side.binding() == 7;
        return bitwise && comparison ? "(" + side.text() + ")" : within(side, loosest);
    }

    private static BigInteger arithmetic(String sign, BigInteger left, BigInteger right, boolean unsigned) {
        BigInteger a = Sample.wrap(left, 64, !unsigned);
        boolean allOut = right.signum() < 0 || right.bitLength() > 6;
        return switch (sign) {
            case "/" -> right.signum() == 0 ? null : a.divide(Sample.wrap(right, 64, !unsigned));
            case "%" -> right.signum() == 0 ? null : a.remainder(Sample.wrap(right, 64, !unsigned));
            case "<<" -> allOut ? BigInteger.ZERO : a.shiftLeft(right.intValue());
            case ">>" -> a.shiftRight(allOut ? 64 : right.intValue());
            default -> EXACT.get(sign).apply(left, right);
        };
    }

    private static Boolean logical(boolean any, Sample left, Sample right) {
        if (left.value() == null) {
            return null;
        }
        return left.holds() == any ? Boolean.valueOf(any) : right.value() == null ? null : (Boolean) right.holds();
    }

    private Sample compare(String sign, String text, Sample left, Sample right) {
        int binding = BINDING.get(sign);
        if (left.written() == right.written()) {
            return Sample.truth(text, binding, holds(sign, left.value(), right.value()));
        }
        Sample other = left.written() ? right : left;
        int bits = other.bits() == Sample.BOOL ? 1 : other.bits();
        BigInteger number = left.written() ? left.value() : right.value();
        BigInteger least = other.signed() ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most = BigInteger.ONE.shiftLeft(other.signed() ? bits - 1 : bits).subtract(BigInteger.ONE);
        boolean decided = binding == 7
            ? number.compareTo(BigInteger.ONE.shiftLeft(bits - 1).negate()) < 0 || number.bitLength() > bits && number.signum() > 0
            : holds(sign, left.written() ? number : least, left.written() ? least : number)
                .equals(holds(sign, left.written() ? number : most, left.written() ? most : number));
        if (decided) {
            return other;
        }
        BigInteger adapted = binding == 7 ? Sample.wrap(number, bits, other.signed()) : number;
        return Sample.truth(text, binding, left.written() ? holds(sign, adapted, right.value()) : holds(sign, left.value(), adapted));
    }

    private static Boolean holds(String sign, BigInteger left, BigInteger right) {
        if (left == null || right == null) {
            return null;
        }
        int order = left.compareTo(right);
        return switch (sign) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** The text as part of an operator: in brackets where it has to be, and sometimes where not. */
    private String within(Sample sample, int loosest) {
        return sample.binding() > loosest || random.nextInt(10) == 0 ? "(" + sample.text() + ")" : sample.text();
    }
}
