package dev.ringside.symbols.types;

import dev.ringside.symbols.sections.SectionException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The named types, functions and variables of a program. Any method may find the debug information damaged ({@link SectionException}). */
public interface TypeLibrary {
    /**
     * Finds a type by name. Where several have the name, the first of the file, and a definition before a forward declaration.
     *
     * @param kind what the name means
     * @param name without {@code struct} and its like; integers as the file spells them ({@code long unsigned int})
     */
    Optional<TypeReference> find(TypeKind kind, String name);

    /** The functions of a name; several when files have static ones of the same name. */
    List<Function> functions(String name);

    /** The variables of a name; several when files have static ones of the same name. */
    List<Variable> variables(String name);

    /** What a name of an enum's value means, whether or not the enum has a tag. Where several enums have the name, the first of the file. */
    Optional<EnumConstant> enumerator(String name);

    /** Goes through all named types of a kind, in the file's order; a name may come more than once. */
    void forEachName(TypeKind kind, Consumer<String> consumer);

    /**
     * Finds a type by the words C writes: {@code struct task_struct}, {@code pid_t}, {@code unsigned long}. Neither stars nor brackets.
     */
    default Optional<TypeReference> find(String words) {
        return TypeWords.find(this, words);
    }

    /** The definition that a forward declaration stands for; the type itself when it is none or there is no definition. */
    default Type complete(Type type) {
        return type instanceof ForwardType forward
            ? find(forward.keyword(), forward.name()).map(TypeReference::type).orElse(type) : type;
    }
}
