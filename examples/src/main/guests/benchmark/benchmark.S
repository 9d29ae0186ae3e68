# Benchmark guest: runs workloads, and says on the serial port when each begins and what it computed. Nothing here looks at a
# clock: whoever measures does so outside, between the lines BEGIN and END. The command line chooses:
#
#   run=NAME,NAME      these workloads, in the table's order (default: all)
#   scale=N or N/D     so many times the usual rounds (default: 1)
#   wait               after each END wait for a byte on the serial port, so that nothing runs while a clock is read
#
# This file is the way from the loader through the table to the end. The rest:
#
#   descriptors.S, memory.S, rings.S    segments and gates; page tables; the way to ring 3 and back
#   ../first/console.S                  the serial port; the .inc files there are the first guest's, too
#   all others                          a file for each family of workloads

.include "workload.inc"
.include "multiboot.inc"

.set CR0_MP, 0x00000002
.set CR0_EM, 0x00000004
.set CR0_TS, 0x00000008
.set CR0_NE, 0x00000020
.set CR4_OSFXSR,     0x200
.set CR4_OSXMMEXCPT, 0x400

.set PM1_CONTROL, 0x604                     # where QEMU's PC and Ringside's have the ACPI power management control register
.set SLEEP_ENABLE, 1 << 13
.set SLEEP_TYPE_SHIFT, 10
.set QEMU_SOFT_OFF, 0                       # the value of the sleep type that means off is each board's own
.set RINGSIDE_SOFT_OFF, 5
.set COM1, 0x3f8
.set COM1_LINE_STATUS, COM1 + 5
.set RECEIVED, 1

.set DEBUG_EXIT, 0xf4                       # ends the run with exit code value * 2 + 1, where there is such a port

    MULTIBOOT_HEADER TELL_MEMORY

.section .text
.globl start
start:
    mov     esp, offset kernel_stack_top
    mov     ebp, eax
    call    serial_init
    SAY     "\n"                            # firmware may have left the cursor in the middle of a line
    cmp     ebp, LOADER_MAGIC
    jne     no_loader
    call    read_command_line
    call    require_memory
    call    descriptors_init
    call    paging_init
    call    floating_point_init
    call    run_chosen
    jmp     power_off

no_loader:
    SAY     "benchmark: EAX does not hold the multiboot magic\n"
    jmp     fail

# The arena must lie in RAM. EBX = multiboot information.
require_memory:
    test    byte ptr [ebx+INFO_FLAGS], 1
    jz      1f
    cmp     dword ptr [ebx+INFO_MEM_UPPER], (ARENA + ARENA_SIZE - 0x100000) / 1024
    jb      1f
    ret
1:  SAY     "benchmark: needs 128 MiB of memory\n"
    jmp     fail

# x87 and SSE on, exceptions masked, 64 bits of precision.
floating_point_init:
    mov     eax, cr0
    and     eax, ~(CR0_EM | CR0_TS)
    or      eax, CR0_MP | CR0_NE
    mov     cr0, eax
    mov     eax, cr4
    or      eax, CR4_OSFXSR | CR4_OSXMMEXCPT
    mov     cr4, eax
    fninit
    ret

# ---------------------------------------------------------------- the table

run_chosen:
    mov     ebx, offset workloads
1:  cmp     ebx, offset workloads_end
    jae     2f
    mov     edx, [ebx+ROW_NAME]
    call    chosen
    jne     3f
    call    run_row
3:  add     ebx, ROW_SIZE
    jmp     1b
2:  ret

# Runs row EBX between its two lines.
run_row:
    SAY     "BEGIN "
    push    dword ptr [ebx+ROW_NAME]
    call    print
    SAY     "\n"
    mov     eax, [ebx+ROW_ROUNDS]           # rounds * N / D, and at least one; too large a product faults and is said to
    mul     dword ptr [scale]
    div     dword ptr [scale_divisor]
    cmp     eax, 1
    adc     eax, 0
    mov     ecx, eax
    push    ebx
    cld
    call    [ebx+ROW_CODE]
    cld
    pop     ebx
    SAY     "END "
    push    dword ptr [ebx+ROW_NAME]
    call    print
    SAY     " checksum="
    call    print_checksum
    SAY     "\n"
    cmp     byte ptr [waiting], 0
    je      2f
    mov     dx, COM1_LINE_STATUS
1:  in      al, dx
    test    al, RECEIVED
    jz      1b
    mov     dx, COM1
    in      al, dx
2:  ret

# Prints EAX as eight hexadecimal digits.
print_checksum:
    pusha
    mov     edx, eax
    mov     ecx, 8
1:  rol     edx, 4
    mov     eax, edx
    and     eax, 15
    cmp     al, 10
    jb      2f
    add     al, 'A' - '0' - 10
2:  add     al, '0'
    call    print_char
    loop    1b
    popa
    ret

# ---------------------------------------------------------------- the end

.globl power_off
power_off:
    mov     dx, PM1_CONTROL
    mov     ax, SLEEP_ENABLE | QEMU_SOFT_OFF << SLEEP_TYPE_SHIFT
    out     dx, ax
    mov     ax, SLEEP_ENABLE | RINGSIDE_SOFT_OFF << SLEEP_TYPE_SHIFT
    out     dx, ax
halt_forever:
    cli
    hlt
    jmp     halt_forever

# The end after an error line: an exit code other than 0 if the machine can give one.
.globl fail
fail:
    mov     al, 1
    out     DEBUG_EXIT, al
    jmp     power_off

.section .bss
.align 16
    .skip   16384
.globl kernel_stack_top
kernel_stack_top:
