# Claim: when a page of code goes away, the next fetch from it faults with that address in EIP and CR2, wherever execution came from
# and however often the code had run before; brought back, it runs again. Intel SDM 3A 4.7, 6.15. It fails when an engine that knows
# the code blames the fetch on what ran before, or runs what is not there any more.

.include "harness.inc"

.set V, 0x80000000                          # a page of code that comes and goes
.set TIMES, 60

test_main:
    mov     edi, offset directory
    mov     dword ptr [edi], 0x83           # 4 MiB for ring 0
    mov     eax, offset table + 3
    mov     [edi+0x200*4], eax
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     dword ptr [table], offset frame + 3
    mov     eax, cr0
    or      eax, 0x80010000
    mov     cr0, eax
    mov     dword ptr [V], 0xc3414090       # NOP; INC EAX; INC ECX; RET
    mov     esi, TIMES
rounds:
    mov     ebx, TIMES                      # often enough for any engine to know the code well
1:  call    V_code
    dec     ebx
    jnz     1b
    call    by_call
    call    by_jump
    call    by_return
    dec     esi
    jnz     rounds
    ret

V_code:
    mov     edx, V
    jmp     edx

.macro GO_AWAY
    mov     dword ptr [table], 0
    invlpg  [V]
.endm

.macro COME_BACK what
    CHECK   "dword ptr [fault_eip]", V, "\what: EIP is the first byte"
    CHECK   "dword ptr [fault_cr2]", V, "\what: CR2 is the first byte"
    mov     dword ptr [table], offset frame + 3
.endm

by_call:
    GO_AWAY
    mov     edx, V
    TRY
        call    edx
    CAUGHT  14, 0, "a call of code that has gone"
    COME_BACK "a call"
    ret

by_jump:
    GO_AWAY
    TRY
        call    V_code
    CAUGHT  14, 0, "a jump to code that has gone"
    COME_BACK "a jump"
    ret

by_return:
    GO_AWAY
    TRY
        push    2
        popfd
        push    V
        ret
    CAUGHT  14, 0, "a return to code that has gone"
    COME_BACK "a return"
    ret

.section .bss
.align 4096
directory:
    .skip   4096
table:
    .skip   4096
frame:
    .skip   4096
