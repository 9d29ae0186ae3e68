package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.scope.ScopeException;
import dev.ringside.symbols.expression.scope.Symbol;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.CompositeType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Member;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small guest: a task struct with members of every kind, symbols of every kind, a user and an event. */
record TestScope(int pointerBytes) implements Scope {
    static final TestScope WIDE = new TestScope(8);
    static final TestScope NARROW = new TestScope(4);

    static final IntegerType S8 = new IntegerType(8, true);
    static final IntegerType S32 = new IntegerType(32, true);
    static final IntegerType U32 = new IntegerType(32, false);

    private static final List<Value> HISTORY = List.of(Value.of(IntegerType.U64, 0x1234), Value.of(IntegerType.S64, -5), Value.of("init"));

    /** The struct, of pointers so wide. */
    record Task(int pointerBytes) implements CompositeType {
        @Override
        public String name() {
            return "struct task_struct";
        }

        @Override
        public long bytes() {
            return 96;
        }

        @Override
        public Optional<Member> member(String name) {
            return Optional.ofNullable(switch (name) {
                case "pid" -> new Member(name, S32, 0);
                case "state" -> new Member(name, new IntegerType(pointerBytes * 8, true), 8 * 8);
                case "comm" -> new Member(name, new ArrayType(S8, 16), 16 * 8);
                case "parent" -> new Member(name, new PointerType(this, pointerBytes), 32 * 8);
                case "low" -> new Member(name, new IntegerType(3, false), 40 * 8);
                case "odd" -> new Member(name, new IntegerType(7, true), 40 * 8 + 3);
                case "wide" -> new Member(name, new IntegerType(61, false), 48 * 8 + 3);
                case "counts" -> new Member(name, new ArrayType(U32, 4), 56 * 8);
                case "name" -> new Member(name, new PointerType(S8, pointerBytes), 72 * 8);
                case "load" -> new Member(name, new OpaqueType("double", 8), 80 * 8);
                case "count" -> new Member(name, U32, 88 * 8);
                default -> null;
            });
        }
    }

    Task task() {
        return new Task(pointerBytes);
    }

    private static final Map<String, Symbol> PLAIN = Map.of(
        "schedule", new Symbol.Label(0xffffffff81000000L),
        "si", new Symbol.Label(0x2000),
        "weird.name", new Symbol.Label(0x2008),
        "jiffies", new Symbol.Variable(0x3000, IntegerType.U64),
        "balance", new Symbol.Variable(0x3008, S32),
        "letters", new Symbol.Variable(0x3010, new ArrayType(S8, 8)),
        "TASK_DEAD", new Symbol.Constant(128, U32),
        "NOTHING", new Symbol.Constant(-1, S32));

    @Override
    public Optional<Symbol> symbol(String name) {
        return name.equals("init_task") ? Optional.of(new Symbol.Variable(0x4000, task())) : Optional.ofNullable(PLAIN.get(name));
    }

    @Override
    public Optional<Type> typedef(String name) {
        return name.equals("pteval_t") ? Optional.of(IntegerType.U64) : Optional.empty();
    }

    private static Optional<Type> damaged() {
        throw new ScopeException(".BTF: offset 0x10: expected a type, found 99");
    }

    @Override
    public Optional<Type> tagged(String keyword, String tag) {
        return (keyword + " " + tag).equals("struct task_struct") ? Optional.of(task()) : tag.equals("damaged") ? damaged()
            : (keyword + " " + tag).equals("struct opaque") ? Optional.of(new OpaqueType("struct opaque", 0)) : Optional.empty();
    }

    @Override
    public Optional<EventField> eventField(String name) {
        return Optional.ofNullable(switch (name) {
            case "arg.pte" -> new EventField(name, IntegerType.U64, 0);
            case "result" -> new EventField(name, S32, 1);
            default -> null;
        });
    }

    @Override
    public Optional<Type> userVariable(String name) {
        return Optional.ofNullable(switch (name) {
            case "limit" -> IntegerType.U64;
            case "delta" -> S32;
            case "next" -> new PointerType(task(), pointerBytes);
            default -> null;
        });
    }

    @Override
    public int historySize() {
        return HISTORY.size();
    }

    @Override
    public Optional<Value> history(int number) {
        return Optional.of(HISTORY.get(number - 1));
    }
}
