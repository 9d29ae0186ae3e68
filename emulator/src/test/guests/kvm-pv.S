# Claim (platform kvm): every paravirtual MSR reads back what was written, refuses reserved bits and, without its feature bit, every
# access; kvmclock and the wall clock follow their version protocol and agree with the PIT; hypercalls by VMCALL and VMMCALL
# give their results and errors, EPERM outside ring 0; send-IPI, kick, PV EOI and the TLB flush by the steal-time record work
# on the processor itself. Linux Documentation/virt/kvm/x86. It fails if one value differs. Elsewhere than on KVM only the
# first check runs, and fails.

.include "harness.inc"
.include "long.inc"
.include "pic.inc"

.set WALL_CLOCK, 0x4b564d00
.set SYSTEM_TIME, 0x4b564d01
.set ASYNC_PF_EN, 0x4b564d02
.set STEAL_TIME, 0x4b564d03
.set PV_EOI_EN, 0x4b564d04
.set POLL_CONTROL, 0x4b564d05
.set ASYNC_PF_INT, 0x4b564d06
.set ASYNC_PF_ACK, 0x4b564d07
.set MIGRATION_CONTROL, 0x4b564d08

.set STEAL_VERSION, 8
.set STEAL_PREEMPTED, 16

.set HC_POLL, 1
.set HC_KICK, 5
.set HC_PAIRING, 9
.set HC_SEND_IPI, 10
.set HC_YIELD, 11
.set HC_NOTHING, 99
.set KVM_ENOSYS, -1000
.set KVM_EPERM, -1

.set IPI, 0x61
.set APIC, 0xfee00000
.set V, 0x80000000

test_main:
    mov     eax, 0x40000000
    cpuid
    mov     [highest], eax
    sub     ebx, 0x4b4d564b
    sub     ecx, 0x564b4d56
    sub     edx, 0x4d
    or      ebx, ecx
    or      ebx, edx
    CHECK_HW ebx, 0, "CPUID 0x40000000: KVMKVMKVM"
    test    ebx, ebx
    jnz     9f
    CHECK   "dword ptr [highest]", 0x40000001, "its highest leaf"
    mov     eax, 0x40000001
    cpuid
    mov     [features], eax
    call    pic_init
    call    msrs
    call    clock
    call    wall
    call    hypercalls
    call    interrupts
    call    tlb_flush
    call    long_mode
9:  ret

# ---------------------------------------------------------------- MSRs

.macro ACCESS_MSR instruction, msr, low, high=0
    TRY
        mov     ecx, \msr
        mov     eax, \low
        mov     edx, \high
        \instruction
    END_TRY
.endm

msrs:
    mov     ebp, offset rows
1:  mov     ebx, [ebp]
    mov     ecx, [ebp+4]
    bt      dword ptr [features], ecx
    jc      2f
    ACCESS_MSR rdmsr, ebx, 0
    mov     eax, [fault_code]
    mov     edx, 13 << 16
    call    match                           # not offered: #GP
    ACCESS_MSR wrmsr, ebx, 0
    mov     eax, [fault_code]
    call    match
    jmp     3f
2:  mov     esi, [ebp+8]                    # a good value: written and read back
    ACCESS_MSR wrmsr, ebx, esi
    mov     eax, [fault_code]
    mov     edx, NO_FAULT << 16
    call    match
    mov     ecx, ebx
    rdmsr
    mov     edx, esi
    call    match
    mov     esi, [ebp+12]                   # a bad one: refused, and the old one stays
    cmp     esi, -1
    je      4f
    ACCESS_MSR wrmsr, ebx, esi
    mov     eax, [fault_code]
    mov     edx, 13 << 16
    call    match
    mov     ecx, ebx
    rdmsr
    mov     edx, [ebp+8]
    call    match
4:  xor     esi, esi                        # switch it off again
    mov     ecx, ebx
    xor     eax, eax
    xor     edx, edx
    cmp     ecx, POLL_CONTROL
    sete    al
    wrmsr
