# Segments, task state, and gates: exceptions are mistakes and end the run, two gates are for ring 3 (rings.S). Interrupts
# from devices stay off: nothing may depend on time.

.include "workload.inc"

.set GATE_INTERRUPT, 0x8e00                 # present, 32-bit interrupt gate, not to be called by ring 3
.set GATE_FOR_RING_3, 0xee00

.section .text

.globl descriptors_init
descriptors_init:
    pusha
    mov     eax, offset task_state          # the base of the task state is split over three fields: fill it in now
    mov     [gdt+TASK_STATE+2], ax
    shr     eax, 16
    mov     [gdt+TASK_STATE+4], al
    mov     [gdt+TASK_STATE+7], ah
    lgdt    [gdt_pointer]
    jmp     KERNEL_CODE:1f
1:  mov     ax, KERNEL_DATA
    mov     ds, ax
    mov     es, ax
    mov     fs, ax
    mov     gs, ax
    mov     ss, ax
    mov     ax, TASK_STATE
    ltr     ax

    xor     ecx, ecx
2:  mov     edx, ecx
    shl     edx, 4
    add     edx, offset exceptions
    mov     eax, GATE_INTERRUPT
    call    set_gate
    inc     ecx
    cmp     ecx, 32
    jb      2b
    mov     ecx, 0x80
    mov     edx, offset service_by_interrupt
    mov     eax, GATE_FOR_RING_3
    call    set_gate
    mov     ecx, 0x81
    mov     edx, offset leave_ring_3
    call    set_gate
    lidt    [idt_pointer]
    popa
    ret

# Writes IDT gate ECX: handler EDX, type and rights AX.
set_gate:
    mov     word ptr [idt+ecx*8+2], KERNEL_CODE
    mov     [idt+ecx*8+4], ax
    mov     [idt+ecx*8], dx
    shr     edx, 16
    mov     [idt+ecx*8+6], dx
    ret

# A stub each, 16 bytes apart: an error code if the processor pushed none, and the vector.
.align 16
exceptions:
.irp vector, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    .align 16
    .if \vector != 8 && \vector != 17 && (\vector < 10 || \vector > 14)
    push    0
    .endif
    push    \vector
    jmp     unexpected
.endr

unexpected:
    mov     ax, KERNEL_DATA
    mov     ds, ax
    mov     es, ax
    cld
    SAY     "\nbenchmark: exception "
    mov     eax, [esp]
    call    print_decimal
    SAY     ", error code "
    mov     eax, [esp+4]
    call    print_hex
    SAY     ", EIP "
    mov     eax, [esp+8]
    call    print_hex
    SAY     ", CR2 "
    mov     eax, cr2
    call    print_hex
    SAY     "\n"
    jmp     fail

.section .data
.align 8
gdt:                                        # in the order that SYSENTER and SYSEXIT expect
    .quad   0
    .quad   0x00cf9a000000ffff              # ring 0 code, base 0, 4 GiB
    .quad   0x00cf92000000ffff              # ring 0 data
    .quad   0x00cffa000000ffff              # ring 3 code
    .quad   0x00cff2000000ffff              # ring 3 data
    .quad   0x0000890000000067              # task state: 104 bytes, base filled in above
gdt_pointer:
    .word   gdt_pointer - gdt - 1
    .long   gdt
idt_pointer:
    .word   256 * 8 - 1
    .long   idt

.align 4
task_state:
    .long   0
.globl ring_0_stack
ring_0_stack:
    .long   kernel_stack_top
    .long   KERNEL_DATA
    .skip   88
    .word   0, 104                          # no I/O permission bitmap

.section .bss
.align 8
idt:
    .skip   256 * 8
