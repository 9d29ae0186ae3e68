package dev.ringside.symbols.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.types.CompositeType.Kind;
import dev.ringside.symbols.types.FunctionType.Parameter;
import dev.ringside.symbols.types.QualifiedType.Qualifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Declarations read as C, and paths lead to where C puts members. */
class TypeModelTest {
    private static final Type INT = IntegerType.of("int", 4, IntegerType.Encoding.SIGNED);
    private static final Type CHAR = IntegerType.of("char", 1, IntegerType.Encoding.SIGNED_CHARACTER);

    private static TypeReference to(Type type) {
        return TypeReference.to(type);
    }

    private static Type pointer(Type target) {
        return new PointerType(to(target), 8);
    }

    private static Type constant(Type target) {
        return new QualifiedType(Qualifier.CONST, to(target));
    }

    private static Type array(Type element, long count) {
        return new ArrayType(to(element), count);
    }

    private static Type function(Type result, Type... parameters) {
        return new FunctionType(to(result), java.util.Arrays.stream(parameters).map(p -> new Parameter("", to(p))).toList(), false, true);
    }

    private static Member member(String name, Type type, long bitOffset) {
        return new Member(name, to(type), bitOffset, 0);
    }

    @Test
    void declarationsAreWrittenInsideOut() {
        assertEquals("const char *", pointer(constant(CHAR)).declaration());
        assertEquals("char *const", constant(pointer(CHAR)).declaration());
        assertEquals("char *const *", pointer(constant(pointer(CHAR))).declaration());
        assertEquals("char *[3]", array(pointer(CHAR), 3).declaration());
        assertEquals("char (*)[3]", pointer(array(CHAR, 3)).declaration());
        assertEquals("int [2][3]", array(array(INT, 3), 2).declaration());
        assertEquals("int []", array(INT, ArrayType.UNKNOWN).declaration());
        assertEquals("int (*)(const char *, int)", pointer(function(INT, pointer(constant(CHAR)), INT)).declaration());
        assertEquals("void (*(int))(void)", function(pointer(function(VoidType.VOID)), INT).declaration());
        assertEquals("int (*volatile const)(void)",
            constant(new QualifiedType(Qualifier.VOLATILE, to(pointer(function(INT))))).declaration());
        assertEquals("int (*[4])(void)", array(pointer(function(INT)), 4).declaration());
        assertEquals("int name(int)", new Declarator().declare(function(INT, INT), "name"));
    }

    @Test
    void sizesMultiplyAndUnknownOnesStayUnknown() {
        assertEquals(OptionalLong.of(24), array(array(INT, 3), 2).size());
        assertEquals(OptionalLong.of(24), new TypedefType("t", to(constant(array(array(INT, 3), 2)))).size());
        assertEquals(OptionalLong.empty(), array(INT, ArrayType.UNKNOWN).size());
        assertEquals(OptionalLong.empty(), VoidType.VOID.size());
        assertThrows(RuntimeException.class, () -> array(array(INT, 1L << 40), 1L << 40).size());
        assertThrows(RuntimeException.class, () -> array(INT, 1L << 62).size());
    }

    @Test
    void pathsGoThroughAnonymousMembersAndArrays() throws PathException {
        Type inner = new CompositeType(Kind.STRUCT, "inner", 8, List.of(member("b", INT, 0), new Member("c", to(INT), 35, 3)));
        Type anonymous = new CompositeType(Kind.UNION, "", 40, List.of(member("x", INT, 0), member("items", array(array(inner, 2), 2), 64)));
        TypeReference outer = to(new CompositeType(Kind.STRUCT, "outer", 64,
            List.of(member("a", INT, 0), member("", new TypedefType("u", to(anonymous)), 64))));
        assertEquals(new Place(to(INT), 64, 0), MemberPath.resolve(outer, "x"));
        Place c = MemberPath.resolve(outer, "items[1][0x1].c");
        assertEquals(64 + 64 + (2 + 1) * 64 + 35, c.bitOffset());
        assertEquals(3, c.bitFieldSize());
        assertEquals((64 + 64 + 3 * 64 + 35) / 8, c.byteOffset());
        assertEquals(0, MemberPath.resolve(outer, "").bitOffset());
        assertEquals(96, MemberPath.resolve(to(array(INT, 4)), "[3]").bitOffset());
    }

