# Claim: every byte of a memory operand, of a stack access and of an instruction lies inside its segment, or #GP(0) (#SS(0)
# through SS) is raised and nothing is written. Normal segments allow 0 to limit; expand-down segments limit+1 to 64 KiB-1 or
# 4 GiB-1 by their B bit; granularity scales the limit (low twelve bits become ones). Intel SDM 3A 5.3.
# It fails if an operand is checked only at its first byte, or expand-down or granularity is ignored.
# QEMU's TCG checks no limits on data and little on code: there the reference is the manual.

.include "harness.inc"

.set AREA, 0x400000                         # base of the segments under test: free memory
.set SEG, FREE
.set STK, FREE + 8
.set COD, FREE + 16

test_main:
    mov     eax, cr4
    or      eax, 1 << 9                     # OSFXSR, for the 16-byte operand
    mov     cr4, eax
    fninit
    call    all_rows
    CHECK_HW "dword ptr [wrong_cells]", 0, "every operand size at every edge of every kind of segment"
    CHECK   "dword ptr [cells]", "10*12*11", "cells looked at"
    call    special_operands
    call    stack_limits
    call    code_limits
    ret

# ---------------------------------------------------------------- operands at the edges

# EBP = row, EDI = operation, ESI = offset.
all_rows:
    mov     ebp, offset rows
1:  push    dword ptr [ebp+8]
    push    dword ptr [ebp+4]
    push    dword ptr [ebp]
    push    AREA
    push    SEG
    call    set_descriptor
    xor     ecx, ecx
2:  mov     edi, offset operations
3:  mov     esi, [ebp+12]                   # offsets around both edges
    cmp     ecx, 6
    jb      4f
    mov     esi, [ebp+16]
4:  mov     eax, [offsets+ecx*4]
    add     esi, eax
    call    probe
    add     edi, 8
    cmp     edi, offset operations_end
    jb      3b
    inc     ecx
    cmp     ecx, 12
    jb      2b
    add     ebp, 20
    cmp     ebp, offset rows_end
    jb      1b
    ret

probe:
    pushad
    TRY
        mov     eax, SEG
        mov     fs, eax
        mov     eax, cr0                    # a value no operand test depends on
        call    [edi]
    END_TRY
    mov     edx, 13 << 16
    mov     eax, [edi+4]
    dec     eax
    add     eax, esi
    jc      1f                              # last byte beyond 4 GiB
    cmp     esi, [ebp+12]
    jb      1f
    cmp     eax, [ebp+16]
    ja      1f
    mov     edx, NO_FAULT << 16
1:  mov     eax, [fault_code]
    mov     ebx, esi                        # cell: offset; the row and the size are near in the listing
    call    match
    popad
    ret

.section .rodata
.align 4
# limit field, access, flags, first valid offset, last valid offset.
rows:
    .long   0x00fff, DATA_RW, BIG,        0,          0xfff
    .long   0x00fff, DATA_RW, 0,          0,          0xfff
    .long   0x00000, DATA_RW, BIG,        0,          0
    .long   0x00001, DATA_RW, BIG + GRAN, 0,          0x1fff
    .long   0x0ffff, DATA_RW, 0,          0,          0xffff
    .long   0x0000f, DATA_RW, BIG + GRAN, 0,          0xffff
    .long   0x00fff, DOWN_RW, 0,          0x1000,     0xffff
    .long   0x00000, DOWN_RW, 0 + GRAN,   0x1000,     0xffff
    .long   0x00fff, DOWN_RW, BIG,        0x1000,     0xffffffff
    .long   0x00001, DOWN_RW, BIG + GRAN, 0x2000,     0xffffffff
rows_end:
# Six steps from the first valid offset, six from the last.
offsets:
    .long   0, 1, 2, 4, 16, 27,  -28, -9, -3, -1, 0, 1
operations:
    .long   read_1, 1, read_2, 2, read_4, 4, read_8, 8, read_10, 10, read_16, 16
    .long   write_1, 1, write_2, 2, write_4, 4, write_8, 8, write_28, 28
operations_end:

.section .text
read_1:
    mov     al, fs:[esi]
    ret
read_2:
    mov     ax, fs:[esi]
    ret
read_4:
    mov     eax, fs:[esi]
    ret
read_8:
    fild    qword ptr fs:[esi]
    fstp    st(0)
    ret
read_10:
    fld     tbyte ptr fs:[esi]
    fstp    st(0)
    ret
read_16:
    movdqu  xmm0, fs:[esi]
    ret
write_1:
    mov     fs:[esi], al
    ret
write_2:
    mov     fs:[esi], ax
    ret
write_4:
    mov     fs:[esi], eax
    ret
write_8:
    cmpxchg8b fs:[esi]
    ret
write_28:
    fnstenv fs:[esi]
    ret

# ---------------------------------------------------------------- operands with a shape of their own

