# The way to ring 3 and back, and round trips over it: a program that does nothing but ask for services, by INT 0x80 and by
# SYSENTER.

.include "workload.inc"

.set MSR_SYSENTER_CS,  0x174
.set MSR_SYSENTER_ESP, 0x175
.set MSR_SYSENTER_EIP, 0x176
.set CALLS, 64                              # a round

.section .text

WORKLOAD int80, 7000
    mov     eax, offset program_by_interrupt
    jmp     run_in_ring_3

WORKLOAD sysenter, 3000
    push    ecx
    mov     ecx, MSR_SYSENTER_CS
    mov     eax, KERNEL_CODE
    xor     edx, edx
    wrmsr
    mov     ecx, MSR_SYSENTER_ESP
    lea     eax, [esp+4]
    wrmsr
    mov     ecx, MSR_SYSENTER_EIP
    mov     eax, offset service_by_sysenter
    wrmsr
    pop     ecx
    mov     eax, offset program_by_sysenter
    jmp     run_in_ring_3

# Runs the program EAX, with ECX for it, until its INT 0x81; its EAX is the result. An interrupt finds the stack as it is now.
run_in_ring_3:
    mov     [ring_0_stack], esp
    mov     dword ptr [calls], 0
    mov     dx, USER_DATA
    mov     ds, dx
    mov     es, dx
    push    USER_DATA                       # SS
    push    offset user_stack_top           # ESP
    push    0x2                             # EFLAGS: interrupts off
    push    USER_CODE                       # CS
    push    eax                             # EIP
    iretd

.globl leave_ring_3
leave_ring_3:
    mov     esp, [ring_0_stack]
    mov     dx, KERNEL_DATA
    mov     ds, dx
    mov     es, dx
    ret

# What kernels do on their way in and out: save, choose by number, restore. EAX: number, EBX: argument; result in EAX.
.globl service_by_interrupt
service_by_interrupt:
    pusha
    call    [services+eax*4]
    mov     [esp+28], eax
    popa
    iretd

# The caller left its stack in ECX and where to go on in EDX.
service_by_sysenter:
    pusha
    call    [services+eax*4]
    mov     [esp+28], eax
    popa
    sysexit

rotated:
    mov     eax, ebx
    rol     eax, 7
    ret
scrambled:
    imul    eax, ebx, 0x01000193
    ret
increased:
    lea     eax, [ebx+0x1234567]
    ret
counted:
    inc     dword ptr [calls]
    mov     eax, [calls]
    xor     eax, ebx
    ret

.section .rodata
.align 4
services:
    .long   rotated, scrambled, increased, counted

.section .bss
calls:
    .skip   4

# ---------------------------------------------------------------- ring 3

.section .user, "awx"

# A program: ECX rounds of CALLS services, each working on the last one's result.
.macro PROGRAM enter:vararg
    mov     esi, ecx
    xor     ebx, ebx
1:  mov     edi, CALLS
2:  mov     eax, edi
    and     eax, 3
    \enter
    mov     ebx, eax
    dec     edi
    jnz     2b
    dec     esi
    jnz     1b
    int     0x81
.endm

program_by_interrupt:
    PROGRAM int 0x80

program_by_sysenter:
    PROGRAM call enter_kernel

enter_kernel:
    push    ecx
    push    edx
    mov     ecx, esp
    mov     edx, offset 1f
    sysenter
1:  pop     edx
    pop     ecx
    ret

.align 16
    .skip   1024
user_stack_top:
