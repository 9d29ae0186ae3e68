/**
 * Views of a Linux guest: its log, tasks, modules, version, pv ops, per-CPU data. They read guest memory through the kernel's symbols and
 * types, so they follow the layout of the kernel that runs, whatever its version. Results are immutable values with nothing rendered. The
 * guest is not trusted: lists may go round in circles, sizes may be anything; a view ends, gives what it read, and says where it broke off.
 * What a view needs and the guest does not have (types, a symbol) is one line in a {@link dev.ringside.symbols.linux.ViewException}.
 */
package dev.ringside.symbols.linux;
