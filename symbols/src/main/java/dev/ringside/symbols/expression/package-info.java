/**
 * The expression language, from text to typed tree: {@link dev.ringside.symbols.expression.Expression#parse} is the way in. ANTLR's tree
 * of a text (package {@code grammar}) is turned into nodes of package {@code tree}, names are asked of a {@code scope}, and
 * {@link dev.ringside.symbols.expression.Problem} has the words for everything that can be wrong. The tree is evaluated by package
 * {@code evaluate}, slowly, as the oracle of whoever compiles it.
 */
package dev.ringside.symbols.expression;
