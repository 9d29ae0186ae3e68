# Is there a hypervisor below us? If it is KVM, use two things a paravirtualized guest uses: its clock and its hypercalls.

.include "macros.inc"

.set CPUID_FEATURES,   0x00000001
.set CPUID_HYPERVISOR, 0x40000000           # leaves from here on belong to the hypervisor
.set HYPERVISOR_BIT,   1 << 31              # CPUID 1, ECX: always 0 on bare hardware
.set CPUID_KVM_FEATURES, 0x40000001
.set FEATURE_CLOCK,    1 << 3               # the two clock registers below are there
.set MSR_WALL_CLOCK,   0x4b564d00
.set MSR_SYSTEM_TIME,  0x4b564d01
.set SYSTEM_TIME_ON,   1                    # low bit of the address: keep the record up to date

# The clock record the hypervisor keeps for us in our own memory.
.set CLOCK_VERSION,    0                    # odd while the hypervisor writes
.set CLOCK_TSC,        8                    # TSC when the record was written
.set CLOCK_TIME,       16                   # nanoseconds at that moment
.set CLOCK_MULTIPLIER, 24                   # nanoseconds per (shifted) TSC cycle, as a fraction of 2^32
.set CLOCK_SHIFT,      28                   # signed: shift the TSC difference left, or right if negative
.set CLOCK_FLAGS,      29                   # bit 0: the TSC is stable, time never steps back between CPUs

.set HC_VAPIC_POLL_IRQ, 1
.set HC_NOT_THERE,      99

.section .text

# Finds out who is below and tours what it offers.
.globl hypervisor_tour
hypervisor_tour:
    pusha
    mov     eax, CPUID_FEATURES
    cpuid
    test    ecx, HYPERVISOR_BIT
    jnz     1f
    SAY     "first: CPUID says no hypervisor: I run on bare hardware, or on someone who does not tell.\n"
    jmp     3f
1:  mov     eax, CPUID_HYPERVISOR
    cpuid
    mov     [signature], ebx
    mov     [signature+4], ecx
    mov     [signature+8], edx
    SAY     "first: CPUID says there is a hypervisor below me; it signs as \""
    push    offset signature
    call    print
    SAY     "\".\n"
    cmp     ebx, 0x4b4d564b                 # "KVMK"
    jne     2f
    cmp     ecx, 0x564b4d56                 # "VMKV"
    jne     2f
    cmp     edx, 0x0000004d                 # "M"
    jne     2f
    call    kvm_clock
    call    kvm_hypercalls
    jmp     3f
2:  SAY     "first: I only know KVM's interface, so I leave this one alone.\n"
3:  popa
    ret

# ---------------------------------------------------------------- the clock

kvm_clock:
    pusha
    mov     eax, CPUID_KVM_FEATURES
    cpuid
    SAY     "first: KVM feature bits "
    call    print_hex
    SAY     ".\n"
    test    eax, FEATURE_CLOCK
    jnz     1f
    SAY     "first: no kvmclock among them.\n"
    popa
    ret

1:  SAY     "first: I tell KVM where my clock record is (MSR 0x4b564d01). From now on it writes the time there.\n"
    mov     ecx, MSR_SYSTEM_TIME
    mov     eax, offset clock_record + SYSTEM_TIME_ON
    xor     edx, edx
    wrmsr
    SAY     "first: the record: version "
    mov     eax, [clock_record+CLOCK_VERSION]
    call    print_decimal
    SAY     ", system_time "
    mov     eax, [clock_record+CLOCK_TIME]
    mov     edx, [clock_record+CLOCK_TIME+4]
    call    print_decimal_64
    SAY     " ns, flags "
    movzx   eax, byte ptr [clock_record+CLOCK_FLAGS]
    call    print_decimal
    SAY     ".\n"

    call    clock_now
    mov     esi, eax
    mov     edi, edx
    SAY     "first: record and TSC together say: "
    call    print_decimal_64
    SAY     " ns. I sleep 3 ticks"
    mov     eax, 3
    call    wait_ticks
    call    clock_now
    sub     eax, esi
    sbb     edx, edi
    SAY     " and it has moved on by "
    call    print_decimal_64
    SAY     " ns, without one exit to the hypervisor.\n"

    mov     ecx, MSR_WALL_CLOCK
    mov     eax, offset wall_clock
    xor     edx, edx
    wrmsr
    SAY     "first: wall clock (MSR 0x4b564d00): system_time 0 was at second "
    mov     eax, [wall_clock+4]
    call    print_decimal
    SAY     " since 1970, and "
    mov     eax, [wall_clock+8]
    call    print_decimal
    SAY     " ns.\n"
    popa
    ret

# Reads the clock: EDX:EAX = nanoseconds. Time = CLOCK_TIME + ((TSC - CLOCK_TSC) << shift) * multiplier >> 32.
# The record may change while we read it; then its version changed, or is odd, and we read again.
clock_now:
    push    ebx
    push    ecx
    push    esi
    push    edi
    push    ebp
1:  mov     ebp, [clock_record+CLOCK_VERSION]
    test    ebp, 1
    jnz     1b
    rdtsc
    sub     eax, [clock_record+CLOCK_TSC]
    sbb     edx, [clock_record+CLOCK_TSC+4]
    mov     cl, [clock_record+CLOCK_SHIFT]
    test    cl, cl
    js      2f
    shld    edx, eax, cl
    shl     eax, cl
    jmp     3f
2:  neg     cl
    shrd    eax, edx, cl
    shr     edx, cl
3:  mov     ebx, edx                        # (EBX:EAX) * multiplier >> 32, from two 32-bit products
    mov     ecx, [clock_record+CLOCK_MULTIPLIER]
    mul     ecx
    mov     esi, edx
    mov     eax, ebx
    mul     ecx
    add     eax, esi
    adc     edx, 0
    add     eax, [clock_record+CLOCK_TIME]
    adc     edx, [clock_record+CLOCK_TIME+4]
    cmp     ebp, [clock_record+CLOCK_VERSION]
    jne     1b
    pop     ebp
    pop     edi
    pop     esi
    pop     ecx
    pop     ebx
    ret

# ---------------------------------------------------------------- hypercalls

# A hypercall is an instruction that always leaves the guest. Intel and AMD each have their own.
kvm_hypercalls:
    pusha
    xor     eax, eax
    cpuid
    mov     esi, offset call_intel
    SAY     "first: hypercalls: this CPU uses "
    cmp     ecx, 0x444d4163                 # "cAMD", the end of "AuthenticAMD"
    je      1f
    cmp     ecx, 0x656e6975                 # "uine", the end of "HygonGenuine"
    je      1f
    SAY     "VMCALL.\n"
    jmp     2f
1:  mov     esi, offset call_amd
    SAY     "VMMCALL.\n"

2:  mov     eax, HC_VAPIC_POLL_IRQ          # does nothing, successfully
    call    esi
    SAY     "first: hypercall 1 (VAPIC_POLL_IRQ) returned "
    call    print_signed
    SAY     ": done.\n"
    mov     eax, HC_NOT_THERE
    call    esi
    SAY     "first: hypercall 99 returned "
    call    print_signed
    SAY     ": there is no such call.\n"
    popa
    ret

# Hypercall EAX without arguments; result in EAX.
call_intel:
    vmcall
    ret
call_amd:
    vmmcall
    ret

.section .bss
.align 64
clock_record:
    .skip   32
wall_clock:
    .skip   12
signature:
    .skip   13
