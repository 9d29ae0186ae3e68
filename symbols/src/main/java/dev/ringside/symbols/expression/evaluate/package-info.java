/**
 * The reference evaluator: walks the typed tree and asks a context for what the guest and the rule hold. It is slow and plain, so that
 * whatever compiles the tree can be compared with it. What cannot be read, or has no result, is a value too: one that says why.
 */
package dev.ringside.symbols.expression.evaluate;
