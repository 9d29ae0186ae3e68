package dev.ringside.symbols.expression.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.ArrayType;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.EnumConstant;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.FloatType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.Function;
import dev.ringside.symbols.types.IntegerType;
import dev.ringside.symbols.types.Member;
import dev.ringside.symbols.types.PointerType;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeLibrary;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypeSource;
import dev.ringside.symbols.types.TypedefType;
import dev.ringside.symbols.types.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Symbols and types of a program are names and types of expressions; the program is made by hand, with what damaged ones have. */
class ProgramScopeTest {
    private static final TypeReference INT = TypeReference.to(IntegerType.of("int", 4, IntegerType.Encoding.SIGNED));
    private static final TypeReference CHARACTER = TypeReference.to(IntegerType.of("char", 1, IntegerType.Encoding.SIGNED_CHARACTER));

    private final Program program = new Program();
    private final ProgramScope scope = new ProgramScope(SymbolTable.of(List.of(symbol("head", 0x5000), symbol("start", 0x1000))), Optional.of(program), 8);

    private static Symbol symbol(String name, long address) {
        return new Symbol(name, address, Symbol.UNKNOWN_SIZE, 'D', false, SymbolSource.values()[0]);
    }

    /** Types by number: 1 a node that points to itself, 2 a pointer to one, 3 a pointer that points to itself, all others damaged. */
    private static final class Program implements TypeLibrary, TypeSource {
        private final Map<Long, Type> types = new HashMap<>();

        Program() {
            types.put(1L, new CompositeType(CompositeType.Kind.STRUCT, "node", 40, List.of(
                new Member("id", INT, 0, 0), new Member("next", new TypeReference(this, 2), 64, 0), new Member("low", INT, 128, 3),
                new Member("name", TypeReference.to(new ArrayType(CHARACTER, 8)), 192, 0),
                new Member("", TypeReference.to(new CompositeType(CompositeType.Kind.UNION, "", 8, List.of(new Member("kind",
                    TypeReference.to(new EnumType("kind", 4, false, List.of())), 0, 0), new Member("weight",
                    TypeReference.to(new FloatType("double", 8)), 0, 0)))), 256, 0),
                new Member("lost", new TypeReference(this, 9), 0, 0))));
            types.put(2L, new PointerType(new TypeReference(this, 1), 8));
            types.put(3L, new PointerType(new TypeReference(this, 3), 8));
        }

        @Override
        public Type type(long id) {
            return Optional.ofNullable(types.get(id)).orElseThrow(() -> fault(id, "a type", "nothing"));
        }

        @Override
        public SectionException fault(long id, String expected, String found) {
            return new SectionException(".BTF", id, expected, found);
        }

        @Override
        public Optional<TypeReference> find(TypeKind kind, String name) {
            return Optional.ofNullable(switch (kind + " " + name) {
                case "STRUCT node" -> new TypeReference(this, 1);
                case "TYPEDEF node_t" -> TypeReference.to(new TypedefType("node_t", TypeReference.to(new ForwardType(TypeKind.STRUCT, "node"))));
                case "TYPEDEF circle" -> new TypeReference(this, 3);
                case "TYPEDEF broken" -> new TypeReference(this, 9);
                default -> null;
            });
        }

        @Override
        public List<Function> functions(String name) {
            return List.of();
        }

        @Override
        public List<Variable> variables(String name) {
            return name.equals("head") ? List.of(new Variable("head", new TypeReference(this, 1), true, OptionalLong.empty())) : List.of();
        }

        @Override
        public Optional<EnumConstant> enumerator(String name) {
            return name.equals("NODE_BIG") ? Optional.of(new EnumConstant(TypeReference.to(new EnumType("kind", 4, true, List.of())), -5)) : Optional.empty();
        }

        @Override
        public void forEachName(TypeKind kind, Consumer<String> consumer) {
            consumer.accept("node");
        }
    }

    private String typeOf(String text) throws ExpressionException {
        return Expression.parse(text, scope).root().type().name();
    }

    @Test
    void variablesAreTypedAndOtherSymbolsAreAddresses() throws ExpressionException {
        assertEquals("struct node", typeOf("head"));
        assertEquals("struct node *", typeOf("head.next->next + 1"));
        assertEquals("void *", typeOf("start"));
        assertEquals("(start /*0x1000*/ + 8)", Expression.parse("start+8", scope).meaning());
    }

    @Test
    void namesOfEnumsValuesAreNumbersUnlessASymbolHasTheName() throws ExpressionException {
        assertEquals("s64", typeOf("NODE_BIG"));
        assertEquals("(-6)", Expression.parse("NODE_BIG - 1", scope).meaning());
        assertThrows(ExpressionException.class, () -> typeOf("NODE_SMALL"));
    }

    @Test
    void membersOfEveryKindHaveTheirTypes() throws ExpressionException {
        assertEquals("s32", typeOf("head.id"));
        assertEquals("s3", typeOf("head.low"));
        assertEquals("u32", typeOf("((node_t *)rax)->kind"));
        assertEquals("bool", typeOf("head.name == \"init\" || head.next->name == \"x\""));
        assertTrue(assertThrows(ExpressionException.class, () -> typeOf("head.weight")).getMessage().contains("found double"));
    }

    @Test
    void aStructIsTheSameByWhateverNameItIsFound() throws ExpressionException {
        assertEquals("s64", typeOf("(node_t *)rax - head.next"));
    }

    @Test
    void damagedTypesAreOneMessageAndCirclesEnd() throws ExpressionException {
        assertEquals("column 1: expected usable information on names and types, found: .BTF: offset 0x9: expected a type, found nothing",
            assertThrows(ExpressionException.class, () -> typeOf("(broken)rax")).getMessage());
        assertThrows(ExpressionException.class, () -> typeOf("1 + head.lost"));
        assertTrue(typeOf("(circle)rax").startsWith("void "), typeOf("(circle)rax"));
    }
}