special_operands:
    DESCRIPTOR SEG, AREA, 0xfff, DATA_RW, BIG
    mov     eax, SEG
    mov     ebx, 0xffc
    TRY
        mov     fs, eax
        les     ecx, fs:[ebx]               # 6 bytes
    CAUGHT_HW 13, 0, "LES reads 6 bytes"
    TRY
        mov     fs, eax
        sgdt    fs:[ebx]
    CAUGHT_HW 13, 0, "SGDT writes 6 bytes"
    mov     ebx, 0xffa
    mov     ecx, 0x7fffffff                 # not below the lower bound, so that the upper one is read
    TRY
        mov     fs, eax
        bound   ecx, fs:[ebx]               # 8 bytes
    CAUGHT_HW 13, 0, "BOUND reads 8 bytes"
    TRY
        mov     es, eax
        mov     edi, 0xffd
        stosd
    CAUGHT_HW 13, 0, "STOSD through ES"
    TRY
        mov     ds, eax
        mov     esi, 0xffd
        lodsd
    CAUGHT_HW 13, 0, "LODSD through DS"
    TRY
        mov     es, eax
        mov     edi, 0xff8
        mov     ecx, 5
        rep stosd
    CAUGHT_HW 13, 0, "REP STOSD stops at the limit"
    CHECK_HW "dword ptr [fault_ecx]", 3, "REP STOSD stored two before the fault"
    CHECK_HW "dword ptr [fault_edi]", 0x1000, "REP STOSD: EDI is the faulting offset"
    TRY
        mov     fs, eax
        mov     ebx, 0xfffffff0
        mov     ecx, fs:[ebx+0x20]          # the sum wraps to 0x10, which is inside
    PASSED  "an effective address wraps at 4 GiB before the limit check"
    TRY
        mov     fs, eax
        mov     ebx, 0xffff0010
        mov     ecx, fs:[bx+0x20]
    PASSED  "16-bit addressing takes the low half of EBX"
    TRY
        mov     fs, eax
        mov     bx, 0xfff0
        mov     ecx, fs:[bx+0x20]
    PASSED  "16-bit addressing wraps at 64 KiB before the limit check"
    TRY
        mov     gs, eax
        bt      dword ptr gs:[0xffc], 31
    PASSED  "BT with an immediate stays in its operand"
    TRY
        mov     gs, eax
        mov     ecx, 32
        bt      dword ptr gs:[0xffc], ecx
    CAUGHT_HW 13, 0, "BT with a register moves to the next dword"
    TRY
        mov     gs, eax
        mov     ecx, 0x1000
        lea     edx, [ecx]
        invlpg  gs:[ecx]
    PASSED  "LEA and INVLPG check no limit"
    ret

# ---------------------------------------------------------------- the stack

stack_limits:
    DESCRIPTOR STK, AREA, 0xfff, DATA_RW, BIG
    TRY
        mov     eax, STK
        mov     ss, eax
        mov     esp, 0x800
        mov     ebp, 0xffe
        mov     eax, [ebp]
    CAUGHT_HW 12, 0, "EBP goes through SS: #SS"
    TRY
        mov     eax, STK
        mov     ss, eax
        mov     esp, 0x800
        mov     eax, ss:[0xffd]
    CAUGHT_HW 12, 0, "an SS override: #SS"
    TRY
        mov     eax, STK
        mov     ss, eax
        mov     esp, 0x800
        mov     ds, eax
        mov     ebp, 0xffd
        mov     eax, ds:[ebp]
    CAUGHT_HW 13, 0, "a DS override of EBP: #GP"
    TRY
        mov     eax, STK
        mov     ss, eax
        mov     esp, 0x800
        enter   0x10, 0
        leave
        push    1
        pop     eax
        pushad
        popad
        pushfd
        popfd
    PASSED  "a small stack works inside its limit"
    # A 16-bit stack: only SP counts and wraps, whatever the upper half of ESP holds.
    DESCRIPTOR STK, AREA, 0xffff, DATA_RW, 0
    mov     dword ptr [AREA+0xfffc], 0
    TRY
        mov     eax, STK
        mov     ss, eax
        mov     esp, 0x12340000
        push    0x55aa55aa
        mov     ecx, esp
        mov     edx, DATA32
        mov     ss, edx
        mov     esp, [try_registers+16]
        mov     [scratch], ecx
    PASSED  "a push on a 16-bit stack at SP 0"
    CHECK   "dword ptr [scratch]", 0x1234fffc, "SP wraps and the upper half of ESP is kept"
    CHECK   "dword ptr [AREA+0xfffc]", 0x55aa55aa, "the push went to the top of the 64 KiB"
    # Expand-down stack: the classic use.
    DESCRIPTOR STK, AREA, 0xfff, DOWN_RW, BIG
    TRY
        mov     eax, STK
        mov     ss, eax
        mov     esp, 0x1004
        push    1                           # 0x1000: the last valid place
        mov     eax, DATA32
        mov     ss, eax
        mov     esp, [try_registers+16]
    PASSED  "a push down to limit+1 of an expand-down stack"
    # A faulting push through a ring-3 stack, so that the handler has a stack of its own.
    DESCRIPTOR STK, AREA, 0xfff, DOWN_RW + DPL3, BIG
    TRY
        push    STK + 3
        push    0x1000
        push    2
        push    USER32
        push    offset 1f
        mov     eax, USERDATA
        mov     ds, eax
        iretd
