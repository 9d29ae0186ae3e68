# Claim: with 32-bit paging, every combination of P, RW and US in directory and table, with WP, SMEP, SMAP and AC, allows or
# refuses a read, a write and a fetch at CPL 0 and CPL 3 as the manual says, with its error code. Intel SDM 3A 4.6, 4.7.
# It fails if one of 6,144 cells differs.

.set ENTRY_SIZE, 4
.include "harness.inc"
.include "matrix.inc"

test_main:
    mov     edi, offset directory
    mov     dword ptr [edi], 0x083          # 4 MiB for ring 0, and again for ring 3
    mov     dword ptr [edi+0x100*4], 0x087
    mov     dword ptr [user_alias], 0x40000000
    mov     eax, offset directory + 0x200*4
    mov     [upper_entry], eax
    mov     eax, offset table
    mov     [upper_base], eax
    mov     [leaf_entry], eax
    mov     eax, offset probe_page
    mov     [leaf_base], eax
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80000000
    mov     cr0, eax

    xor     esi, esi                        # bit 0 WP, 1 SMEP, 2 SMAP, 3 AC
1:  mov     eax, esi
    and     eax, 1
    shl     eax, 16
    mov     ebx, esi
    and     ebx, 6
    shl     ebx, 19
    mov     ecx, esi
    and     ecx, 8
    shl     ecx, 15
    xor     edx, edx
    call    matrix_row
    inc     esi
    cmp     esi, 16
    jb      1b
    MATCHED "16*64*6", "32-bit paging"
    ret

.section .bss
.align 4096
directory:
    .skip   4096
table:
    .skip   4096
