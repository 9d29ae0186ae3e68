/**
 * Boots ELF kernels by their PVH note (Xen, docs/misc/pvh.pandoc and xen/include/public/arch-x86/hvm/start_info.h).
 */
package dev.ringside.emulator.boot.pvh;
