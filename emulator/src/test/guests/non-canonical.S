# Claim: in 64-bit mode a non-canonical address raises #GP(0), or #SS(0) when it goes through RSP, RBP or an SS override; a branch to
# a non-canonical address faults at the branch (far and near), a return at the return; nothing is written or pushed; addresses
# that reach the edges are canonical up to the last byte. Intel SDM 1 3.3.7.1, 3A 6.15. It fails if one case has another vector.
# QEMU's TCG raises #GP where #SS is due.

.include "harness.inc"
.include "long.inc"

.set STAR, 0xc0000081
.set LSTAR, 0xc0000082

# `code` in 64-bit mode with RBX = 0x8000000000000000, RBP the same, RSP good.
.macro REFUSED vector, what, code:vararg
    TRY
        CODE_64
        mov     rbx, 0x8000000000000000
        mov     rbp, rbx
        mov     rsi, rsp
1:      \code
        BACK_64
    CAUGHT_HW \vector, 0, "\what"
    CHECK_HW "dword ptr [fault_eip]", "offset 1b", "\what: RIP is the instruction"
.endm

test_main:
    call    enter_long_mode
    # The handlers need a stack of their own where RSP is spoiled.
    IDT64_GATE 12, "offset stubs64 + 12*16", SYS_INT32, 1
    IDT64_GATE 14, "offset stubs64 + 14*16", SYS_INT32, 1
    IDT64_GATE 13, "offset stubs64 + 13*16", SYS_INT32, 1
    call    data
    call    edges
    call    stack
    call    branches
    call    bases
    call    system_calls
    ret

data:
    REFUSED 13, "a read", mov rax, [rbx]
    REFUSED 13, "a write", mov [rbx], rax
    REFUSED 13, "read-modify-write", add dword ptr [rbx], 1
    REFUSED 12, "RBP: #SS", mov rax, [rbp]
    REFUSED 12, "RBP with an index: #SS", mov rax, [rbp+rsi]
    REFUSED 13, "RBP as an index: #GP", mov rax, [rbp*1]
    REFUSED 13, "a load of 16 bytes", movups xmm0, [rbx]
    REFUSED 13, "FLD", fld qword ptr [rbx]
    REFUSED 13, "XLAT", xlatb
    REFUSED 13, "CMPXCHG16B", cmpxchg16b [rbx]
    REFUSED 13, "LGDT reads it", lgdt [rbx]
    TRY
        CODE_64
        mov     rdi, 0x8000000000000000
        stosb
        .code32
    CAUGHT  13, 0, "STOSB"
    TRY
        CODE_64
        mov     rbx, 0x8000000000000000
        lea     rax, [rbx]
        nop     dword ptr [rbx]
        prefetcht0 [rbx]
        invlpg  [rbx]
        BACK_64
    PASSED  "LEA, NOP, PREFETCH and INVLPG take any address"
    ret

edges:
    TRY
        CODE_64
        mov     rbx, 0x00007fffffffffff
        mov     al, [rbx]
        .code32
    CAUGHT  14, 0, "the last byte of the lower half is canonical"
    TRY
        CODE_64
        mov     rbx, 0x00007ffffffffffd
        mov     eax, [rbx]
        .code32
    CAUGHT_HW 13, 0, "a dword that begins in it and ends beyond is not"
    TRY
        CODE_64
        mov     rbx, 0x0000800000000000
        mov     al, [rbx]
        .code32
    CAUGHT  13, 0, "the first byte of the hole"
    TRY
        CODE_64
        mov     rbx, 0xffff800000000000
        mov     al, [rbx]
        .code32
    CAUGHT  14, 0, "the first byte of the upper half"
    TRY
        CODE_64
        mov     rbx, 0xffff7fffffffffff
        mov     al, [rbx]
        .code32
    CAUGHT  13, 0, "the byte before"
    TRY
        CODE_64
        mov     rbx, 0xffff7ffffffffffe
        mov     eax, [rbx]
        .code32
    CAUGHT  13, 0, "a dword that begins before it"
    ret

