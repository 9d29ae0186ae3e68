/**
 * What C says about data: types, members, functions and variables, whichever debug format they were read from. Values are immutable;
 * a type names the types it is made of by {@link dev.ringside.symbols.types.TypeReference}, which is looked up when it is needed. So a
 * cycle costs nothing, and a file with a million types is read as far as somebody looks.
 */
package dev.ringside.symbols.types;
