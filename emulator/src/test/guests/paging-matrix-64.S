# Claim: with 4-level paging, every combination of P, RW, US and NX in directory and table, with WP, SMEP, SMAP, AC and NXE, allows
# or refuses a read, a write and a fetch at CPL 0 and CPL 3 as the manual says, with its error code; the two upper levels
# restrict in the same way. Intel SDM 3A 4.6, 4.7. It fails if one of 38,400 cells differs.
# QEMU's TCG leaves bit 0 of the error code clear when it reports a reserved bit.

.set ENTRY_SIZE, 8
.include "harness.inc"
.include "long.inc"
.include "matrix.inc"

test_main:
    call    enter_long_mode
    # PROBE is in the third GiB: pointer entry 2.
    mov     eax, offset probe_directory + 7
    mov     [long_pdpt+16], eax
    mov     eax, offset probe_directory
    mov     [upper_entry], eax
    mov     eax, offset table
    mov     [upper_base], eax
    mov     [leaf_entry], eax
    mov     eax, offset probe_page
    mov     [leaf_base], eax
    call    all_settings
    MATCHED "12*256*6", "directory and table"
    mov     eax, CR0_WP
    xor     ebx, ebx
    xor     ecx, ecx
    xor     edx, edx
    call    matrix_row
    MATCHED_HW "256*6", "directory and table without NXE"

    # The pointer entry as the upper one, with the directory wide open.
    mov     eax, offset table + 7
    mov     [probe_directory], eax
    mov     dword ptr [probe_directory+4], 0
    mov     eax, offset long_pdpt + 16
    mov     [upper_entry], eax
    mov     eax, offset probe_directory
    mov     [upper_base], eax
    call    all_settings
    MATCHED "12*256*6", "pointer table and table"
    ret

all_settings:
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
    ret

.section .bss
.align 4096
probe_directory:
    .skip   4096
table:
    .skip   4096
