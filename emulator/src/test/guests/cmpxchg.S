# Claim: CMPXCHG always writes its memory operand (the page becomes dirty, a read-only page faults) and sets flags like CMP;
# CMPXCHG8B and 16B compare and exchange whole; CMPXCHG16B wants 16-byte alignment; LOCK is refused on everything but
# read-modify-write with a memory destination. Intel SDM 2A CMPXCHG, LOCK. It fails if a mismatch leaves the page clean.

.include "harness.inc"
.include "long.inc"

.set V, 0x80000000

test_main:
    mov     edi, offset directory
    mov     dword ptr [edi], 0x83
    mov     eax, offset table + 3
    mov     [edi+0x200*4], eax
    mov     eax, offset frame + 3
    mov     [table], eax
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80010000
    mov     cr0, eax
    call    results
    call    dirty
    call    locks
    mov     eax, cr0
    and     eax, 0x7fffffff
    mov     cr0, eax
    call    sixteen
    ret

.macro FLAGS mask, want, what
    pushfd
    pop     esi
    and     esi, \mask
    CHECK   esi, \want, "\what"
.endm

results:
    mov     dword ptr [V], 5
    mov     eax, 5
    mov     ecx, 9
    cmpxchg [V], ecx
    FLAGS   0x8d5, 0x44, "match: flags of 5 - 5"
    CHECK   "dword ptr [V]", 9, "match: memory gets the source"
    CHECK   eax, 5, "match: EAX stays"
    mov     eax, 3
    cmpxchg [V], ecx
    FLAGS   0x8d5, 0x95, "mismatch: flags of 3 - 9 = -6"
    CHECK   eax, 9, "mismatch: EAX gets memory"
    CHECK   "dword ptr [V]", 9, "mismatch: memory stays"
    mov     eax, 0x12340009
    mov     ecx, 0x77
    cmpxchg [V], cl
    CHECK   "dword ptr [V]", 0x77, "8 bits"
    mov     eax, 0xabcd1234
    cmpxchg [V], cx
    CHECK   eax, 0xabcd0077, "16 bits: the upper half of EAX stays"
    mov     eax, 5
    mov     ebx, 5
    mov     ecx, 8
    cmpxchg ebx, ecx
    CHECK   ebx, 8, "a register"
    mov     dword ptr [V+8], 0x11111111
    mov     dword ptr [V+12], 0x22222222
    mov     eax, 0x11111111
    mov     edx, 0x22222222
    mov     ebx, 0x33333333
    mov     ecx, 0x44444444
    stc
    cmpxchg8b [V+8]
    FLAGS   0x41, 0x41, "CMPXCHG8B: ZF set, CF untouched"
    CHECK   "dword ptr [V+8]", 0x33333333, "CMPXCHG8B: low half"
    CHECK   "dword ptr [V+12]", 0x44444444, "CMPXCHG8B: high half"
    stc
    cmpxchg8b [V+8]
    FLAGS   0x41, 0x01, "CMPXCHG8B mismatch: ZF clear"
    CHECK   eax, 0x33333333, "CMPXCHG8B mismatch: EAX"
    CHECK   edx, 0x44444444, "CMPXCHG8B mismatch: EDX"
    ret

# EAX = dirty bit of the page after `code`.
.macro DIRTY want, what, code:vararg
    and     dword ptr [table], ~0x60
    push    eax
    mov     eax, cr3
    mov     cr3, eax
    pop     eax
    \code
    mov     eax, [table]
    and     eax, 0x40
    CHECK   eax, \want, "\what"
.endm

dirty:
    mov     eax, 1
    mov     dword ptr [V], 2
    DIRTY   0x40, "CMPXCHG mismatch makes the page dirty", cmpxchg [V], ecx
    mov     eax, 1
    mov     edx, 1
    DIRTY   0x40, "CMPXCHG8B mismatch too", cmpxchg8b [V]
    mov     eax, 1
    DIRTY   0x40, "LOCK CMPXCHG mismatch too", lock cmpxchg [V], ecx
    DIRTY   0, "a compare does not", cmp [V], ecx
    mov     eax, offset frame + 1           # read-only, WP
    mov     [table], eax
    mov     eax, cr3
    mov     cr3, eax
    TRY
        mov     eax, 1
        cmpxchg [V], ecx
    CAUGHT  14, 3, "CMPXCHG mismatch on a read-only page"
    CHECK   "dword ptr [fault_eax]", 1, "EAX was not loaded"
    TRY
        mov     eax, 1
        mov     edx, 1
        cmpxchg8b [V]
    CAUGHT  14, 3, "CMPXCHG8B mismatch on a read-only page"
    mov     eax, offset frame + 3
    mov     [table], eax
    mov     eax, cr3
    mov     cr3, eax
    ret

