# Page tables: everything below MAPPED to itself in pages of 4 KiB, and a second address space that differs in one window.

.include "workload.inc"
.include "paging.inc"

.section .text

# Builds both address spaces and switches paging on, in the first.
.globl paging_init
paging_init:
    pusha
    MAP_TO_THEMSELVES tables, MAPPED >> 12

    xor     ecx, ecx
    mov     eax, offset tables + PAGE_PRESENT + PAGE_WRITABLE + PAGE_USER
3:  mov     [directory+ecx*4], eax
    mov     [other_directory+ecx*4], eax
    add     eax, 0x1000
    inc     ecx
    cmp     ecx, MAPPED >> 22
    jb      3b
    mov     dword ptr [directory+(WINDOW>>22)*4], offset window_table + PAGE_PRESENT + PAGE_WRITABLE
    mov     dword ptr [other_directory+(WINDOW>>22)*4], offset other_window_table + PAGE_PRESENT + PAGE_WRITABLE

    PAGING_ON directory
    popa
    ret

.section .bss
.align 4096
tables:
    .skip   (MAPPED >> 12) * 4
.globl directory, other_directory, window_table, other_window_table
directory:
    .skip   4096
other_directory:
    .skip   4096
window_table:                               # empty: whoever uses the window fills it
    .skip   4096
other_window_table:
    .skip   4096
