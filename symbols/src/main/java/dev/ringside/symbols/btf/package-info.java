/**
 * Reads BTF, the type format that Linux kernels carry in themselves (Linux, Documentation/bpf/btf.rst, include/uapi/linux/btf.h).
 */
package dev.ringside.symbols.btf;
