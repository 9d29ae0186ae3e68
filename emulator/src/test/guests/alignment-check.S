# Claim: with CR0.AM and EFLAGS.AC, a misaligned data access at CPL 3 raises #AC(0), and nothing else does: not CPL 0 to 2, not a
# fetch, not an aligned access, not an implicit system access; SSE operands of 16 bytes off their alignment raise #GP(0) at any
# time, MOVUPS never. Intel SDM 3A 6.15 (#AC). It fails if one width has another alignment rule.
# QEMU's TCG does not check alignment: there the reference is the manual.

.include "harness.inc"

.set AC, 0x40000
.set AM, 0x40000
.set CODE1, FREE + 1
.set DATA1, FREE + 8 + 1

# `code` at CPL 3 with AC, EBX = an address that is a multiple of 64.
.macro CHECKED what, code:vararg
    TRY
        mov     ebx, offset area
        ENTER_RING3 AC | 2
1:      \code
        BACK
    CAUGHT_HW 17, 0, "\what: #AC"
    CHECK_HW "dword ptr [fault_eip]", "offset 1b", "\what: EIP"
.endm
.macro FREE_OF_IT what, code:vararg
    TRY
        mov     ebx, offset area
        ENTER_RING3 AC | 2
        \code
        BACK
    PASSED  "\what"
.endm

test_main:
    mov     eax, cr4
    or      eax, 0x200
    mov     cr4, eax
    fninit
    mov     eax, cr0
    or      eax, AM
    mov     cr0, eax
    call    widths
    call    who
    call    sse
    ret

widths:
    CHECKED "a word at 1", mov ax, [ebx+1]
    FREE_OF_IT "a word at 2", mov ax, [ebx+2]
    CHECKED "a dword at 2", mov eax, [ebx+2]
    FREE_OF_IT "a dword at 4", mov eax, [ebx+4]
    FREE_OF_IT "a byte anywhere", mov al, [ebx+3]
    CHECKED "a store", mov [ebx+1], eax
    CHECKED "read-modify-write", add dword ptr [ebx+3], 1
    CHECKED "m64 of the FPU", fld qword ptr [ebx+4]
    CHECKED "m80 of the FPU: 8 bytes", fld tbyte ptr [ebx+4]
    FREE_OF_IT "m80 at 8", fld tbyte ptr [ebx+8]
    CHECKED "m32 of the FPU", fld dword ptr [ebx+2]
    CHECKED "a far pointer at 2", les eax, [ebx+2]
    CHECKED "FNSTENV", fnstenv [ebx+2]
    CHECKED "BOUND", bound eax, [ebx+2]
    TRY
        mov     ebx, offset area
        ENTER_RING3 AC | 2
        lea     esp, [ebx+34]
        push    eax
        BACK
    CAUGHT_HW 17, 0, "a push"
    TRY
        mov     esi, offset area + 2
        ENTER_RING3 AC | 2
        lodsd
        BACK
    CAUGHT_HW 17, 0, "LODSD"
    CHECKED "XCHG", xchg [ebx+1], eax
    CHECKED "MOVQ", movq mm0, [ebx+4]
    FREE_OF_IT "LEA", lea eax, [ebx+1]
    ret

who:
    mov     ebx, offset area
    TRY
        push    AC | 2
        popfd
        mov     eax, [ebx+1]
    PASSED  "CPL 0 is not checked"
    DESCRIPTOR CODE1, 0, 0xfffff, "CODE_XR + DPL1", "GRAN + BIG"
    DESCRIPTOR DATA1, 0, 0xfffff, "DATA_RW + DPL1", "GRAN + BIG"
    TRY
        push    DATA1
        push    offset user_stack_top
        push    AC | 2
        push    CODE1
        push    offset 1f
        iretd
1:      mov     eax, DATA1
        mov     ds, eax
        mov     eax, [ebx+1]
        ud2
    CAUGHT  6, 0, "CPL 1 is not checked"
    TRY
        ENTER_RING3 2
        mov     eax, [ebx+1]
        BACK
    PASSED  "without AC nothing is checked"
    mov     eax, cr0
    and     eax, ~AM
    mov     cr0, eax
    TRY
        ENTER_RING3 AC | 2
        mov     eax, [ebx+1]
        BACK
    PASSED  "without CR0.AM nothing is checked"
    mov     eax, cr0
    or      eax, AM
    mov     cr0, eax
    TRY
        ENTER_RING3 2
        push    AC | 2
        popfd
        mov     eax, [ebx+1]
        BACK
    CAUGHT_HW 17, 0, "POPFD at CPL 3 sets AC, and it is in force at once"
    TRY
        ENTER_RING3 AC | 2
        mov     eax, [ebx+1]
    END_TRY
    mov     eax, [fault_eflags]
    and     eax, AC
    CHECK   eax, AC, "AC is in the frame"
    TRY
        mov     ebx, offset odd_code + 1
        ENTER_RING3 AC | 2
        call    ebx
        BACK
    PASSED  "a fetch is not checked"
    TRY
        ENTER_RING3 AC | 2
        mov     eax, USERDATA
        mov     es, eax                     # reads the GDT, wherever it lies
        int     0x20
    CAUGHT  13, "0x20*8 + 2", "a segment load and an interrupt are not checked"
    ret

sse:
    mov     ebx, offset area
    TRY
        movaps  xmm0, [ebx+4]
    CAUGHT_HW 13, 0, "MOVAPS off its alignment, CPL 0"
    TRY
        addps   xmm0, [ebx+8]
    CAUGHT_HW 13, 0, "ADDPS"
    TRY
        movdqa  [ebx+1], xmm0
    CAUGHT_HW 13, 0, "MOVDQA store"
    TRY
        movntps [ebx+8], xmm0
    CAUGHT_HW 13, 0, "MOVNTPS"
    TRY
        fxsave  [ebx+8]
    CAUGHT_HW 13, 0, "FXSAVE"
    TRY
        movups  xmm0, [ebx+1]
        movdqu  [ebx+1], xmm0
        movss   xmm0, [ebx+1]
        lddqu   xmm1, [ebx+3]
    PASSED  "MOVUPS, MOVDQU, MOVSS, LDDQU anywhere"
    ret

.align 2
odd_code:
    nop
    nop
    ret

.section .bss
.align 64
area:
    .skip   1024
