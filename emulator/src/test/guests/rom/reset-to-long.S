# A ROM that goes from the reset vector through real and protected mode to 64-bit mode, each in a section of its own, every instruction
# once and in the order of the listing; REP repeats. No claim of its own: the debugger is stepped through it and compared with objdump's
# listing of this file.

        .intel_syntax noprefix

# ---- the reset vector, F000:FFF0 ----

        .section .reset, "ax"
        .code16
reset:
        jmp     0xf000:real

# ---- real mode ----

        .section .real, "ax"
        .code16
real:
        cli
        cld
        xor     ax, ax
        mov     ss, ax
        mov     es, ax
        mov     sp, 0x7c00
        mov     di, 0x1000
        mov     cx, 12 << 10 >> 2
        xor     eax, eax
        rep     stosd
        push    cs
        pop     ds
        mov     bx, 0x1000
        mov     dword ptr es:[bx], 0x2007
        mov     dword ptr es:[bx + 0x1000], 0x3007
        mov     dword ptr es:[bx + 0x2000], 0x83
        lgdt    [gdt_pointer]
        mov     eax, cr0
        or      al, 1
        mov     cr0, eax
        .byte   0x66, 0xea                      # jmp 0x08:protected, a 32-bit offset
        .long   0xf0000 + protected
        .short  0x08

# ---- protected mode ----

        .section .protected, "ax"
        .code32
protected:
        mov     eax, 0x10
        mov     ds, eax
        mov     ss, eax
        mov     esp, 0x7c00
        push    0x12345678
        pop     ebx
        mov     eax, cr4
        or      eax, 0x20
        mov     cr4, eax
        mov     eax, 0x1000
        mov     cr3, eax
        mov     ecx, 0xc0000080
        rdmsr
        or      eax, 0x100
        wrmsr
        mov     eax, cr0
        or      eax, 0x80000000
        mov     cr0, eax
        .byte   0xea                            # jmp 0x18:long
        .long   0xf0000 + long
        .short  0x18

# ---- 64-bit mode ----

        .section .long, "ax"
        .code64
long:
        mov     rax, 0x1122334455667788
        mov     r9, rax
        xor     r9d, r9d
        lea     rsi, [rip + 4]
        push    rsi
        pop     r10
        mov     dl, 0x80
        out     0x80, al
        hlt

# ---- descriptors: code and data of 32 bits, code of 64 bits ----

        .section .tables, "a"
gdt:
        .quad   0
        .quad   0x00cf9b000000ffff
        .quad   0x00cf93000000ffff
        .quad   0x00af9b000000ffff
gdt_pointer:
        .short  gdt_pointer - gdt - 1
        .long   0xf0000 + gdt
