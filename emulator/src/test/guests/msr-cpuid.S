# Claim: RDMSR and WRMSR of an unknown register raise #GP(0) and change nothing; reserved bits of EFER, CR0, CR4, APIC_BASE and the
# page-attribute table are refused; control-register combinations that make no sense are refused; CPUID says what is there and
# needs no privilege, RDTSC and RDPMC follow their CR4 bits, RDMSR is for ring 0. Intel SDM 2A MOV CR, 2B WRMSR, 3A 2.5, 4.1.
# It fails if one reserved bit is taken.

.include "harness.inc"
.include "long.inc"

.macro READ_MSR number, vector, what
    TRY
        mov     ecx, \number
        mov     eax, 0x12345678
        rdmsr
    CAUGHT  \vector, 0, "\what"
.endm
.macro WRITE_MSR number, low, high, vector, what
    TRY
        mov     ecx, \number
        mov     eax, \low
        mov     edx, \high
        wrmsr
    CAUGHT  \vector, 0, "\what"
.endm
.macro WRITE_MSR_HW number, low, high, vector, what
    TRY
        mov     ecx, \number
        mov     eax, \low
        mov     edx, \high
        wrmsr
    CAUGHT_HW \vector, 0, "\what"
.endm
.macro WRITE_CR0 set, clear, vector, what
    TRY
        mov     eax, cr0
        or      eax, \set
        and     eax, ~(\clear)
        mov     cr0, eax
    CAUGHT  \vector, 0, "\what"
.endm

test_main:
    call    msrs
    call    control_registers
    call    identification
    call    time_stamp
    cmp     byte ptr [is_tcg], 0            # TCG leaves long mode when PAE is cleared
    jne     1f
    call    enter_long_mode
    call    in_long_mode
1:  ret

msrs:
    cmp     byte ptr [is_tcg], 0            # TCG reads any unknown register as 0
    jne     1f
    READ_MSR 0x12345678, 13, "RDMSR of an unknown register"
    CHECK   "dword ptr [fault_eax]", 0x12345678, "EAX is unchanged"
    WRITE_MSR 0x12345678, 0, 0, 13, "WRMSR of an unknown register"
    WRITE_MSR 0xc0000080, 0x2, 0, 13, "EFER bit 1"
    WRITE_MSR 0xc0000080, 0, 1, 13, "EFER bit 32"
    WRITE_MSR 0x277, 0x02, 0, 13, "PAT entry of the reserved type 2"
    WRITE_MSR 0x277, 0x08, 0, 13, "PAT entry of the reserved type 8"
    WRITE_MSR 0x1b, 0xfee00801, 0, 13, "APIC_BASE bit 0"
    WRITE_MSR 0x2ff, 0x2, 0, 13, "MTRR default type 2"
1:  WRITE_MSR 0x277, 0x00070406, 0x00070406, NO_FAULT, "PAT as after reset"
    READ_MSR 0x1b, NO_FAULT, "APIC_BASE"
    READ_MSR 0x10, NO_FAULT, "TSC"
    TRY
        ENTER_RING3
        mov     ecx, 0x10
        rdmsr
    CAUGHT  13, 0, "RDMSR at CPL 3"
    # TSC is writable and goes on from there.
    mov     ecx, 0x10
    mov     eax, 0
    mov     edx, 0x100
    wrmsr
    rdtsc
    CHECK_HW edx, 0x100, "TSC goes on from what was written"
    xor     edx, edx
    xor     eax, eax
    wrmsr
    mov     ecx, 0x174
    mov     eax, 0xffff
    xor     edx, edx
    wrmsr
    xor     eax, eax
    rdmsr
    CHECK   eax, 0xffff, "SYSENTER_CS holds 16 bits"
    ret

control_registers:
    cmp     byte ptr [is_tcg], 0            # TCG takes these, and some of them end the guest
    jne     1f
    TRY
        mov     eax, cr0
        or      eax, 0x80000000
        and     eax, ~1
        mov     cr0, eax
    CAUGHT  13, 0, "CR0: PG without PE"
    WRITE_CR0 0x20000000, 0x40000000, 13, "CR0: NW without CD"
    TRY
        mov     eax, cr4
        or      eax, 0x80000000
        mov     cr4, eax
    CAUGHT  13, 0, "CR4: bit 31"
    TRY
        mov     eax, cr4
        or      eax, 0x8000
        mov     cr4, eax
    CAUGHT  13, 0, "CR4: bit 15"
