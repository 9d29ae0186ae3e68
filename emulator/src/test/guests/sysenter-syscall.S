# Claim: SYSENTER, SYSEXIT, SYSCALL, SYSRET and SWAPGS load exactly the selectors, addresses and flags that their MSRs give, with
# flat segments whatever the descriptors say, in protected, compatibility and 64-bit mode, and are refused by CPL, mode, EFER.SCE
# or a null SYSENTER_CS. Intel SDM 2B SYSENTER, SYSEXIT, SYSCALL, SYSRET, SWAPGS. It fails if one register comes out different.

.include "harness.inc"
.include "long.inc"

.set SYSENTER_CS, 0x174
.set SYSENTER_ESP, 0x175
.set SYSENTER_EIP, 0x176
.set STAR, 0xc0000081
.set LSTAR, 0xc0000082
.set FMASK, 0xc0000084
.set GS_BASE, 0xc0000101
.set KERNEL_GS_BASE, 0xc0000102

# Six slots in the order SYSEXIT wants: ring 0 code, data; ring 3 code, data; ring 3 64-bit code, data. Their descriptors are
# wrong on purpose (small limits): these instructions do not read them.
.set SLOTS, FREE

.macro MSR number, low, high=0
    mov     ecx, \number
    mov     eax, \low
    mov     edx, \high
    wrmsr
.endm

test_main:
    DESCRIPTOR SLOTS, 0, 0xfff, CODE_XR, BIG
    DESCRIPTOR SLOTS + 8, 0, 0xfff, DATA_RW, BIG
    DESCRIPTOR SLOTS + 16, 0, 0xfff, "CODE_XR + DPL3", BIG
    DESCRIPTOR SLOTS + 24, 0, 0xfff, "DATA_RW + DPL3", BIG
    DESCRIPTOR SLOTS + 32, 0, 0xfff, "CODE_XR + DPL3", LONG
    DESCRIPTOR SLOTS + 40, 0, 0xfff, "DATA_RW + DPL3", BIG
    call    protected
    call    enter_long_mode
    call    syscall_64
    call    sysret_64
    call    swap_gs
    xor     eax, eax
    cpuid
    cmp     ecx, 0x6c65746e                 # "ntel": elsewhere SYSENTER is refused in long mode
    jne     1f
    call    sysenter_long
1:  ret

# ---------------------------------------------------------------- SYSENTER and SYSEXIT in protected mode

protected:
    MSR     SYSENTER_CS, 0
    TRY
        ENTER_RING3
        sysenter
    CAUGHT  13, 0, "SYSENTER with SYSENTER_CS 0"
    TRY
        sysexit
    CAUGHT  13, 0, "SYSEXIT with SYSENTER_CS 0"
    MSR     SYSENTER_CS, "SLOTS + 3"        # the RPL bits are ignored
    MSR     SYSENTER_EIP, "offset inside"
    MSR     SYSENTER_ESP, 0x9000
    mov     ecx, SYSENTER_CS
    rdmsr
    CHECK   eax, "SLOTS + 3", "SYSENTER_CS reads back"
    TRY
        ENTER_RING3 0x3ed7                  # IOPL 3, IF, DF, all arithmetic flags but TF
        mov     ebx, 0x1234
        sysenter
inside: pushfd
        pop     esi
        mov     edi, esp
        mov     ecx, cs
        mov     edx, ss
        mov     ebp, ds
        mov     eax, DATA32
        mov     ss, eax
        BACK
    PASSED  "SYSENTER from ring 3"
    CHECK   "dword ptr [fault_ecx]", SLOTS, "CS is SYSENTER_CS with RPL 0"
    CHECK   "dword ptr [fault_edx]", "SLOTS + 8", "SS is the next one"
    CHECK   "dword ptr [fault_edi]", 0x9000, "ESP is SYSENTER_ESP"
    CHECK   "dword ptr [fault_ebp]", USERDATA, "DS stays"
    CHECK   "dword ptr [fault_ebx]", 0x1234, "other registers stay"
    CHECK   "dword ptr [fault_esi]", 0x3cd7, "flags stay, but IF is clear"
    TRY
        mov     edx, offset outside
        mov     ecx, offset user_stack_top - 64
        sysexit