3:  add     ebp, 16
    cmp     ebp, offset rows_end
    jb      1b
    CHECK   "dword ptr [wrong_cells]", 0, "all paravirtual MSRs: features, values, reserved bits"
    mov     ebx, 0x4b564d10
    ACCESS_MSR rdmsr, ebx, 0
    CHECK   "dword ptr [fault_code]", "13 << 16", "an MSR of the range that does not exist"
    mov     ecx, [features]
    TRY
        ENTER_RING3
        mov     ecx, SYSTEM_TIME
        xor     eax, eax
        xor     edx, edx
        wrmsr
    CAUGHT  13, 0, "WRMSR at CPL 3"
    ret

.section .data
.align 4
# MSR, feature bit, a good value, a bad one (-1: none)
rows:
    .long   0x11, 0, wall_record, -1
    .long   0x12, 0, clock_record + 1, -1
    .long   WALL_CLOCK, 3, wall_record, -1
    .long   SYSTEM_TIME, 3, clock_record + 1, -1
    .long   ASYNC_PF_EN, 4, async_record + 9, async_record + 0x11
    .long   STEAL_TIME, 5, steal_record + 1, steal_record + 3
    .long   PV_EOI_EN, 6, eoi_word + 1, eoi_word + 3
    .long   POLL_CONTROL, 12, 0, 2
    .long   ASYNC_PF_INT, 14, 0xf3, -1
    .long   MIGRATION_CONTROL, 17, 1, -1
rows_end:
.section .text

# ---------------------------------------------------------------- the clock

.macro WRITE_MSR msr, value
    mov     ecx, \msr
    mov     eax, \value
    xor     edx, edx
    wrmsr
.endm

clock:
    test    dword ptr [features], 1 << 3
    jz      9f
    mov     dword ptr [clock_record], 0
    WRITE_MSR SYSTEM_TIME, "offset clock_record + 1"
    mov     eax, [clock_record]
    and     eax, 1
    CHECK   eax, 0, "kvmclock: the version is even"
    mov     eax, [clock_record]
    neg     eax
    sbb     eax, eax
    CHECK   eax, -1, "kvmclock: and was counted up"
    movzx   eax, byte ptr [clock_record+29]
    and     eax, 1
    mov     edx, [features]
    shr     edx, 24
    and     edx, 1
    CHECK   eax, edx, "kvmclock: the stable flag agrees with feature 24"
    mov     eax, [clock_record+4]
    CHECK   eax, 0, "kvmclock: padding is 0"
    mov     eax, [clock_record+24]
    neg     eax
    sbb     eax, eax
    CHECK   eax, -1, "kvmclock: a multiplier"
    call    time
    mov     esi, eax
    mov     edi, edx
    mov     ebp, 2000
    xor     ebx, ebx
1:  call    time
    cmp     edx, edi
    jb      2f
    ja      3f
    cmp     eax, esi
    jae     3f
2:  inc     ebx
3:  mov     esi, eax
    mov     edi, edx
    dec     ebp
    jnz     1b
    CHECK   ebx, 0, "kvmclock: two thousand readings never step back"
    # Ten milliseconds of the PIT, counted while asleep.
    mov     eax, 11932
    call    timer_once
    call    time
    mov     esi, eax
    IDT_GATE IRQ_BASE, CODE32, "offset tick", SYS_INT32
    sti
    hlt
    cli
    call    time
    sub     eax, esi
    sub     eax, 9900000
    cmp     eax, 200000
    setb    al
    movzx   eax, al
    CHECK   eax, 1, "kvmclock: ten milliseconds of the PIT are 9.9 to 10.1 ms"
    # The record is only written while it is enabled.
    WRITE_MSR SYSTEM_TIME, 0
    mov     dword ptr [clock_record], 0x77777776
    mov     eax, 1193
    call    timer_once
    sti
    hlt
    cli
    CHECK   "dword ptr [clock_record]", 0x77777776, "kvmclock: off, nobody writes there"
9:  ret

tick:
    push    eax
    inc     dword ptr [ticked]
    call    timer_done
    pop     eax
    iretd

# EDX:EAX = nanoseconds.
time:
    push    ebx
    push    ecx
    push    esi
    push    ebp
