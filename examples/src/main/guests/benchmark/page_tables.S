# Page-table churn: pages of a window get other frames, one INVLPG each, and the address space changes back and forth.

.include "workload.inc"
.include "paging.inc"

.set PAGES, 16
.set ENTRY, PAGE_PRESENT + PAGE_WRITABLE

.section .text

WORKLOAD page-tables, 11000
    mov     edi, offset ARENA               # 2 * PAGES frames, cleared: each space begins with PAGES of its own
    push    ecx
    mov     ecx, PAGES * 2 * 1024
    xor     eax, eax
    rep     stosd
    xor     ecx, ecx
1:  mov     eax, ecx
    shl     eax, 12
    add     eax, offset ARENA + ENTRY
    mov     [window_table+ecx*4], eax
    add     eax, PAGES * 4096
    mov     [other_window_table+ecx*4], eax
    inc     ecx
    cmp     ecx, PAGES
    jb      1b
    pop     ecx

    xor     ebp, ebp
2:  push    ecx
    mov     ebx, offset window_table
    call    rotate
    mov     eax, offset other_directory
    mov     cr3, eax
    call    touch
    mov     eax, offset directory
    mov     cr3, eax
    call    touch
    pop     ecx
    dec     ecx
    jnz     2b
    mov     eax, ebp
    ret

# Moves every frame of table EBX one page on, last to first, and counts in each page as soon as it is there.
rotate:
    mov     edx, [ebx+(PAGES-1)*4]
    xor     ecx, ecx
    mov     edi, WINDOW
1:  xchg    edx, [ebx+ecx*4]
    invlpg  [edi]
    add     [edi+ecx*4], ecx
    FOLD    ebp, [edi+ecx*4]
    inc     dword ptr [edi+ecx*4]
    add     edi, 4096
    inc     ecx
    cmp     ecx, PAGES
    jb      1b
    ret

# Counts in every page of the window.
touch:
    mov     edi, WINDOW
    mov     ecx, PAGES
1:  mov     eax, [edi]
    add     eax, ecx
    mov     [edi], eax
    FOLD    ebp, eax
    add     edi, 4096
    dec     ecx
    jnz     1b
    ret