    @Test
    void aPathThatLeadsNowhereSaysWhere() {
        TypeReference outer = to(new CompositeType(Kind.STRUCT, "outer", 64, List.of(member("a", INT, 0))));
        for (String[] wrong : new String[][] {{"b", "'struct outer' has no member 'b'"}, {"a.b", "'int' is no struct or union"},
            {"a[0]", "'int' is no array"}, {"a b", "expected '.' or '['"}, {"a.", "expected the name of a member"}, {".a", "expected the name"},
            {"a[", "expected ']'"}, {"a[x]", "'x' is not an index"}}) {
            var e = assertThrows(PathException.class, () -> MemberPath.resolve(outer, wrong[0]));
            assertTrue(e.getMessage().contains(wrong[1]), e.getMessage());
        }
    }

    @Test
    void layoutsShowOffsetsSizesAndBitFields() {
        Type anonymous = new CompositeType(Kind.UNION, "", 8, List.of(member("x", INT, 0), member("p", pointer(CHAR), 0)));
        Type outer = new CompositeType(Kind.STRUCT, "outer", 24,
            List.of(new Member("f", to(INT), 3, 5), member("", anonymous, 64), member("name", array(CHAR, 8), 128)));
        assertEquals("""
            struct outer {
                int f:5;                                            /*     0:3     5 bits */
                union {
                    int x;                                          /*     8     4 */
                    char *p;                                        /*     8     8 */
                };                                                  /*     8     8 */
                char name[8];                                       /*    16     8 */
            };    /* size: 24 */""", String.join("\n", Layout.of(to(outer))));
        assertEquals("typedef struct outer outer_t;    /* size: 24 */", Layout.of(to(new TypedefType("outer_t", to(outer)))).getFirst());
        assertEquals(List.of("enum e {", "    A = -1,", "};    /* size: 4 */"),
            Layout.of(to(new EnumType("e", 4, true, List.of(new EnumType.Enumerator("A", -1))))));
    }

    @Test
    void integersAreFoundInAnyOrderOfWords() {
        var library = new Named(Map.of("long unsigned int", INT, "unsigned char", CHAR, "short int", INT, "unsigned int", INT, "_Bool", CHAR,
            "signed char", CHAR, "unsigned long long", INT));
        for (String known : List.of("unsigned long", "long unsigned", "long int unsigned", "unsigned char", "short", "short int", "unsigned", "bool",
            "signed char", "void", "unsigned long long int")) {
            assertTrue(library.find(known).isPresent(), known);
        }
        for (String unknown : List.of("long", "char", "long char", "struct", "struct short", "")) {
            assertTrue(library.find(unknown).isEmpty(), unknown);
        }
    }

    @Test
    void anIndexKeepsAllNumbersOfANameInOrder() {
        var index = new NameIndex();
        for (int i = 0; i < 5000; i++) {
            index.add(NameIndex.hash(1, "name" + i % 1000), i);
        }
        assertEquals(List.of(7L, 1007L, 2007L, 3007L, 4007L), java.util.Arrays.stream(index.get(NameIndex.hash(1, "name7"))).boxed().toList());
        assertEquals(0, index.get(NameIndex.hash(2, "name7")).length);
        assertTrue(index.contains(NameIndex.hash(1, "name999")));
    }

    private record Named(Map<String, Type> integers) implements TypeLibrary {
        @Override
        public Optional<TypeReference> find(TypeKind kind, String name) {
            return kind == TypeKind.BASE ? Optional.ofNullable(integers.get(name)).map(TypeReference::to) : Optional.empty();
        }

        @Override
        public List<Function> functions(String name) {
            return List.of();
        }

        @Override
        public List<Variable> variables(String name) {
            return List.of();
        }

        @Override
        public Optional<EnumConstant> enumerator(String name) {
            return Optional.empty();
        }

        @Override
        public void forEachName(TypeKind kind, Consumer<String> consumer) {
        }
    }
}