stack:
    TRY
        CODE_64
        mov     rsp, 0x8000000000000000
        push    rax
        .code32
    CAUGHT_HW 12, 0, "PUSH"
    CHECK   "dword ptr [fault64_rsp+4]", 0x80000000, "RSP is unchanged"
    TRY
        CODE_64
        mov     rsp, 0x8000000000000000
        pop     rax
        .code32
    CAUGHT_HW 12, 0, "POP"
    TRY
        CODE_64
        mov     rsp, 0x8000000000000000
        call    edges
        .code32
    CAUGHT_HW 12, 0, "CALL"
    TRY
        CODE_64
        mov     rsp, 0x8000000000000000
        ret
        .code32
    CAUGHT_HW 12, 0, "RET reads through it"
    TRY
        CODE_64
        mov     rbp, 0x8000000000000000
        leave
        .code32
    CAUGHT_HW 12, 0, "LEAVE"
    TRY
        CODE_64
        mov     rbx, 0x8000000000000000
        pop     qword ptr [rbx]
        .code32
    CAUGHT  13, 0, "POP to a bad place: #GP"
    TRY
        CODE_64
        mov     rsp, 0x0000800000000000
        mov     rax, [rsp-8]
        .code32
    CAUGHT  14, 0, "the edge itself is a good RSP"
    ret

branches:
    REFUSED 13, "JMP r64", jmp rbx
    REFUSED 13, "CALL r64", call rbx
    CHECK_HW "dword ptr [fault64_rsp]", "dword ptr [fault64_rsi]", "CALL pushed nothing"
    TRY
        CODE_64
        mov     rbx, 0x8000000000000000
        push    rbx
        mov     rsi, rsp
1:      ret
        .code32
    CAUGHT  13, 0, "RET to a non-canonical address"
    CHECK_HW "dword ptr [fault_eip]", "offset 1b", "RET: RIP is the RET"
    CHECK_HW "dword ptr [fault64_rsp]", "dword ptr [fault64_rsi]", "RET: RSP is unchanged"
    TRY
        CODE_64
        mov     rbx, 0x8000000000000000
        push    CODE64
        push    rbx
        rex.w retf
        .code32
    CAUGHT_HW 13, 0, "RETF to a non-canonical address"
    TRY
        CODE_64
        mov     rbx, 0x8000000000000000
        mov     rax, rsp
        push    DATA32
        push    rax
        push    2
        push    CODE64
        push    rbx
1:      iretq
        .code32
    CAUGHT_HW 13, 0, "IRETQ to a non-canonical address"
    TRY
        CODE_64
        mov     rax, 0x0000800000000000
        jmp     rax
        .code32
    CAUGHT  13, 0, "JMP to the first byte of the hole"
    TRY
        CODE_64
        mov     rax, 0x00007fffffffffff
        jmp     rax
        .code32
    CAUGHT  14, 16, "JMP to the last byte before it is a page fault there"
    CHECK   "dword ptr [fault64_rip+4]", 0x7fff, "RIP is the target"
    ret

# MSRs and instructions that hold an address.
bases:
    TRY
        mov     ecx, 0xc0000100             # FS base
        xor     eax, eax
        mov     edx, 0x80000000
        wrmsr
    CAUGHT_HW 13, 0, "WRMSR FS base"
    TRY
        mov     ecx, 0xc0000102             # kernel GS base
        xor     eax, eax
        mov     edx, 0x80000000
        wrmsr
    CAUGHT_HW 13, 0, "WRMSR kernel GS base"
    TRY
        mov     ecx, LSTAR
        xor     eax, eax
        mov     edx, 0x80000000
        wrmsr
    CAUGHT_HW 13, 0, "WRMSR LSTAR"
    TRY
        mov     ecx, 0xc0000100
        xor     eax, eax
        mov     edx, 0xffff8000
        wrmsr
        CODE_64
        mov     eax, fs:[0]
        .code32
    CAUGHT  14, 0, "a canonical FS base is added"
    CHECK   "dword ptr [fault64_cr2+4]", 0xffff8000, "FS base in CR2"
    cmp     byte ptr [is_tcg], 0            # TCG would take the base, and nothing works after that
    jne     1f
    TRY
        CODE_64
        lidt    [rip+bad_table]
        .code32
    CAUGHT  13, 0, "LIDT with a non-canonical base"
1:  ret

system_calls:
    mov     ecx, STAR
    xor     eax, eax
    mov     edx, CODE64 | (USER32 - 16) << 16
    wrmsr
    # SYSRET with a bad RCX faults in ring 0 (Intel) before it leaves.
    xor     eax, eax
    cpuid
    cmp     ecx, 0x6c65746e                 # "ntel"
    jne     1f
    TRY
        CODE_64
        mov     rcx, 0x8000000000000000
        mov     r11d, 2
        sysretq
        .code32
    CAUGHT_HW 13, 0, "SYSRET to a non-canonical address"
    mov     eax, [fault_cs]
    CHECK_HW eax, CODE64, "still in ring 0"
1:  ret

.section .data
bad_table:
    .word   0xfff
    .long   0, 0x80000000