1:  WRITE_CR0 0x60000000, 0, NO_FAULT, "CR0: CD and NW together"
    WRITE_CR0 0, 0x60000000, NO_FAULT, "CR0: neither"
    mov     eax, cr0
    and     eax, 0x10
    CHECK   eax, 0x10, "CR0.ET reads as 1"
    TRY
        mov     eax, cr0
        and     eax, ~0x10
        mov     cr0, eax
    PASSED  "a write of ET 0 is no fault"
    mov     eax, cr0
    and     eax, 0x10
    CHECK   eax, 0x10, "and has no effect"
    TRY
        .byte   0x0f, 0x20, 0xc8            # MOV EAX, CR1
    CAUGHT  6, 0, "CR1"
    TRY
        .byte   0x0f, 0x22, 0xe8            # MOV CR5, EAX
    CAUGHT  6, 0, "CR5"
    TRY
        ENTER_RING3
        mov     eax, cr3
    CAUGHT  13, 0, "MOV from CR3 at CPL 3"
    TRY
        ENTER_RING3
        lmsw    ax
    CAUGHT  13, 0, "LMSW at CPL 3"
    TRY
        xor     eax, eax
        lmsw    ax
    PASSED  "LMSW"
    mov     eax, cr0
    and     eax, 1
    CHECK   eax, 1, "cannot clear PE"
    TRY
        .byte   0x0f, 0x20, 0x00            # MOV EAX, CR0 with a memory ModRM: mod is ignored
    PASSED  "MOV from CR0 ignores the mod field"
    ret

identification:
    TRY
        ENTER_RING3
        xor     eax, eax
        cpuid
        BACK
    PASSED  "CPUID at CPL 3"
    xor     eax, eax
    cpuid
    mov     ebx, eax
    mov     eax, 1
    cmp     ebx, 1
    sbb     eax, 0
    CHECK   eax, 1, "CPUID has leaf 1"
    mov     eax, 1
    cpuid
    mov     eax, edx
    and     eax, 0x0380a171
    CHECK   eax, 0x0380a171, "FPU, TSC, MSR, PAE, CX8, PGE, CMOV, MMX, FXSR and SSE are there"
    mov     eax, 0x80000000
    cpuid
    sub     eax, 0x80000001
    sbb     ebx, ebx
    CHECK   ebx, 0, "CPUID has leaf 0x80000001"
    mov     eax, 0x80000001
    cpuid
    mov     eax, edx
    and     eax, 0x20100000
    CHECK   eax, 0x20100000, "NX and long mode are there"
    xor     eax, eax
    cpuid
    mov     edi, ebx
    mov     esi, edx
    xor     eax, eax
    mov     ecx, 0xffffffff
    cpuid
    CHECK   ebx, edi, "leaf 0 does not depend on ECX"
    ret

time_stamp:
    TRY
        ENTER_RING3
        rdtsc
        BACK
    PASSED  "RDTSC at CPL 3"
    mov     eax, cr4
    or      eax, 4
    mov     cr4, eax
    TRY
        ENTER_RING3
        rdtsc
    CAUGHT  13, 0, "RDTSC at CPL 3 with CR4.TSD"
    TRY
        rdtsc
    PASSED  "RDTSC at CPL 0 with CR4.TSD"
    mov     eax, cr4
    and     eax, ~4
    mov     cr4, eax
    TRY
        ENTER_RING3
        xor     ecx, ecx
        rdpmc
    CAUGHT  13, 0, "RDPMC at CPL 3 without CR4.PCE"
    ret

in_long_mode:
    TRY
        mov     eax, cr4
        and     eax, ~0x20
        mov     cr4, eax
    CAUGHT  13, 0, "CR4.PAE cannot be cleared in long mode"
    TRY
        mov     ecx, EFER
        rdmsr
        and     eax, ~EFER_LME
        wrmsr
    CAUGHT  13, 0, "EFER.LME cannot be changed while paging is on"
    mov     ecx, EFER
    rdmsr
    and     eax, 0x500
    CHECK   eax, 0x500, "EFER.LMA and LME"
    TRY
        CODE_64
        mov     rax, cr0
        and     eax, 0x7fffffff
        mov     cr0, rax
        .code32
    CAUGHT  13, 0, "paging cannot be switched off from 64-bit code"
    TRY
        CODE_64
        mov     rax, cr0
        bts     rax, 32
        mov     cr0, rax
        .code32
    CAUGHT  13, 0, "CR0: upper half"
    TRY
        CODE_64
        mov     rax, cr3
        bts     rax, 62
        mov     cr3, rax
        .code32
    CAUGHT  13, 0, "CR3: a bit beyond the physical addresses"
    TRY
        CODE_64
        mov     eax, 0x80000001
        cpuid
        BACK_64
    PASSED  "CPUID in 64-bit mode"
    mov     eax, [fault_edx]
    and     eax, 0x800
    CHECK   eax, 0x800, "has SYSCALL"
    TRY
        CODE_64
        mov     eax, 5
        mov     cr8, rax
        mov     rbx, cr8
        xor     eax, eax
        mov     cr8, rax
        BACK_64
    PASSED  "CR8"
    CHECK   "dword ptr [fault64_rbx]", 5, "CR8 holds the task priority"
    TRY
        CODE_64
        mov     eax, 0x10
        mov     cr8, rax
        .code32
    CAUGHT  13, 0, "CR8: reserved bits"
    TRY
        CODE_64
        mov     rax, 0x100000000
        mov     dr7, rax
        .code32
    CAUGHT  13, 0, "DR7: upper half"
    TRY
        CODE_64
        mov     rax, 0x100000000
        mov     dr6, rax
        .code32
    CAUGHT  13, 0, "DR6: upper half"
    ret
