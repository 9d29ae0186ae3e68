# Claim: with PAE paging, every combination of P, RW, US and NX in directory and table, with WP, SMEP, SMAP, AC and NXE, allows or
# refuses a read, a write and a fetch at CPL 0 and CPL 3 as the manual says, with its error code; with NXE clear, bit 63 is a
# reserved bit. Intel SDM 3A 4.6, 4.7. It fails if one of 19,968 cells differs.
# QEMU's TCG leaves bit 0 of the error code clear when it reports a reserved bit.

.set ENTRY_SIZE, 8
.include "harness.inc"
.include "matrix.inc"

test_main:
    mov     eax, offset low_directory + 1
    mov     [pointers], eax
    mov     eax, offset user_directory + 1
    mov     [pointers+8], eax
    mov     eax, offset probe_directory + 1
    mov     [pointers+16], eax
    mov     edi, offset low_directory
    mov     dword ptr [edi], 0x000083
    mov     dword ptr [edi+8], 0x200083
    mov     edi, offset user_directory
    mov     dword ptr [edi], 0x000087
    mov     dword ptr [edi+8], 0x200087
    mov     dword ptr [user_alias], 0x40000000
    mov     eax, offset probe_directory
    mov     [upper_entry], eax
    mov     eax, offset table
    mov     [upper_base], eax
    mov     [leaf_entry], eax
    mov     eax, offset probe_page
    mov     [leaf_base], eax
    mov     eax, cr4
    or      eax, 0x20
    mov     cr4, eax
    mov     eax, offset pointers
    mov     cr3, eax
    mov     eax, cr0
    or      eax, 0x80000000
    mov     cr0, eax

    xor     esi, esi                        # bit 0 WP, 1 SMEP, 2 SMAP, 3 AC (only with SMAP)
1:  mov     eax, esi
    and     eax, 0x0c
    cmp     eax, 0x08
    je      2f
    mov     eax, esi
    and     eax, 1
    shl     eax, 16
    mov     ebx, esi
    and     ebx, 6
    shl     ebx, 19
    mov     ecx, esi
    and     ecx, 8
    shl     ecx, 15
    mov     edx, 0x800
    call    matrix_row
2:  inc     esi
    cmp     esi, 16
    jb      1b
    MATCHED "12*256*6", "PAE paging"
    mov     eax, CR0_WP
    xor     ebx, ebx
    xor     ecx, ecx
    xor     edx, edx
    call    matrix_row
    MATCHED_HW "256*6", "PAE paging without NXE"
    ret

.section .bss
.align 4096
low_directory:
    .skip   4096
user_directory:
    .skip   4096
probe_directory:
    .skip   4096
table:
    .skip   4096
pointers:
    .skip   32