1:  mov     ebp, [clock_record]
    test    ebp, 1
    jnz     1b
    rdtsc
    sub     eax, [clock_record+8]
    sbb     edx, [clock_record+12]
    mov     cl, [clock_record+28]
    test    cl, cl
    js      2f
    shld    edx, eax, cl
    shl     eax, cl
    jmp     3f
2:  neg     cl
    shrd    eax, edx, cl
    shr     edx, cl
3:  mov     ebx, edx
    mov     ecx, [clock_record+24]
    mul     ecx
    mov     esi, edx
    mov     eax, ebx
    mul     ecx
    add     eax, esi
    adc     edx, 0
    add     eax, [clock_record+16]
    adc     edx, [clock_record+20]
    cmp     ebp, [clock_record]
    jne     1b
    pop     ebp
    pop     esi
    pop     ecx
    pop     ebx
    ret

wall:
    test    dword ptr [features], 1 << 3
    jz      9f
    mov     dword ptr [wall_record], 4
    WRITE_MSR WALL_CLOCK, "offset wall_record"
    CHECK   "dword ptr [wall_record]", 6, "wall clock: the version goes from one even number to the next"
    mov     esi, [wall_record+4]
    mov     edi, [wall_record+8]
    cmp     edi, 1000000000
    setb    al
    movzx   eax, al
    CHECK   eax, 1, "wall clock: less than a second of nanoseconds"
    mov     eax, 1193
    call    timer_once
    sti
    hlt
    cli
    CHECK   "dword ptr [wall_record]", 6, "wall clock: written once, not kept up to date"
    WRITE_MSR WALL_CLOCK, "offset wall_record"
    CHECK   "dword ptr [wall_record]", 8, "wall clock: written again"
    CHECK   "dword ptr [wall_record+4]", esi, "with the same epoch: seconds"
    CHECK   "dword ptr [wall_record+8]", edi, "and nanoseconds"
9:  ret

# ---------------------------------------------------------------- hypercalls

# Number in EAX, arguments in EBX, ECX, EDX, ESI as they are; by VMCALL and by VMMCALL.
.macro HYPERCALL number, want, what
    push    edx
    mov     eax, \number
    vmcall
    CHECK   eax, \want, "\what (VMCALL)"
    mov     eax, \number
    vmmcall
    CHECK   eax, \want, "\what (VMMCALL)"
    pop     edx
.endm

hypercalls:
    xor     ebx, ebx
    xor     ecx, ecx
    xor     edx, edx
    xor     esi, esi
    HYPERCALL HC_POLL, 0, "1 VAPIC_POLL_IRQ"
    HYPERCALL HC_NOTHING, KVM_ENOSYS, "an unknown call"
    HYPERCALL 2, KVM_ENOSYS, "2, which is no more"
    HYPERCALL 0, KVM_ENOSYS, "0"
    test    dword ptr [features], 1 << 16
    jnz     1f
    HYPERCALL 12, KVM_ENOSYS, "12 without its feature"
1:  test    dword ptr [features], 1 << 13
    jz      2f
    HYPERCALL HC_YIELD, 0, "11 SCHED_YIELD to itself"
2:  mov     ecx, 1                          # no such clock type
    mov     ebx, offset clock_record
    mov     eax, HC_PAIRING
    vmcall
    CHECK   eax, -95, "9 CLOCK_PAIRING of an unknown type: EOPNOTSUPP"
    TRY
        ENTER_RING3
        mov     eax, HC_POLL
        vmcall
        mov     ebx, eax
        mov     eax, HC_NOTHING
        vmmcall
        BACK
    PASSED  "hypercalls at CPL 3"
    CHECK   "dword ptr [fault_ebx]", KVM_EPERM, "EPERM"
    CHECK   "dword ptr [fault_eax]", KVM_EPERM, "EPERM even for an unknown one"
    mov     ebx, 0x11111111
    mov     ecx, 0x22222222
    mov     edx, 0x33333333
    mov     esi, 0x44444444
    mov     edi, 0x55555555
    mov     eax, HC_NOTHING
    stc
    vmcall
    setc    al
    movzx   eax, al
    CHECK   eax, 1, "flags are kept"
    CHECK   ebx, 0x11111111, "EBX is kept"
    CHECK   ecx, 0x22222222, "ECX is kept"
    CHECK   edx, 0x33333333, "EDX is kept"
    CHECK   esi, 0x44444444, "ESI is kept"
    ret

