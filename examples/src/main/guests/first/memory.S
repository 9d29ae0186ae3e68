# Paging: a directory, one table for the first 4 MiB, and a window whose pages appear when they are touched.

.include "macros.inc"
.include "paging.inc"

# Nothing is mapped in the window until someone looks: so many pages of it.
.set WINDOW_PAGES,  3

.section .text

# Builds the page tables and switches paging on.
.globl paging_init
paging_init:
    pusha
    MAP_TO_THEMSELVES low_table, 1024

    # Both levels must allow an access, so the directory entry gives U and leaves the choice to the table.
    mov     eax, offset low_table + PAGE_PRESENT + PAGE_WRITABLE + PAGE_USER
    mov     [directory], eax
    mov     eax, offset window_table + PAGE_PRESENT + PAGE_WRITABLE
    mov     [directory+(WINDOW>>22)*4], eax

    PAGING_ON directory
    popa
    ret

# Touches three pages that do not exist yet, and reads back what it wrote.
.globl paging_demo
paging_demo:
    pusha
    SAY     "first: now I write to three pages that are not mapped.\n"
    mov     edi, WINDOW
    mov     ecx, WINDOW_PAGES
1:  mov     [edi+0x10], edi                 # faults; page_fault maps a page; the processor repeats this instruction
    add     edi, 0x1000
    loop    1b
    mov     edi, WINDOW
    mov     ecx, WINDOW_PAGES
2:  cmp     [edi+0x10], edi                 # no fault this time
    jne     3f
    add     edi, 0x1000
    loop    2b
    SAY     "first: all three hold what I wrote. Page-table entry of the first: "
    mov     eax, [window_table]
    call    print_hex
    SAY     " (present, writable, accessed, dirty).\n"
    popa
    ret
3:  SAY     "first: a page lost what I wrote. This must not happen.\n"
    jmp     halt_forever

# Page fault. EBP = frame. Maps a fresh page if the address lies in the window; anything else is a mistake of ours.
# The error code says why: bit 0 the page was present, bit 1 it was a write, bit 2 it came from ring 3.
.globl page_fault
page_fault:
    mov     ebx, cr2                        # the address that faulted
    mov     eax, ebx
    sub     eax, WINDOW
    shr     eax, 12
    cmp     eax, WINDOW_PAGES
    jae     unexpected
    test    byte ptr [ebp+FRAME_ERROR], PAGE_PRESENT
    jnz     unexpected
    mov     edx, [pages_used]
    inc     dword ptr [pages_used]
    shl     edx, 12
    add     edx, offset free_pages + PAGE_PRESENT + PAGE_WRITABLE
    mov     [window_table+eax*4], edx
    SAY     "first:   page fault at "
    mov     eax, ebx
    call    print_hex
    SAY     ", error code "
    mov     eax, [ebp+FRAME_ERROR]
    call    print_decimal
    SAY     " (a write, page not present): I map a fresh page and return.\n"
    ret

.section .bss
.align 4096
directory:
    .skip   4096
low_table:
    .skip   4096
window_table:
    .skip   4096
free_pages:
    .skip   4096 * WINDOW_PAGES
pages_used:
    .skip   4