outside:
        mov     esi, cs
        mov     edi, ss
        mov     ebx, esp
        BACK
    PASSED  "SYSEXIT"
    CHECK   "dword ptr [fault_esi]", "SLOTS + 16 + 3", "CS is SYSENTER_CS + 16 with RPL 3"
    CHECK   "dword ptr [fault_edi]", "SLOTS + 24 + 3", "SS is SYSENTER_CS + 24 with RPL 3"
    CHECK   "dword ptr [fault_ebx]", "offset user_stack_top - 64", "ESP is ECX"
    TRY
        ENTER_RING3
        sysexit
    CAUGHT  13, 0, "SYSEXIT at CPL 3"
    TRY
        ENTER_RING3
        wrmsr
    CAUGHT  13, 0, "WRMSR at CPL 3"
    TRY
        sysret
    CAUGHT_HW 6, 0, "SYSRET outside long mode"
    ret

# ---------------------------------------------------------------- SYSCALL

syscall_64:
    MSR     STAR, 0, "CODE64 | USER32 << 16"
    MSR     LSTAR, "offset kernel_64"
    MSR     FMASK, 0x4700                   # NT, DF, IF, TF
    TRY
        ENTER_RING3_64 0x46d7               # NT, DF, IF, arithmetic flags
        mov     rbx, rsp
        syscall
after_syscall:
        .code32
    PASSED  "SYSCALL from ring 3"
    mov     eax, offset after_syscall + USER_ALIAS
    CHECK   "dword ptr [fault64_rcx]", eax, "RCX is the return address"
    CHECK   "dword ptr [fault64_r11]", 0x46d7, "R11 has the flags"
    CHECK_HW "dword ptr [fault64_rsi]", 0x00d7, "FMASK clears flags"
    CHECK   "dword ptr [fault64_rdi]", CODE64, "CS is STAR[47:32]"
    CHECK   "dword ptr [fault64_rdx]", "CODE64 + 8", "SS is the next one"
    mov     eax, [fault64_rbx]
    CHECK   "dword ptr [fault64_rbp]", eax, "RSP is the caller's"
    TRY
        CODE_64
        mov     rbx, rsp
        syscall
        .code32
    PASSED  "SYSCALL from ring 0 works too"
    mov     ecx, EFER
    rdmsr
    and     eax, ~EFER_SCE
    wrmsr
    TRY
        ENTER_RING3_64
        syscall
        .code32
    CAUGHT  6, 0, "SYSCALL without EFER.SCE"
    TRY
        CODE_64
        .byte   0x0f, 0x07                  # SYSRET without REX.W
        .code32
    CAUGHT  6, 0, "SYSRET without EFER.SCE"
    mov     ecx, EFER
    rdmsr
    or      eax, EFER_SCE
    wrmsr
    ret

.code64
kernel_64:
    mov     rbp, rsp
    mov     esp, offset stack_top - 0x400   # PUSHFQ needs a stack of ring 0
    pushfq
    pop     rsi
    mov     edi, cs
    mov     edx, ss
    int     BACK_VECTOR
.code32

# ---------------------------------------------------------------- SYSRET

sysret_64:
    TRY
        CODE_64
        mov     ecx, offset user_64 + USER_ALIAS
        mov     r11d, 0x00004ad7
        mov     esp, offset user_stack_top + USER_ALIAS
        sysretq
user_64:
        pushfq
        pop     rsi
        mov     edi, cs
        mov     edx, ss
        BACK_64
    PASSED  "SYSRET to 64-bit code"
    CHECK   "dword ptr [fault64_rdi]", USER64, "CS is STAR[63:48] + 16"
    CHECK   "dword ptr [fault64_rdx]", USERDATA, "SS is STAR[63:48] + 8"
    CHECK   "dword ptr [fault64_rsi]", 0x4ad7, "flags come from R11"
    TRY
        CODE_64
        mov     ecx, offset user_vm + USER_ALIAS
        mov     r11d, 0x00030002
        mov     esp, offset user_stack_top + USER_ALIAS
        sysretq
user_vm:
        BACK_64
    CAUGHT_HW NO_FAULT, 0, "SYSRET with VM and RF in R11"
    mov     eax, [fault_eflags]
    and     eax, 0x30000
    CHECK_HW eax, 0, "ignores them"
    TRY
        CODE_64
        mov     ecx, offset user_32 + USER_ALIAS
        mov     rax, 0xffffffff00000000     # ignored
        or      rcx, rax
        mov     r11d, 2
        mov     esp, offset user_stack_top + USER_ALIAS
        .byte   0x0f, 0x07                  # SYSRET without REX.W
        .code32