# ---------------------------------------------------------------- send-IPI, kick, PV EOI

interrupts:
    mov     dword ptr [APIC+0xf0], 0x1ff
    mov     dword ptr [APIC+0x80], 0
    mov     dword ptr [APIC+0x350], 0x700   # LINT0 brings the old controller's interrupts
    IDT_GATE IPI, CODE32, "offset on_ipi", SYS_INT32
    mov     dword ptr [came], 0
    test    dword ptr [features], 1 << 11
    jz      1f
    mov     ebx, 1
    xor     ecx, ecx
    xor     edx, edx
    mov     esi, IPI
    mov     eax, HC_SEND_IPI
    vmcall
    CHECK   eax, 1, "10 SEND_IPI to itself: one delivered"
    sti
    nop
    nop
    cli
    CHECK   "dword ptr [came]", 1, "and it came"
    xor     ebx, ebx
    mov     eax, HC_SEND_IPI
    vmcall
    CHECK   eax, 0, "SEND_IPI to nobody: none delivered"
1:  test    dword ptr [features], 1 << 7
    jz      2f
    mov     dword ptr [ticked], 0
    xor     ebx, ebx
    xor     ecx, ecx
    mov     eax, HC_KICK
    vmcall
    CHECK   eax, 0, "5 KICK_CPU of itself"
    mov     eax, 11932
    call    timer_once
    sti
    hlt
    cli
    CHECK   "dword ptr [ticked]", 0, "a kicked processor does not wait in its next HLT"
    cmp     dword ptr [ticked], 0
    jne     2f                              # the timer is used up: another HLT would never end
    sti
    hlt
    cli
    CHECK   "dword ptr [ticked]", 1, "but in the one after that"
2:  test    dword ptr [features], 1 << 6
    jz      9f
    mov     dword ptr [eoi_word], 0
    WRITE_MSR PV_EOI_EN, "offset eoi_word + 1"
    IDT_GATE IPI, CODE32, "offset on_ipi_pv", SYS_INT32
    mov     dword ptr [came], 0
    mov     dword ptr [skipped], 0
    mov     ebp, 5
3:  mov     dword ptr [APIC+0x300], 0x40000 + IPI
    sti
    nop
    nop
    cli
    dec     ebp
    jnz     3b
    CHECK   "dword ptr [came]", 5, "PV EOI: five interrupts, each delivered"
    cmp     dword ptr [skipped], 0
    setne   al
    movzx   eax, al
    CHECK   eax, 1, "PV EOI: the EOI could be skipped at least once"
    CHECK   "dword ptr [APIC+0x130]", 0, "PV EOI: nothing is left in service"
    # Two at once: the lower one must come although no EOI was written for the higher one.
    mov     dword ptr [came], 0
    mov     dword ptr [APIC+0x300], 0x40000 + IPI
    IDT_GATE IPI-16, CODE32, "offset on_ipi_pv", SYS_INT32
    mov     dword ptr [APIC+0x300], 0x40000 + IPI - 16
    sti
    nop
    nop
    nop
    cli
    CHECK   "dword ptr [came]", 2, "PV EOI: two that wait both come"
    WRITE_MSR PV_EOI_EN, 0
    mov     dword ptr [eoi_word], 0
    mov     dword ptr [APIC+0x300], 0x40000 + IPI
    sti
    nop
    nop
    cli
    CHECK   "dword ptr [eoi_word]", 0, "PV EOI: off, nobody writes there"
9:  ret

on_ipi:
    inc     dword ptr [came]
    mov     dword ptr [APIC+0xb0], 0
    iretd

# As Linux does it: clear the bit; if it was set, the EOI may be skipped.
on_ipi_pv:
    inc     dword ptr [came]
    btr     dword ptr [eoi_word], 0
    jc      1f
    mov     dword ptr [APIC+0xb0], 0
    iretd
1:  inc     dword ptr [skipped]
    iretd

# ---------------------------------------------------------------- the TLB flush on the steal-time record

