# The console: the first serial port, a 16550 UART, used without interrupts.

.include "macros.inc"

.set COM1, 0x3f8
.set COM1_INTERRUPTS,   COM1 + 1
.set COM1_FIFO,         COM1 + 2
.set COM1_LINE_CONTROL, COM1 + 3
.set COM1_MODEM,        COM1 + 4
.set COM1_LINE_STATUS,  COM1 + 5
.set TRANSMITTER_EMPTY, 0x20

.section .text

.macro PUT port, value
    mov     dx, \port
    mov     al, \value
    out     dx, al
.endm

# Sets 115200 bits a second, 8 data bits, no parity, 1 stop bit.
.globl serial_init
serial_init:
    push    eax
    push    edx
    PUT     COM1_INTERRUPTS, 0
    PUT     COM1_LINE_CONTROL, 0x80         # the next two writes go to the divisor
    PUT     COM1, 1
    PUT     COM1_INTERRUPTS, 0
    PUT     COM1_LINE_CONTROL, 0x03
    PUT     COM1_FIFO, 0xc7
    PUT     COM1_MODEM, 0x03
    pop     edx
    pop     eax
    ret

# Prints the character in AL, waiting until the port can take it.
.globl print_char
print_char:
    push    edx
    push    eax
    mov     dx, COM1_LINE_STATUS
1:  in      al, dx
    test    al, TRANSMITTER_EMPTY
    jz      1b
    pop     eax
    mov     dx, COM1
    out     dx, al
    pop     edx
    ret

# Prints the zero-terminated text whose address is on the stack, and takes it off the stack.
.globl print
print:
    pusha
    mov     esi, [esp+36]
    cld
1:  lodsb
    test    al, al
    jz      3f
    cmp     al, '\n'
    jne     2f
    mov     al, '\r'                        # a serial terminal wants both
    call    print_char
    mov     al, '\n'
2:  call    print_char
    jmp     1b
3:  popa
    ret     4

# Prints EAX as 0x and eight hexadecimal digits.
.globl print_hex
print_hex:
    pusha
    SAY     "0x"
    mov     edx, eax
    mov     ecx, 8
1:  rol     edx, 4
    mov     eax, edx
    and     eax, 15
    mov     al, [hex_digits+eax]
    call    print_char
    loop    1b
    popa
    ret

# Prints EAX as an unsigned decimal number.
.globl print_decimal
print_decimal:
    push    edx
    xor     edx, edx
    call    print_decimal_64
    pop     edx
    ret

# Prints EAX as a signed decimal number: the result of a hypercall is negative when it is an error.
.globl print_signed
print_signed:
    push    eax
    test    eax, eax
    jns     1f
    push    eax
    mov     al, '-'
    call    print_char
    pop     eax
    neg     eax
1:  call    print_decimal
    pop     eax
    ret

# Prints EDX:EAX as an unsigned decimal number. A 32-bit processor divides 64 bits by 10 in two steps, high half first;
# digits come out last first, so they go to the stack and are printed from there.
.globl print_decimal_64
print_decimal_64:
    pusha
    mov     esi, eax
    mov     edi, edx
    mov     ebx, 10
    xor     ecx, ecx
1:  mov     eax, edi
    xor     edx, edx
    div     ebx
    mov     edi, eax
    mov     eax, esi
    div     ebx                             # remainder of the high half is still in EDX
    mov     esi, eax
    push    edx
    inc     ecx
    mov     eax, esi
    or      eax, edi
    jnz     1b
2:  pop     eax
    add     al, '0'
    call    print_char
    loop    2b
    popa
    ret

.section .rodata
hex_digits:
    .ascii  "0123456789abcdef"
