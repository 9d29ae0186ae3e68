# Claim: a used translation stays in force when its page-table entry changes, until INVLPG, a write to CR3, or a change of CR4.PGE
# or CR0.PG drops it; global translations survive CR3; a page fault drops the translation it used; entries that are not
# present are never kept. Linux relies on each of these. Intel SDM 3A 4.10. It fails if a translation is dropped too early
# (a kernel that clears accessed bits would see it) or kept too long. Real processors may drop earlier; Ringside must not.

.include "harness.inc"

.set V, 0x80000000                          # the page under test, and the one behind it
.set W, 0x80001000
.set LARGE, 0x80400000                      # a 4 MiB page
.set FIRST, 0x11111111                      # what the frames hold
.set SECOND, 0x22222222
.set THIRD, 0x33333333
.set GLOBAL, 0x100

test_main:
    call    set_up
    call    kept_and_dropped
    call    global_pages
    call    permissions
    call    large_pages
    call    code_pages
    call    upper_levels
    ret

set_up:
    mov     dword ptr [0x800000], FIRST
    mov     dword ptr [0xbff000], FIRST
    mov     dword ptr [0xc00000], SECOND
    mov     dword ptr [0xfff000], SECOND
    mov     edi, offset directory
    mov     dword ptr [edi], 0x83
    mov     eax, offset table + 3
    mov     [edi+0x200*4], eax
    mov     dword ptr [edi+0x201*4], 0x800083
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80010000
    mov     cr0, eax
    mov     dword ptr [frame_1], FIRST
    mov     dword ptr [frame_2], SECOND
    mov     dword ptr [frame_3], THIRD
    ret

# Maps page number `page` of the table to `frame`, without telling the processor. Accessed and dirty are set already: a first
# write would walk the tables again to set the dirty bit, and would see the new entry.
.macro MAP page, frame, flags=0x63
    mov     dword ptr [table+4*(\page)], offset \frame + (\flags)
.endm

.macro FLUSH
    mov     eax, cr3
    mov     cr3, eax
.endm

.macro READS address, value, what
    CHECK   "dword ptr [\address]", \value, "\what"
.endm

.macro READS_HW address, value, what
    CHECK_HW "dword ptr [\address]", \value, "\what"
.endm

kept_and_dropped:
    MAP     0, frame_1
    MAP     1, frame_1
    READS   V, FIRST, "a fresh entry is used at once"
    READS   W, FIRST, "its neighbour too"
    mov     dword ptr [V+4], 0              # used for writing, too
    MAP     0, frame_2
    MAP     1, frame_2
    READS   V, FIRST, "a changed entry is not looked at"
    mov     dword ptr [V+4], 0x77
    CHECK   "dword ptr [frame_1+4]", 0x77, "a write still goes to the old page"
    mov     ebx, V
    invlpg  [ebx+0x123]
    READS   V, SECOND, "INVLPG anywhere in the page drops it"
    READS   W, FIRST, "and only it"
    FLUSH
    READS   W, SECOND, "a write to CR3 drops all"
    READS   V, SECOND, "used again"
    MAP     0, frame_3
    READS   V, SECOND, "kept"
    mov     eax, cr0
    and     eax, 0x7fffffff
    mov     cr0, eax
    or      eax, 0x80000000
    mov     cr0, eax
    READS   V, THIRD, "clearing and setting CR0.PG drops all"
    MAP     0, frame_1
    READS   V, THIRD, "kept"
    mov     eax, cr4
    xor     eax, 0x80
    mov     cr4, eax
    READS   V, FIRST, "a change of CR4.PGE drops all"
    MAP     0, frame_2
    mov     eax, cr4
    xor     eax, 0x80
    mov     cr4, eax
    READS   V, SECOND, "in both directions"
    MAP     0, frame_3, 0
    READS   V, SECOND, "kept, though no longer present"
    invlpg  [ebx]
    TRY
        mov     eax, [ebx]
    CAUGHT  14, 0, "after INVLPG it is not present"
    MAP     0, frame_3
    READS   V, THIRD, "a present entry in place of one that was not needs no INVLPG"
    # Accessed and dirty bits are not set again while the translation is kept.
    and     dword ptr [table], ~0x20
    mov     eax, [ebx]
    mov     eax, [table]
    and     eax, 0x20
    CHECK   eax, 0, "a cleared accessed bit stays clear while the translation is kept"
    mov     [ebx], eax
    and     dword ptr [table], ~0x60
    mov     [ebx], eax
    mov     eax, [table]
    and     eax, 0x60
    CHECK   eax, 0, "and so does a cleared dirty bit"
    invlpg  [ebx]
    mov     eax, [ebx]
    mov     eax, [table]
    and     eax, 0x60
    CHECK   eax, 0x20, "after INVLPG they are set as for the first time"
    mov     dword ptr [frame_3], THIRD
    ret

