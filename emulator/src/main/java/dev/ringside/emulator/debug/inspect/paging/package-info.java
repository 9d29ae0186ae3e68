/**
 * Address translation as data: walks with every entry taken apart, what is mapped where, differences between address spaces, and what
 * the TLBs hold. Reading {@code memory.PagingView}, it has no effect on the guest.
 */
package dev.ringside.emulator.debug.inspect.paging;