1:      push    1
        BACK
    CAUGHT_HW 12, 0, "a push below limit+1"
    CHECK_HW "dword ptr [fault_eip]", "offset 1b", "EIP is the push"
    CHECK_HW "dword ptr [fault_esp]", 0x1000, "ESP is unchanged"
    DESCRIPTOR STK, AREA, 0xfff, DATA_RW + DPL3, BIG
    TRY
        push    STK + 3
        push    0x1002
        push    2
        push    USER32
        push    offset 2f
        mov     eax, USERDATA
        mov     ds, eax
        iretd
2:      pop     eax
        BACK
    CAUGHT_HW 12, 0, "a pop beyond the limit"
    TRY
        push    STK + 3
        push    0x10
        push    2
        push    USER32
        push    offset 3f
        mov     eax, USERDATA
        mov     ds, eax
        iretd
3:      pushad
        BACK
    CAUGHT_HW 12, 0, "PUSHAD that does not fit wholly"
    TRY
        push    STK + 3
        push    0x0c
        push    2
        push    USER32
        push    offset 4f
        mov     eax, USERDATA
        mov     ds, eax
        iretd
4:      call    5f                          # return addresses at 8, 4, 0, and then there is no place
5:      call    6f
6:      call    7f
7:      call    8f
8:      BACK
    CAUGHT_HW 12, 0, "CALL whose return address does not fit"
    ret

# ---------------------------------------------------------------- code

.align 16
edge:
    nop
    jmp     edge_mov
edge_near:
    jmp     edge_beyond
edge_call:
    call    edge_beyond
edge_ret:
    push    0x10000
edge_return:
    ret
edge_data:
    mov     al, cs:[edge_limit - edge]
    BACK
edge_mov:
    .byte   0xb8, 1, 2
edge_limit:
    .byte   3, 4
    BACK
.skip   200, 0x90                           # so that the jumps are near, not short
edge_beyond:
    BACK

# A code segment that ends inside `edge`: base 0, byte granularity cannot reach 1 MiB, so its base is the page of `edge`.
.macro GO label
    push    COD
    push    offset \label - edge
    retf
.endm

code_limits:
    mov     ecx, offset edge
    mov     edx, offset edge_limit - 1      # the last byte inside
    sub     edx, ecx
    push    BIG
    push    CODE_XR
    push    edx
    push    ecx
    push    COD
    call    set_descriptor
    TRY
        jmp     COD:0                       # runs into the limit in the middle of MOV EAX, imm32
    CAUGHT_HW 13, 0, "an instruction that crosses the code limit"
    CHECK_HW "dword ptr [fault_eip]", "offset edge_mov - edge", "EIP is that instruction"
    CHECK   "dword ptr [fault_cs]", COD, "CS is that segment"
    mov     edx, offset edge_limit
    sub     edx, offset edge
    mov     [far_pointer], edx
    TRY
        jmp     fword ptr [far_pointer]
    CAUGHT  13, 0, "a far jump to the first byte beyond the limit"
    CHECK   "dword ptr [fault_cs]", CODE32, "the far jump itself faults: CS is the old one"
    dec     dword ptr [far_pointer]
    TRY
        jmp     fword ptr [far_pointer]
    CAUGHT_HW 13, 0, "a far jump to the last byte, whose instruction does not fit"
    CHECK   "dword ptr [fault_cs]", COD, "the jump was taken: CS is the new one"
    TRY
        GO      edge_near
    CAUGHT_HW 13, 0, "a near jump beyond the limit"
    CHECK_HW "dword ptr [fault_eip]", "offset edge_near - edge", "EIP is the jump"
    TRY
        GO      edge_call
    CAUGHT_HW 13, 0, "a near call beyond the limit"
    mov     eax, [try_registers+16]
    sub     eax, 12                         # EIP, CS, EFLAGS of the fault, and nothing else
    CHECK_HW "dword ptr [fault_frame_esp]", eax, "the call pushed nothing"
    TRY
        GO      edge_ret
    CAUGHT_HW 13, 0, "a near return beyond the limit"
    CHECK_HW "dword ptr [fault_eip]", "offset edge_return - edge", "EIP is the return"
    TRY
        GO      edge_data
    CAUGHT_HW 13, 0, "data read through CS beyond the limit"
    ret

.section .bss
.align 4
scratch:
    .skip   4

.section .data
.align 4
far_pointer:
    .long   0
    .word   COD
