# Claim: a store into code is seen by the very next instruction: in the same block, by every kind of store, into an instruction that
# crosses two pages, through another mapping of the same memory (after a serialising instruction); a remapped code page, or half
# of one instruction remapped, runs from the new memory after INVLPG. Intel SDM 3A 8.1.3, 11.6. It fails if old code runs once.

.include "harness.inc"
.include "long.inc"

.set ALIAS, 0x80000000                      # another mapping of the first 4 MiB
.set A, 0x90000000                          # two pages whose frames change
.set B, 0x90001000

test_main:
    call    next_instruction
    call    kinds_of_stores
    call    loops
    call    pages
    call    long_mode
    ret

# `code` stores 0x22 over the immediate at `target`, which held 0x11; the instruction behind it must load 0x22.
.macro SEEN what, code:vararg
    mov     eax, 0x11111111
    mov     ecx, 0x22222222
    mov     edx, 0
    mov     edi, offset target\@
    mov     ebx, edi
    mov     dword ptr [edi], eax
    cld
    \code
    .byte   0xba                            # MOV EDX, imm32
target\@:
    .long   0x11111111
    CHECK   edx, 0x22222222, "\what"
.endm

.section .text
next_instruction:
    SEEN    "MOV", mov [edi], ecx
    SEEN    "MOV, four bytes one by one", call four_bytes
    SEEN    "XCHG", xchg [edi], ecx
    SEEN    "XADD", call by_xadd
    SEEN    "CMPXCHG", cmpxchg [edi], ecx
    SEEN    "ADD", add dword ptr [edi], 0x11111111
    SEEN    "PUSH", call by_push
    SEEN    "POP", call by_pop
    SEEN    "STOSD", call by_stos
    SEEN    "REP MOVSB", call by_movs
    # A store that changes the opcode of the next instruction, not only its immediate.
    mov     eax, 1
    mov     byte ptr [n1], 0x48             # DEC EAX
n1: inc     eax
    CHECK   eax, 0, "the opcode of the next instruction"
    mov     byte ptr [n1], 0x40
    mov     eax, 1
    mov     word ptr [n2], 0x9090
n2: jmp     n3
    mov     eax, 2
n3: CHECK   eax, 2, "a jump turned into NOPs"
    mov     word ptr [n2], (n3 - n2 - 2) << 8 | 0xeb
    ret

four_bytes:
    mov     [edi], cl
    mov     [edi+1], cl
    mov     [edi+2], cl
    mov     [edi+3], cl
    ret
by_xadd:
    mov     eax, 0x11111111
    lock xadd [edi], eax
    ret
by_push:
    mov     esi, esp
    lea     esp, [edi+4]
    push    ecx
    mov     esp, esi
    ret
by_pop:
    push    ecx
    pop     dword ptr [edi]
    ret
by_stos:
    mov     eax, ecx
    stosd
    ret
by_movs:
    mov     [scratch], ecx
    mov     esi, offset scratch
    mov     ecx, 4
    rep     movsb
    ret

kinds_of_stores:
    mov     eax, cr4
    or      eax, 0x200
    mov     cr4, eax
    fninit
    mov     dword ptr [scratch], 0x22222222
    SEEN    "FISTP", call by_fistp
    SEEN    "MOVD from XMM", call by_movd
    SEEN    "MOVQ from MM", call by_mmx
    SEEN    "BTS", call by_bts
    SEEN    "LOCK CMPXCHG8B", call by_cmpxchg8b
    SEEN    "MOVNTI", movnti [edi], ecx
    SEEN    "SHL", call by_shift
    ret

by_fistp:
    fild    dword ptr [scratch]
    fistp   dword ptr [edi]
    ret
by_movd:
    movd    xmm0, ecx
    movd    [edi], xmm0
    ret
by_mmx:
    movd    mm0, ecx
    movd    [edi], mm0
    emms
    ret
by_bts:
    xor     eax, eax
1:  btc     dword ptr [edi], eax            # 0x11111111 becomes 0x22222222, bit by bit
    inc     eax
    btc     dword ptr [edi], eax
    add     eax, 3
    cmp     eax, 32
    jb      1b
    ret
by_cmpxchg8b:
    push    ebx
    mov     eax, [edi]
    mov     edx, [edi+4]
    mov     ebx, ecx
    mov     ecx, edx
    lock cmpxchg8b [edi]
    pop     ebx
    ret
by_shift:
    shl     dword ptr [edi], 1
    ret

# Code that runs hot and then changes.
loops:
    call    hot
    CHECK   eax, 5000, "a loop of 5,000 rounds"
    mov     dword ptr [loop_imm], 3
    call    hot
    CHECK   eax, 15000, "the same after a change"
    mov     dword ptr [loop_imm], 1
    mov     byte ptr [loop_change], 0x3e    # a prefix instead of the NOP: nothing else changes
    call    hot
    CHECK   eax, 5000, "and after another"
    # The loop changes itself in every round: adds 1, 2, 3 ...
    mov     byte ptr [loop_change], 0x90
    mov     dword ptr [growing_imm], 0
    xor     eax, eax
    mov     ecx, 100