user_32:
        mov     edi, cs
        mov     edx, ss
        mov     esi, 1
        dec     esi                         # in 64-bit code this byte would be a REX prefix
        BACK
    PASSED  "SYSRET to 32-bit code"
    CHECK   "dword ptr [fault_edi]", USER32, "CS is STAR[63:48]"
    CHECK   "dword ptr [fault_edx]", USERDATA, "SS is STAR[63:48] + 8"
    CHECK   "dword ptr [fault_esi]", 0, "it runs as 32-bit code"
    TRY
        ENTER_RING3_64
        sysretq
        .code32
    CAUGHT  13, 0, "SYSRET at CPL 3"
    ret

# ---------------------------------------------------------------- SWAPGS

swap_gs:
    MSR     GS_BASE, 0x11110000, 0x00001111
    MSR     KERNEL_GS_BASE, 0x22220000, 0xffff8222
    TRY
        CODE_64
        swapgs
        mov     ecx, GS_BASE
        rdmsr
        mov     ebx, eax
        mov     esi, edx
        mov     ecx, KERNEL_GS_BASE
        rdmsr
        BACK_64
    PASSED  "SWAPGS"
    mov     eax, [fault_ebx]
    mov     edx, [fault_esi]
    CHECK   eax, 0x22220000, "GS base is the kernel's, low half"
    CHECK   edx, 0xffff8222, "high half"
    mov     eax, [fault_eax]
    mov     edx, [fault_edx]
    CHECK   eax, 0x11110000, "the kernel's is the old GS base, low half"
    CHECK   edx, 0x00001111, "high half"
    TRY
        ENTER_RING3_64
        swapgs
        .code32
    CAUGHT  13, 0, "SWAPGS at CPL 3"
    TRY
        .byte   0x0f, 0x01, 0xf8
    CAUGHT  6, 0, "SWAPGS outside 64-bit mode"
    ret

# ---------------------------------------------------------------- SYSENTER in long mode

sysenter_long:
    MSR     SYSENTER_CS, SLOTS
    MSR     SYSENTER_EIP, "offset inside_64"
    MSR     SYSENTER_ESP, "offset stack_top - 0x400"
    TRY
        ENTER_RING3 0x202
        sysenter
        .code64
inside_64:
        mov     rbx, 0x123456789            # 64-bit code, whatever the descriptor says
        mov     edi, cs
        mov     edx, ss
        mov     rsi, rsp
        BACK_64
    PASSED  "SYSENTER from compatibility mode"
    CHECK   "dword ptr [fault64_rbx+4]", 1, "runs 64-bit code"
    CHECK   "dword ptr [fault64_rdi]", SLOTS, "CS"
    CHECK   "dword ptr [fault64_rdx]", "SLOTS + 8", "SS"
    CHECK   "dword ptr [fault64_rsi]", "offset stack_top - 0x400", "RSP"
    TRY
        CODE_64
        mov     edx, offset out_64 + USER_ALIAS
        mov     ecx, offset user_stack_top + USER_ALIAS
        rex.w sysexit
out_64: mov     edi, cs
        mov     esi, ss
        mov     rbx, 0x123456789
        BACK_64
    PASSED  "SYSEXIT with REX.W"
    CHECK   "dword ptr [fault64_rbx+4]", 1, "runs 64-bit code"
    CHECK   "dword ptr [fault64_rdi]", "SLOTS + 32 + 3", "CS is SYSENTER_CS + 32"
    CHECK   "dword ptr [fault64_rsi]", "SLOTS + 40 + 3", "SS is SYSENTER_CS + 40"
    TRY
        CODE_64
        mov     edx, offset out_32 + USER_ALIAS
        mov     ecx, offset user_stack_top + USER_ALIAS
        .byte   0x0f, 0x35                  # SYSEXIT without REX.W
        .code32
out_32: mov     edi, cs
        mov     esi, 1
        dec     esi
        BACK
    PASSED  "SYSEXIT without REX.W"
    CHECK   "dword ptr [fault_edi]", "SLOTS + 16 + 3", "CS is SYSENTER_CS + 16"
    CHECK   "dword ptr [fault_esi]", 0, "runs 32-bit code"
    TRY
        CODE_64
        mov     rdx, 0x8000000000000000
        mov     ecx, offset user_stack_top
        rex.w sysexit
        .code32
    CAUGHT  13, 0, "SYSEXIT to a non-canonical address"
    MSR     0xc0000083, "offset kernel_64"  # CSTAR: where other processors would go
    TRY
        ENTER_RING3
        syscall
    CAUGHT_HW 6, 0, "SYSCALL from compatibility mode, on Intel"
    ret
