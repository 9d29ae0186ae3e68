package dev.ringside.symbols.btf;

/**
 * A mark on a declaration (BTF_KIND_DECL_TAG).
 *
 * @param tag       the mark
 * @param target    number of the struct, union, typedef, function or variable it is on
 * @param component which member or parameter of the target, from 0; -1: the target itself
 */
public record BtfDeclarationTag(String tag, long target, int component) {
}
