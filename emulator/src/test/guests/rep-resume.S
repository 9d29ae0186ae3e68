# Claim: a REP instruction that faults or is interrupted has done whole iterations only: rCX, rSI and rDI say how many, EIP is the
# REP, and running it again finishes the work; ZF of the last comparison counts. In 16, 32 and 64-bit address size, both
# directions, with a page fault at any place and with the timer in the middle. Intel SDM 2B REP. It fails if a count is off.

.include "harness.inc"
.include "long.inc"
.include "pic.inc"

.set V, 0x80000000                          # page 0 present, page 1 missing, page 2 present
.set GONE, V + 0x1000
.set BEHIND, V + 0x2000

test_main:
    mov     edi, offset directory
    mov     dword ptr [edi], 0x83
    mov     eax, offset table + 3
    mov     [edi+0x200*4], eax
    mov     dword ptr [table], offset frame + 3
    mov     dword ptr [table+8], offset frame + 0x1000 + 3
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80000000
    mov     cr0, eax
    call    faults
    call    backwards
    call    map_and_resume
    call    timer
    call    long_mode
    ret

# The REP at the end of `code` stops at a page fault with these registers.
.macro STOPS ecx_, esi_, edi_, what, code:vararg
    TRY
        \code
    END_TRY
    push    eax
    mov     eax, [fault_code]
    shr     eax, 16
    CHECK   eax, 14, "\what: page fault"
    pop     eax
    CHECK   "dword ptr [fault_ecx]", "\ecx_", "\what: ECX"
    CHECK   "dword ptr [fault_esi]", "\esi_", "\what: ESI"
    CHECK   "dword ptr [fault_edi]", "\edi_", "\what: EDI"
.endm

faults:
    mov     dword ptr [GONE-16], 0
    mov     dword ptr [GONE-12], 0
    mov     dword ptr [GONE-8], 0
    mov     dword ptr [GONE-4], 0
    mov     eax, 0x5a5a5a5a
    mov     ecx, 10
    mov     esi, 0x51515151
    mov     edi, GONE - 12
    STOPS   7, 0x51515151, GONE, "REP STOSD", rep stosd
    CHECK   "dword ptr [GONE-4]", 0x5a5a5a5a, "the third dword was stored"
    CHECK   "dword ptr [GONE-16]", 0, "and none before the first"
    mov     edi, GONE - 5
    STOPS   5, 0x51515151, GONE, "REP STOSB", rep stosb
    mov     edi, GONE - 6
    STOPS   7, 0x51515151, GONE, "REP STOSW", rep stosw
    mov     edi, GONE - 10
    STOPS   8, 0x51515151, "GONE-2", "REP STOSD, an element across the edge", rep stosd
    mov     eax, [GONE-4]
    shr     eax, 16
    CHECK   eax, 0x5a5a, "of that element nothing was stored (its place still has the old bytes)"
    mov     esi, GONE - 8
    mov     edi, offset buffer
    STOPS   8, GONE, "offset buffer + 8", "REP MOVSD, source runs out", rep movsd
    mov     esi, offset buffer
    mov     edi, GONE - 8
    STOPS   8, "offset buffer + 8", GONE, "REP MOVSD, destination runs out", rep movsd
    mov     esi, GONE - 3
    mov     edi, 0x71717171
    STOPS   7, GONE, 0x71717171, "REP LODSB", rep lodsb
    mov     edi, GONE - 4
    mov     dword ptr [GONE-4], 0x5a5a5a5a
    mov     eax, 0x5a
    mov     esi, 0x51515151
    STOPS   6, 0x51515151, GONE, "REPE SCASB", repe scasb
    mov     eax, 0x5b
    STOPS   6, 0x51515151, GONE, "REPNE SCASB", repne scasb
    mov     esi, offset buffer
    mov     dword ptr [buffer], 0x5a5a5a5a
    STOPS   6, "offset buffer + 4", GONE, "REPE CMPSB", repe cmpsb
    mov     dx, 0x80
    mov     edi, GONE - 4
    mov     esi, 0x51515151
    STOPS   6, 0x51515151, GONE, "REP INSB", rep insb
    mov     esi, GONE - 4
    mov     edi, 0x71717171
    STOPS   6, GONE, 0x71717171, "REP OUTSB", rep outsb
    mov     ecx, 0xabcd0005                 # 16-bit addresses: CX counts, the upper halves stay
    mov     esi, 0x12345678
    mov     edi, 0x12340ff0
    mov     word ptr [0xff0], 0
    TRY
        .byte   0x67
        rep stosb
    PASSED  "REP STOSB with 16-bit addresses"
    TRY
        .byte   0x67
        rep stosb
        BACK
    END_TRY
    CHECK   "dword ptr [fault_ecx]", 0xabcd0000, "counts CX down to 0 and keeps the upper half of ECX"
    CHECK   "dword ptr [fault_edi]", 0x12340ff5, "and of EDI"
    TRY
        mov     ecx, 0
        mov     edi, GONE
        mov     esi, GONE
        rep movsd
        repe cmpsb
        repne scasb
    PASSED  "a count of zero touches nothing"
    ret

backwards:
    mov     eax, 0x5a5a5a5a
    mov     ecx, 10
    mov     esi, 0x51515151
    mov     edi, BEHIND + 8
    TRY
        std
        rep stosd
    CAUGHT  14, 2, "STD: REP STOSD"
    CHECK   "dword ptr [fault_ecx]", 7, "STD: ECX"
    CHECK   "dword ptr [fault_edi]", "BEHIND-4", "STD: EDI"
    mov     esi, BEHIND + 1
    mov     edi, offset buffer + 8
    TRY
        std
        rep movsb
    CAUGHT  14, 0, "STD: REP MOVSB"
    CHECK   "dword ptr [fault_ecx]", 8, "STD: ECX"
    CHECK   "dword ptr [fault_esi]", "BEHIND-1", "STD: ESI"
    CHECK   "dword ptr [fault_edi]", "offset buffer + 6", "STD: EDI"
    ret

