/**
 * The typed tree: what an expression means, with every name resolved and every rule of typing applied. An evaluator or a compiler
 * needs to know nothing of text or of typing; it computes on 64-bit values.
 *
 * <p><b>Values.</b> A scalar is kept as a {@code long} in the one form that its type has: an unsigned number of n bits zero-extended, a
 * signed one sign-extended, a truth value as 0 or 1, a pointer zero-extended. So widening never needs a node, and
 * {@link dev.ringside.symbols.expression.tree.Node.Convert} is where bits get lost.
 *
 * <p><b>Rules of typing</b>, made to avoid what surprises in C and gdb. {@code u} and {@code s} are unsigned and signed numbers.
 * <pre>
 * what                     type                  rule
 * 5, 0x10, 'a'             s64                   decimal unless 0x (010 is ten); u64 from 0x8000000000000000 on
 * register, flag           u, natural width      al is u8, cf is u1, cs.limit is u32
 * memory                   as written            little-endian; bool is true unless its byte is 0
 * a + b, a - b, a * b      u64 if one is, else s64   always in 64 bits, wrapping there: u8, u16, u32 fit in s64, so al - bl may be -1
 * a &amp; b, a | b, a ^ b      the same              operands extended as their signs say
 * a / b, a % b             the same              towards zero; u64 with s needs a cast, unless s is a number written that is not negative;
 *                                                by 0: no value; least / -1 wraps
 * a &lt;&lt; b, a &gt;&gt; b           u64 if a is, else s64   only a decides; a count of 64 or more, or below 0, moves all bits out; signs move in for s64
 * ~a                       that of a             inverts no bit that a does not have
 * -a, +a                   s64; that of a
 * a == b, a &lt; b            bool                  compares numbers, not patterns: s32 -1 is below u64 0 and differs from u32 0xffffffff
 * a == number              bool                  the number takes the type of a, if its bits fit: eax == -1 is eax == 0xffffffff
 * a &lt; number               bool                  refused when the type of a alone decides: rax &lt; 0, al &lt; 1000
 * !a, a &amp;&amp; b, a || b        bool                  of scalars, true unless 0; the right side only when it decides
 * a ? b : c                that of both, else as a + b; only one side is evaluated
 * a{n}, a{l..h}            u1, u as wide         bits, numbers written
 * a &amp; b == c              refused                C reads it as a &amp; (b == c); brackets say what is meant
 * (type)a                  type                  cuts off or extends as the sign of a says; bool asks whether a is not 0
 * p + n, p - n, p[n]       that of p             counts elements; bytes for void and what has no size; wraps as wide as a pointer
 * p - q                    s64                   elements between them; for the same type of target only
 * p == q, p &lt; q            bool                  addresses, unsigned; numbers may take part, but none that is written beside a symbol's address
 * symbol                   its type, or void *   content of a variable whose type is known, else the address
 * a.b, p-&gt;b, *p, &amp;a        that of the member, ... of memory; an array stands for the address of its first element
 * text == "...", char[]    bool                  bytes up to a 0; of a char[] at most its size
 * </pre>
 * A truth value that takes part in arithmetic is 0 or 1. Structs, arrays, floating point and registers wider than 64 bits are no
 * values; their parts are.
 */
package dev.ringside.symbols.expression.tree;