tlb_flush:
    mov     eax, [features]
    and     eax, 1 << 5 | 1 << 9
    cmp     eax, 1 << 5 | 1 << 9
    jne     9f
    mov     edi, offset directory
    mov     dword ptr [edi], 0x83
    mov     dword ptr [edi+0x3fb*4], 0xfec0009b
    mov     eax, offset table + 3
    mov     [edi+0x200*4], eax
    mov     dword ptr [frame_1], 0x11111111
    mov     dword ptr [frame_2], 0x22222222
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80000000
    mov     cr0, eax

    mov     dword ptr [steal_record+STEAL_VERSION], 0
    WRITE_MSR STEAL_TIME, "offset steal_record + 1"
    mov     eax, [steal_record+STEAL_VERSION]
    and     eax, 1
    CHECK   eax, 0, "steal time: the version is even"
    CHECK   "dword ptr [steal_record+4]", 0, "steal time: nothing was stolen"
    movzx   eax, byte ptr [steal_record+STEAL_PREEMPTED]
    CHECK   eax, 0, "steal time: a processor that runs is not preempted"
    mov     dword ptr [table], offset frame_1 + 0x63
    CHECK   "dword ptr [V]", 0x11111111, "TLB flush: the first frame"
    mov     dword ptr [table], offset frame_2 + 0x63
    CHECK   "dword ptr [V]", 0x11111111, "TLB flush: kept"
    mov     byte ptr [steal_record+STEAL_PREEMPTED], 3
    mov     eax, HC_POLL
    vmcall
    CHECK   "dword ptr [V]", 0x22222222, "TLB flush: asked for on the record, done when the processor is entered"
    movzx   eax, byte ptr [steal_record+STEAL_PREEMPTED]
    CHECK   eax, 0, "TLB flush: the request is taken off the record"
    mov     dword ptr [table], offset frame_1 + 0x63
    mov     byte ptr [steal_record+STEAL_PREEMPTED], 1
    mov     eax, HC_POLL
    vmcall
    CHECK   "dword ptr [V]", 0x22222222, "TLB flush: not asked for, not done"
    # Asked for while the processor sleeps (here: just before it goes to sleep).
    mov     dword ptr [table], offset frame_1 + 0x63
    mov     byte ptr [steal_record+STEAL_PREEMPTED], 3
    mov     dword ptr [ticked], 0
    mov     eax, 1193
    call    timer_once
    sti
    hlt
    cli
    CHECK   "dword ptr [ticked]", 1, "HLT"
    CHECK   "dword ptr [V]", 0x11111111, "TLB flush: done when HLT ends"
    movzx   eax, byte ptr [steal_record+STEAL_PREEMPTED]
    CHECK   eax, 0, "steal time: not preempted after HLT"
    WRITE_MSR STEAL_TIME, 0
    mov     eax, cr0
    and     eax, 0x7fffffff
    mov     cr0, eax
9:  ret

# ---------------------------------------------------------------- 64-bit mode

long_mode:
    call    enter_long_mode
    TRY
        CODE_64
        mov     rax, 0x1234567800000001     # 64-bit: the whole register is the number
        vmcall
        mov     rbx, rax
        mov     eax, HC_NOTHING
        vmmcall
        mov     rdx, rax
        mov     eax, HC_POLL
        vmcall
        mov     rsi, rax
        BACK_64
    PASSED  "hypercalls in 64-bit mode"
    CHECK   "dword ptr [fault64_rbx]", KVM_ENOSYS, "a number beyond 32 bits is unknown"
    CHECK   "dword ptr [fault64_rdx+4]", -1, "errors are 64 bits wide"
    CHECK   "dword ptr [fault64_rsi]", 0, "VAPIC_POLL_IRQ"
    ret

.section .bss
.align 4096
directory:
    .skip   4096
table:
    .skip   4096
frame_1:
    .skip   4096
frame_2:
    .skip   4096
.align 64
clock_record:
    .skip   64
wall_record:
    .skip   64
steal_record:
    .skip   64
async_record:
    .skip   64
eoi_word:
    .skip   4
features:
    .skip   4
highest:
    .skip   4
ticked:
    .skip   4
came:
    .skip   4
skipped:
    .skip   4
