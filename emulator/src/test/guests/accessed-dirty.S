# Claim: an access sets the accessed bit in every entry that translates it, a write sets the dirty bit in the last one and nowhere
# else, also when the translation was already cached clean; a refused write sets no dirty bit; INVLPG sets nothing. In 32-bit
# paging (4 KiB and 4 MiB), PAE and 4-level paging (4 KiB and 2 MiB). Intel SDM 3A 4.8. It fails if a bit is missing or extra.

.include "harness.inc"
.include "long.inc"

.set PROBE, 0x80000000
.set ACCESSED, 0x20
.set DIRTY, 0x40

test_main:
    call    format_32
    call    format_pae
    call    format_64
    ret

# ---------------------------------------------------------------- the rules, for one format

# [levels] = addresses of the entries that translate PROBE, upper first, 0 at the end. EDX = name of the format (a text).

# Clears A and D everywhere and drops all cached translations.
clear:
    push    eax
    push    esi
    mov     esi, offset levels
1:  mov     eax, [esi]
    test    eax, eax
    jz      2f
    and     dword ptr [eax], ~(ACCESSED | DIRTY)
    add     esi, 4
    jmp     1b
2:  mov     eax, cr3
    mov     cr3, eax
    pop     esi
    pop     eax
    ret

# EAX = two bits for each entry, the last one lowest: bit 0 A, bit 1 D.
bits:
    push    ebx
    push    esi
    xor     eax, eax
    mov     esi, offset levels
1:  mov     ebx, [esi]
    test    ebx, ebx
    jz      2f
    mov     ebx, [ebx]
    shr     ebx, 5
    and     ebx, 3
    shl     eax, 2
    or      eax, ebx
    add     esi, 4
    jmp     1b
2:  pop     esi
    pop     ebx
    ret

.macro AFTER want, what
    call    bits
    push    eax
    PRINT   "  "
    push    edx
    call    print
    pop     eax
    CHECK   eax, "dword ptr [\want]", "\what"
.endm

rules:
    pushad
    mov     eax, 0                          # what all A is, for this depth
    mov     esi, offset levels
1:  cmp     dword ptr [esi], 0
    je      2f
    shl     eax, 2
    or      eax, 1
    add     esi, 4
    jmp     1b
2:  mov     [all_accessed], eax
    or      eax, 2
    mov     [all_and_dirty], eax
    mov     ebx, PROBE

    call    clear
    AFTER   nothing, "after clearing"
    invlpg  [ebx]
    AFTER   nothing, "INVLPG"
    mov     eax, [ebx]
    AFTER   all_accessed, "a read"
    mov     [ebx], eax
    AFTER   all_and_dirty, "a write after a read"
    call    clear
    mov     [ebx], eax
    AFTER   all_and_dirty, "a write"
    mov     byte ptr [ebx], 0xc3            # RET
    call    clear
    call    ebx
    AFTER   all_accessed, "a fetch"
    call    clear
    test    dword ptr [ebx], 1
    AFTER   all_accessed, "TEST only reads"
    call    clear
    cmp     [ebx], eax
    AFTER   all_accessed, "CMP only reads"
    call    clear
    add     dword ptr [ebx], 0
    AFTER   all_and_dirty, "ADD of zero writes"
    call    clear
    and     dword ptr [ebx], -1
    AFTER   all_and_dirty, "AND that changes nothing writes"
    call    clear
    xchg    [ebx], eax
    AFTER   all_and_dirty, "XCHG"
    call    clear
    mov     ecx, 5
    shl     dword ptr [ebx], cl
    AFTER   all_and_dirty, "SHL"
    call    clear
    mov     ecx, 3
    mov     esi, ebx
    mov     edi, offset scratch
    rep movsb
    AFTER   all_accessed, "REP MOVSB from the page"
    call    clear
    mov     ecx, 3
    mov     edi, ebx
    rep stosb
    AFTER   all_and_dirty, "REP STOSB to the page"
    call    clear
    xor     ecx, ecx
    mov     edi, ebx
    rep stosb
    AFTER   nothing, "REP STOSB with a count of zero"
    call    clear
    mov     ebp, esp
    lea     esp, [ebx+64]
    push    eax
    mov     esp, ebp
    AFTER   all_and_dirty, "PUSH"
    call    clear
    mov     ebp, esp
    lea     esp, [ebx+64]
    pop     eax
    mov     esp, ebp
    AFTER   all_accessed, "POP"

    mov     eax, cr0                        # WP, and the page read-only
    or      eax, 0x10000
    mov     cr0, eax
    mov     edi, [last]
    and     dword ptr [edi], ~2
    call    clear
    TRY
        mov     [ebx], eax
    END_TRY
    call    bits
    and     eax, 2
    CHECK   eax, 0, "a refused write sets no D"
    or      dword ptr [edi], 2
    mov     eax, cr0
    and     eax, ~0x10000
    mov     cr0, eax
    popad
    ret

