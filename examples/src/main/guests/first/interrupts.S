# How the processor finds us again: segments, interrupt gates, the interrupt controller and the timer.

.include "macros.inc"
.include "descriptors.inc"

.section .text

# ---------------------------------------------------------------- descriptor tables

# Loads our GDT, builds and loads the IDT, loads the task register.
.globl descriptors_init
descriptors_init:
    pusha
    LOAD_SEGMENTS

    xor     ecx, ecx                        # gates 0 to 47: one stub each, 16 bytes apart
2:  mov     edx, ecx
    shl     edx, 4
    add     edx, offset stubs
    mov     eax, GATE_INTERRUPT
    call    set_gate
    inc     ecx
    cmp     ecx, 48
    jb      2b
    mov     ecx, 0x80                       # the system call gate: ring 3 may use it, interrupts stay on
    mov     edx, offset syscall_stub
    mov     eax, 0xef00
    call    set_gate
    lidt    [idt_pointer]
    popa
    ret

# Writes IDT gate ECX: handler EDX, type and rights AX.
set_gate:
    pusha
    lea     edi, [idt+ecx*8]
    mov     [edi], dx
    mov     word ptr [edi+2], KERNEL_CODE
    mov     [edi+4], ax
    shr     edx, 16
    mov     [edi+6], dx
    popa
    ret

# ---------------------------------------------------------------- entry stubs

.align 16
stubs:
    EXCEPTION_STUBS interrupt
.irp vector, 32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47
    .align 16
    push    0
    push    \vector
    jmp     interrupt
.endr

syscall_stub:
    push    0
    push    0x80

# Saves what the interrupted code had, calls the handler for the vector with EBP = frame, and goes back.
interrupt:
    pusha
    push    ds
    push    es
    mov     ax, KERNEL_DATA
    mov     ds, ax
    mov     es, ax
    cld
    mov     ebp, esp
    mov     eax, [ebp+FRAME_VECTOR]
    cmp     eax, 0x80
    je      3f
    cmp     eax, 32
    jae     2f
    cmp     eax, 14
    je      1f
    cmp     eax, 13
    je      4f
    call    unexpected
1:  call    page_fault
    jmp     5f
2:  call    device_interrupt
    jmp     5f
3:  call    system_call
    jmp     5f
4:  call    general_protection
.globl return_from_interrupt
return_from_interrupt:
5:  pop     es
    pop     ds
    popa
    add     esp, 8                          # vector and error code
    iretd

# Says which exception nobody expected, and stops. EBP = frame.
.globl unexpected
unexpected:
    SAY     "\nfirst: exception "
    mov     eax, [ebp+FRAME_VECTOR]
    call    print_decimal
    SAY     " that I did not expect: error code "
    mov     eax, [ebp+FRAME_ERROR]
    call    print_hex
    SAY     ", CS "
    mov     eax, [ebp+FRAME_CS]
    call    print_hex
    SAY     ", EIP "
    mov     eax, [ebp+FRAME_EIP]
    call    print_hex
    SAY     ", CR2 "
    mov     eax, cr2
    call    print_hex
    SAY     ". I stop.\n"
    jmp     halt_forever

# ---------------------------------------------------------------- interrupt controller and timer

.set PIC1, 0x20
.set PIC2, 0xa0
.set END_OF_INTERRUPT, 0x20
.set PIT_CHANNEL_0, 0x40
.set PIT_COMMAND,   0x43
.set PIT_HZ,        1193182

.macro PUT port, value
    mov     al, \value
    out     \port, al
.endm

# The BIOS of 1981 put IRQ 0 at vector 8, where the processor now has the double fault. Move IRQ 0-15 to 32-47.
.globl timer_init
timer_init:
    push    eax
    PUT     PIC1, 0x11                      # ICW1: begin, four words will come
    PUT     PIC2, 0x11
    PUT     PIC1+1, 32                      # ICW2: first vector
    PUT     PIC2+1, 40
    PUT     PIC1+1, 4                       # ICW3: the second controller hangs on line 2
    PUT     PIC2+1, 2
    PUT     PIC1+1, 1                       # ICW4: 8086 mode
    PUT     PIC2+1, 1
    PUT     PIC1+1, 0xfe                    # mask: only IRQ 0
    PUT     PIC2+1, 0xff

    PUT     PIT_COMMAND, 0x34               # channel 0, low then high byte, mode 2: a pulse every N clocks
    mov     ax, PIT_HZ / TIMER_HZ
    out     PIT_CHANNEL_0, al
    mov     al, ah
    out     PIT_CHANNEL_0, al
    pop     eax
    ret

# IRQ 0 counts; nothing else is unmasked. IRQ 7 without a request is "spurious" and must not be acknowledged.
device_interrupt:
    cmp     eax, 32
    jne     1f
    inc     dword ptr [ticks]
    mov     al, END_OF_INTERRUPT
    out     PIC1, al
1:  ret

# Sleeps for EAX timer ticks and prints a dot for each.
.globl wait_ticks
wait_ticks:
    pusha
    mov     ecx, eax
    mov     edx, [ticks]
1:  hlt                                     # wakes on any interrupt: look whether it was the timer
    cmp     edx, [ticks]
    je      1b
    inc     edx
    mov     al, '.'
    call    print_char
    loop    1b
    popa
    ret

# ---------------------------------------------------------------- tables

    DESCRIPTOR_TABLES
.globl ticks
ticks:
    .skip   4