global_pages:
    mov     eax, cr4
    or      eax, 0x80
    mov     cr4, eax
    mov     ebx, V
    MAP     0, frame_1, "0x63 + GLOBAL"
    MAP     1, frame_1
    READS   V, FIRST, "a global page"
    READS   W, FIRST, "one that is not"
    MAP     0, frame_2, "0x63 + GLOBAL"
    MAP     1, frame_2
    FLUSH
    READS_HW V, FIRST, "the global one survives a write to CR3"
    READS   W, SECOND, "the other does not"
    invlpg  [ebx]
    READS   V, SECOND, "INVLPG drops a global page"
    MAP     0, frame_1, "0x63 + GLOBAL"
    FLUSH
    READS_HW V, SECOND, "kept"
    mov     eax, cr4
    and     eax, ~0x80
    mov     cr4, eax
    READS   V, FIRST, "clearing CR4.PGE drops global pages"
    MAP     0, frame_2, "0x63 + GLOBAL"
    FLUSH
    READS   V, SECOND, "without CR4.PGE the global bit means nothing"
    MAP     0, frame_1
    FLUSH
    ret

permissions:
    mov     ebx, V
    MAP     0, frame_1, 3
    invlpg  [ebx]
    mov     [ebx+8], ebx
    MAP     0, frame_1, 1
    TRY
        mov     [ebx+8], ebx
    PASSED  "a page made read-only can still be written while its translation is kept"
    invlpg  [ebx]
    TRY
        mov     [ebx+8], ebx
    CAUGHT  14, 3, "and no longer after INVLPG"
    mov     eax, [ebx]
    MAP     0, frame_1, 3
    TRY
        mov     [ebx+8], ebx
    END_TRY
    # Whether this faulted is the processor's choice; the fault, if any, dropped the translation.
    TRY
        mov     [ebx+8], ebx
    PASSED  "more rights are in force at the second attempt at the latest: a page fault drops the translation"
    ret

large_pages:
    READS   LARGE, FIRST, "a 4 MiB page: its first page"
    READS   "LARGE+0x3ff000", FIRST, "its last page"
    mov     dword ptr [directory+0x201*4], 0xc00083
    READS   LARGE, FIRST, "kept"
    mov     ebx, LARGE + 0x3ff000
    invlpg  [ebx]
    READS   LARGE, SECOND, "INVLPG anywhere in it drops the whole page: first"
    READS   "LARGE+0x3ff000", SECOND, "last"
    ret

# Two frames with a subroutine each: MOV EAX, imm32; RET.
code_pages:
    mov     byte ptr [frame_1+0x100], 0xb8
    mov     dword ptr [frame_1+0x101], FIRST
    mov     byte ptr [frame_1+0x105], 0xc3
    mov     byte ptr [frame_2+0x100], 0xb8
    mov     dword ptr [frame_2+0x101], SECOND
    mov     byte ptr [frame_2+0x105], 0xc3
    MAP     0, frame_1
    mov     ebx, V
    invlpg  [ebx]
    lea     ecx, [ebx+0x100]
    call    ecx
    CHECK   eax, FIRST, "code from the first frame"
    MAP     0, frame_2
    call    ecx
    CHECK   eax, FIRST, "a changed entry is not looked at for fetches either"
    invlpg  [ebx]
    call    ecx
    CHECK   eax, SECOND, "after INVLPG code comes from the second frame"
    MAP     0, frame_1
    FLUSH
    call    ecx
    CHECK   eax, FIRST, "after a write to CR3 from the first"
    ret

upper_levels:
    mov     ebx, V
    MAP     0, frame_1
    FLUSH
    READS   V, FIRST, "read"
    mov     dword ptr [directory+0x200*4], 0
    READS   V, FIRST, "kept, though the directory entry is gone"
    invlpg  [ebx]
    TRY
        mov     eax, [ebx]
    CAUGHT  14, 0, "INVLPG drops what was kept of the directory, too"
    mov     eax, offset table + 3
    mov     [directory+0x200*4], eax
    READS   V, FIRST, "read again"
    mov     dword ptr [table2], offset frame_2 + 3
    mov     dword ptr [directory+0x200*4], offset table2 + 3
    READS   V, FIRST, "another table: kept"
    FLUSH
    READS   V, SECOND, "after a write to CR3 the new table is used"
    ret

.section .bss
.align 4096
directory:
    .skip   4096
table:
    .skip   4096
table2:
    .skip   4096
frame_1:
    .skip   4096
frame_2:
    .skip   4096
frame_3:
    .skip   4096