# ---------------------------------------------------------------- formats

.macro NAME text
    .pushsection .rodata
.Lname\@:
    .asciz "\text: "
    .popsection
    mov     edx, offset .Lname\@
.endm

.macro LEVELS a, b=0, c=0, d=0
    mov     dword ptr [levels], \a
    mov     dword ptr [levels+4], \b
    mov     dword ptr [levels+8], \c
    mov     dword ptr [levels+12], \d
.endm

paging_on:
    mov     eax, cr0
    or      eax, 0x80000000
    mov     cr0, eax
    ret

paging_off:
    mov     eax, cr0
    and     eax, 0x7fffffff
    mov     cr0, eax
    ret

format_32:
    mov     edi, offset table_a
    mov     dword ptr [edi], 0x83
    mov     eax, offset table_b + 7
    mov     [edi+0x200*4], eax
    mov     eax, offset probe_page + 7
    mov     [table_b], eax
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    call    paging_on
    LEVELS  "offset table_a + 0x200*4", "offset table_b"
    mov     dword ptr [last], offset table_b
    NAME    "32-bit, 4 KiB"
    call    rules
    mov     dword ptr [table_a+0x200*4], 0x87
    LEVELS  "offset table_a + 0x200*4"      # in a large page PROBE is physical address 0, which is free memory
    mov     dword ptr [last], offset table_a + 0x200*4
    NAME    "32-bit, 4 MiB"
    call    rules
    call    paging_off
    ret

format_pae:
    mov     eax, offset table_c + 1
    mov     [pointers], eax
    mov     eax, offset table_d + 1
    mov     [pointers+16], eax
    mov     dword ptr [table_c], 0x83
    mov     dword ptr [table_c+8], 0x200083
    mov     eax, offset table_e + 7
    mov     [table_d], eax
    mov     eax, offset probe_page + 7
    mov     [table_e], eax
    mov     eax, cr4
    or      eax, 0x20
    mov     cr4, eax
    mov     eax, offset pointers
    mov     cr3, eax
    call    paging_on
    LEVELS  "offset table_d", "offset table_e"
    mov     dword ptr [last], offset table_e
    NAME    "PAE, 4 KiB"
    call    rules
    mov     eax, [pointers+16]
    sub     eax, offset table_d
    CHECK_HW eax, 1, "PAE: the pointer entry has no A bit"
    # The four pointer entries are registers, loaded with CR3.
    mov     eax, [PROBE]
    mov     dword ptr [pointers+16], 0
    mov     ebx, PROBE
    TRY
        invlpg  [ebx]
        mov     eax, [ebx]
    CAUGHT_HW NO_FAULT, 0, "PAE: a pointer entry changed in memory has no effect"
    TRY
        mov     eax, cr3
        mov     cr3, eax
        mov     eax, [ebx]
    CAUGHT  14, 0, "PAE: until CR3 is written"
    mov     eax, offset table_d + 1
    mov     [pointers+16], eax
    mov     dword ptr [table_d], 0x87
    mov     eax, cr3
    mov     cr3, eax
    LEVELS  "offset table_d"
    mov     dword ptr [last], offset table_d
    NAME    "PAE, 2 MiB"
    call    rules
    call    paging_off
    ret

format_64:
    call    enter_long_mode
    mov     eax, offset table_d + 7
    mov     [long_pdpt+16], eax
    mov     eax, offset table_e + 7
    mov     [table_d], eax
    call    forget_shared
    mov     dword ptr [last], offset table_e
    NAME    "4-level, 4 KiB"
    call    rules
    mov     dword ptr [table_d], 0x87
    LEVELS  "offset long_pdpt + 16", "offset table_d"
    mov     dword ptr [last], offset table_d
    NAME    "4-level, 2 MiB"
    call    rules
    ret

# The entry of the first level serves the guest's own code, too: it is always accessed. Look at the other three.
forget_shared:
    LEVELS  "offset long_pdpt + 16", "offset table_d", "offset table_e"
    test    byte ptr [long_pml4], ACCESSED
    setnz   al
    movzx   eax, al
    CHECK   eax, 1, "4-level: the first level's entry is accessed by running"
    ret

.section .bss
.align 4096
probe_page:
    .skip   4096
table_a:
    .skip   4096
table_b:
    .skip   4096
table_c:
    .skip   4096
table_d:
    .skip   4096
table_e:
    .skip   4096
pointers:
    .skip   32
levels:
    .skip   20
last:
    .skip   4
nothing:
    .skip   4
all_accessed:
    .skip   4
all_and_dirty:
    .skip   4
scratch:
    .skip   16
