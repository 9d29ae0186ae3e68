# Segments, task state, and gates: exceptions are mistakes and end the run, two gates are for ring 3 (rings.S). Interrupts
# from devices stay off: nothing may depend on time.

.include "workload.inc"
.include "descriptors.inc"

.set GATE_FOR_RING_3, 0xee00                # an interrupt gate that ring 3 may call

.section .text

.globl descriptors_init
descriptors_init:
    pusha
    LOAD_SEGMENTS

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

.align 16
exceptions:
    EXCEPTION_STUBS unexpected

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

    DESCRIPTOR_TABLES