# A handler that maps the missing page and returns: the REP finishes by itself.
map_and_resume:
    IDT_GATE 14, CODE32, "offset map_page", SYS_INT32
    cld
    mov     dword ptr [mapped], 0
    mov     edi, V
    mov     ecx, 0x800
    mov     eax, 0x600df00d
    rep     stosd
    CHECK   ecx, 0, "REP STOSD over a missing page that the handler maps: done"
    CHECK   edi, GONE + 0x1000, "EDI at the end"
    CHECK   "dword ptr [mapped]", 1, "one page fault"
    mov     edi, V
    mov     ecx, 0x800
    repe    scasd
    sete    al
    movzx   eax, al
    CHECK   eax, 1, "every dword was stored"
    IDT_GATE 14, CODE32, "offset stubs + 14*16", SYS_INT32
    ret

map_page:
    inc     dword ptr [mapped]
    mov     dword ptr [table+4], offset frame + 0x2000 + 3
    add     esp, 4
    iretd

# One cell of the timer's table.
.macro SAME register, value
    pushad
    mov     eax, \register
    mov     edx, \value
    call    match
    popad
.endm

# The timer interrupts a long REP many times; the handler looks whether it was in the middle.
timer:
    call    pic_init
    IDT_GATE IRQ_BASE, CODE32, "offset tick", SYS_INT32
    mov     dword ptr [middle], 0
    mov     ebp, 40                         # enough tries for any speed of the processor
1:  imul    eax, ebp, 64
    call    timer_once
    cld
    mov     edi, 0x200000
    mov     ecx, 0x40000
    mov     eax, 0x01010101
    mul     ebp
    sti
rep_here:
    rep     stosd
    cli
    SAME    ecx, 0
    SAME    edi, 0x300000
    mov     edi, 0x200000
    mov     ecx, 0x40000
    repe    scasd
    sete    bl
    movzx   ebx, bl
    SAME    ebx, 1
    dec     ebp
    jnz     1b
    CHECK   "dword ptr [wrong_cells]", 0, "REP STOSD under a timer: always complete"
    cmp     dword ptr [middle], 0
    setne   al
    movzx   eax, al
    CHECK_HW eax, 1, "and it was interrupted in the middle at least once"
    CHECK   "dword ptr [bad_frame]", 0, "always with a frame that fits: EDI and ECX agree"
    CHECK_HW "dword ptr [no_rf]", 0, "and with RF set"
    ret

# IRQ 0. In the middle of the REP: EDI must be 0x300000 - 4*ECX.
tick:
    push    eax
    push    edx
    cmp     dword ptr [esp+8], offset rep_here
    jne     2f
    cmp     ecx, 0x40000
    je      2f
    inc     dword ptr [middle]
    mov     eax, 0x300000
    lea     edx, [ecx*4]
    sub     eax, edx
    cmp     eax, edi
    je      1f
    inc     dword ptr [bad_frame]
1:  mov     eax, [esp+16]                   # RF is set in the middle of a string instruction
    test    eax, 0x10000
    jnz     2f
    inc     dword ptr [no_rf]
2:  mov     eax, 300
    cmp     dword ptr [middle], 10
    ja      3f
    call    timer_once
3:  call    timer_done
    pop     edx
    pop     eax
    iretd

long_mode:
    mov     eax, cr0
    and     eax, 0x7fffffff
    mov     cr0, eax
    call    enter_long_mode
    mov     eax, offset long_table_directory + 3
    mov     [long_pdpt+16], eax
    mov     eax, offset long_table + 3
    mov     [long_table_directory], eax
    mov     dword ptr [long_table], offset frame + 3
    TRY
        CODE_64
        mov     edi, GONE - 24
        mov     esi, 0x51515151
        mov     rcx, 0x1000000000
        mov     eax, 0x5a
        rep     stosq
        .code32
    CAUGHT  14, 2, "64-bit REP STOSQ with a count beyond 32 bits"
    CHECK   "dword ptr [fault64_rcx]", 0xfffffffd, "RCX low"
    CHECK   "dword ptr [fault64_rcx+4]", 0x0000000f, "RCX high"
    CHECK   "dword ptr [fault64_rdi]", GONE, "RDI"
    TRY
        CODE_64
        mov     rdi, 0x1234567800000000 + GONE - 2
        mov     rcx, 0x1234567800000003
        mov     eax, 0x5a
        .byte   0x67
        rep     stosb
        .code32
    CAUGHT  14, 2, "64-bit mode with 32-bit addresses"
    CHECK   "dword ptr [fault64_rcx]", 1, "ECX counts"
    CHECK   "dword ptr [fault64_rcx+4]", 0, "a write of ECX clears the upper half"
    CHECK   "dword ptr [fault64_rdi]", GONE, "EDI"
    CHECK   "dword ptr [fault64_rdi+4]", 0, "and its upper half"
    ret

.section .bss
.align 4096
directory:
    .skip   4096
table:
    .skip   4096
long_table_directory:
    .skip   4096
long_table:
    .skip   4096
frame:
    .skip   0x3000
buffer:
    .skip   64
mapped:
    .skip   4
middle:
    .skip   4
bad_frame:
    .skip   4
no_rf:
    .skip   4