.macro LOCKED what, code:vararg
    TRY
        mov     ebx, V
        mov     edi, V
        mov     eax, 5
        .byte   0xf0
        \code
    PASSED  "LOCK \what"
.endm
.macro REFUSED what, code:vararg
    TRY
        mov     ebx, V
        mov     edi, V
        mov     eax, 5
        .byte   0xf0
        \code
    CAUGHT_HW 6, 0, "LOCK \what is refused"
.endm

locks:
    LOCKED  "ADD m", add [ebx], eax
    LOCKED  "ADC m, imm", adc dword ptr [ebx], 1
    LOCKED  "NOT m", not dword ptr [ebx]
    LOCKED  "INC m", inc byte ptr [ebx]
    LOCKED  "XCHG m", xchg [ebx], eax
    LOCKED  "XADD m", xadd [ebx], eax
    LOCKED  "BTS m", bts dword ptr [ebx], 3
    LOCKED  "BTR m, r", btr [ebx], eax
    LOCKED  "CMPXCHG8B", cmpxchg8b [ebx]
    REFUSED "ADD r, m", add eax, [ebx]
    REFUSED "ADD r, r", add eax, ebx
    REFUSED "MOV m", mov [ebx], eax
    REFUSED "CMP m", cmp [ebx], eax
    REFUSED "CMP m, imm", cmp dword ptr [ebx], 1
    REFUSED "TEST m", test [ebx], eax
    REFUSED "BT m", bt dword ptr [ebx], 3
    REFUSED "SHL m", shl dword ptr [ebx], 1
    REFUSED "INC r", inc eax
    REFUSED "XCHG r, r", xchg ecx, ebx
    REFUSED "XADD r, r", .byte 0x0f, 0xc1, 0xc8
    REFUSED "CMPXCHG r, r", cmpxchg ebx, ecx
    REFUSED "PUSH m", push dword ptr [ebx]
    REFUSED "NOP", nop
    REFUSED "MUL m", mul dword ptr [ebx]
    REFUSED "JMP m", jmp [ebx]
    REFUSED "STOSB", stosb
    REFUSED "IN", in al, 0x80
    REFUSED "FLD m", fld dword ptr [ebx]
    REFUSED "MOVD", movd mm0, [ebx]
    TRY
        .byte   0x0f, 0xc7, 0xc9            # CMPXCHG8B with a register
    CAUGHT  6, 0, "CMPXCHG8B of a register"
    ret

sixteen:
    call    enter_long_mode
    TRY
        CODE_64
        mov     edi, offset wide
        mov     rax, 0x1111111111111111
        mov     rdx, 0x2222222222222222
        mov     [rdi], rax
        mov     [rdi+8], rdx
        mov     rbx, 0x3333333333333333
        mov     rcx, 0x4444444444444444
        cmpxchg16b [rdi]
        setz    sil
        movzx   esi, sil
        mov     rax, [rdi]
        mov     rdx, [rdi+8]
        BACK_64
    PASSED  "CMPXCHG16B"
    CHECK   "dword ptr [fault_esi]", 1, "CMPXCHG16B: ZF"
    CHECK   "dword ptr [fault64_rax+4]", 0x33333333, "CMPXCHG16B: low half"
    CHECK   "dword ptr [fault64_rdx+4]", 0x44444444, "CMPXCHG16B: high half"
    TRY
        CODE_64
        mov     edi, offset wide + 8
        cmpxchg16b [rdi]
        .code32
    CAUGHT  13, 0, "CMPXCHG16B off its alignment"
    ret

.section .bss
.align 4096
directory:
    .skip   4096
table:
    .skip   4096
frame:
    .skip   4096
.align 16
wide:
    .skip   32