1:  inc     dword ptr [growing_imm]
    .byte   0x05                            # ADD EAX, imm32
growing_imm:
    .long   0
    loop    1b
    CHECK   eax, 5050, "a loop that changes its own immediate in every round"
    ret

hot:
    xor     eax, eax
    mov     ecx, 5000
1:  .byte   0x05                            # ADD EAX, imm32
loop_imm:
    .long   1
loop_change:
    nop
    test    edx, edx
    loop    1b
    ret

pages:
    mov     edi, offset directory
    mov     dword ptr [edi], 0x83
    mov     dword ptr [edi+0x200*4], 0x83
    mov     eax, offset table + 3
    mov     [edi+0x240*4], eax
    mov     dword ptr [table], offset frames + 3
    mov     dword ptr [table+4], offset frames + 0x1000 + 3
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80000000
    mov     cr0, eax

    # Through an alias.
    mov     dword ptr [alias_imm], 0x11111111
    call    alias_code
    mov     dword ptr [ALIAS + alias_imm], 0x22222222
    xor     eax, eax
    cpuid                                   # serialise
    call    alias_code
    CHECK   eax, 0x22222222, "a store through another mapping"
    mov     ecx, offset alias_code + ALIAS
    call    ecx
    CHECK   eax, 0x22222222, "code run through the other mapping"
    mov     dword ptr [alias_imm], 0x33333333
    xor     eax, eax
    cpuid
    mov     ecx, offset alias_code + ALIAS
    call    ecx
    CHECK   eax, 0x33333333, "and changed through the first"

    # MOV EAX, imm32 with its first three bytes at the end of A and two bytes in B; then RET.
    mov     byte ptr [B-3], 0xb8
    mov     word ptr [B-2], 0x1111
    mov     word ptr [B], 0x1111
    mov     byte ptr [B+2], 0xc3
    mov     ebx, B - 3
    call    ebx
    CHECK   eax, 0x11111111, "an instruction across two pages"
    mov     word ptr [B], 0x2222
    call    ebx
    CHECK   eax, 0x22221111, "its part in the second page changed"
    mov     word ptr [B-2], 0x3333
    call    ebx
    CHECK   eax, 0x22223333, "its part in the first page changed"
    mov     dword ptr [B-2], 0x44444444
    call    ebx
    CHECK   eax, 0x44444444, "both by one store across the edge"
    # Remap the second page, then the first.
    mov     word ptr [frames + 0x2000], 0x5555
    mov     byte ptr [frames + 0x2002], 0xc3
    mov     dword ptr [table+4], offset frames + 0x2000 + 3
    mov     ecx, B
    invlpg  [ecx]
    call    ebx
    CHECK   eax, 0x55554444, "the second page remapped"
    mov     byte ptr [frames + 0x3ffd], 0xb8
    mov     word ptr [frames + 0x3ffe], 0x6666
    mov     dword ptr [table], offset frames + 0x3000 + 3
    mov     ecx, A
    invlpg  [ecx]
    call    ebx
    CHECK   eax, 0x55556666, "the first page remapped"
    mov     dword ptr [table], offset frames + 3
    mov     eax, cr3
    mov     cr3, eax
    call    ebx
    CHECK   eax, 0x55554444, "the first page mapped back by a write to CR3"
    # The old frame of B changes while it is not mapped, and comes back.
    mov     word ptr [frames + 0x1000], 0x7777
    mov     dword ptr [table+4], offset frames + 0x1000 + 3
    mov     ecx, B
    invlpg  [ecx]
    call    ebx
    CHECK   eax, 0x77774444, "a frame that changed while it was not mapped"
    # A page taken away under the second half.
    mov     dword ptr [table+4], 0
    invlpg  [ecx]
    TRY
        call    ebx
    CAUGHT  14, 0, "the second page taken away"
    CHECK   "dword ptr [fault_eip]", "B - 3", "EIP is the instruction"
    mov     eax, cr0
    and     eax, 0x7fffffff
    mov     cr0, eax
    ret

alias_code:
    .byte   0xb8
alias_imm:
    .long   0
    ret

long_mode:
    call    enter_long_mode
    TRY
        CODE_64
        mov     ecx, 0x22222222
        mov     [rip+l1+1], ecx
l1:     mov     edx, 0x11111111
        xor     eax, eax
        xor     r8d, r8d
        mov     byte ptr [rip+l2], 0x49     # REX.WB: R8 instead of RAX
l2:     mov     rax, rdx
        BACK_64
    PASSED  "in 64-bit mode"
    CHECK   "dword ptr [fault64_rdx]", 0x22222222, "an immediate"
    CHECK   "dword ptr [fault64_rax]", 0, "a REX prefix: not RAX"
    CHECK   "dword ptr [fault64_r8]", 0x22222222, "but R8"
    ret

.section .bss
.align 4096
frames:
    .skip   0x4000
directory:
    .skip   4096
table:
    .skip   4096
scratch:
    .skip   8
