# First guest: a whole kernel in a few pages. This file is the story; each chapter it calls has its own file.
#
#   console.S      printing on the serial port
#   interrupts.S   GDT, IDT, interrupt controller, timer
#   memory.S       page tables, and a page fault that is put to use
#   task.S         a program in ring 3 and the system calls it makes
#   hypervisor.S   is someone below us? KVM's clock and hypercalls
#
# What the benchmark guest needs, too, is in macros.inc, multiboot.inc, descriptors.inc and paging.inc.

.include "macros.inc"
.include "multiboot.inc"

# ---------------------------------------------------------------- multiboot header

    MULTIBOOT_HEADER ALIGN_MODULES | TELL_MEMORY

# ---------------------------------------------------------------- the story

.section .text
.globl start
start:
    # The loader promises flat segments and no stack. Its GDT may already be gone, so no segment is loaded before ours.
    mov     esp, offset kernel_stack_top
    mov     ebp, eax
    call    serial_init
    SAY     "first: hello. I am a small kernel; a multiboot loader started me in 32-bit protected mode.\n"
    cmp     ebp, LOADER_MAGIC
    je      1f
    SAY     "first: EAX does not hold the multiboot magic, so I cannot know my command line or my memory.\n"
    jmp     2f
1:  call    report_loader

2:  call    descriptors_init
    SAY     "first: I loaded my own GDT (5 segments and a task state) and an IDT with 49 gates.\n"

    call    timer_init
    SAY     "first: the interrupt controller now delivers IRQ 0 as vector 32; the timer fires 100 times a second.\n"
    SAY     "first: I sleep in HLT until 20 ticks have come:"
    sti
    mov     eax, 20
    call    wait_ticks
    SAY     " done.\n"

    call    paging_init
    SAY     "first: paging is on. The first 4 MiB are mapped to themselves; only the ring-3 program's pages are open to ring 3.\n"
    call    paging_demo

    call    hypervisor_tour

    call    run_task
    SAY     "first: that is all. Interrupts off and HLT: nothing can wake me any more. Goodbye.\n"

    cmp     byte ptr [exit_by_port], 0
    je      halt_forever
    mov     al, 0                           # an emulator with a debug-exit port at 0xF4 ends here, with exit code 1
    out     0xf4, al

.globl halt_forever
halt_forever:
    cli
    hlt
    jmp     halt_forever

# ---------------------------------------------------------------- what the loader tells

.set MODULE_START,   0                      # a module record: start, end, string, reserved
.set MODULE_END,     4
.set MODULE_STRING,  8
.set MODULE_SIZE,    16

# Prints memory size, command line and modules. EBX = information record, as the loader left it.
report_loader:
    pusha
    test    byte ptr [ebx+INFO_FLAGS], 1
    jz      1f
    SAY     "first: the loader found "
    mov     eax, [ebx+INFO_MEM_UPPER]
    call    print_decimal
    SAY     " KiB of memory above 1 MiB.\n"
1:  test    byte ptr [ebx+INFO_FLAGS], 1 << 2
    jz      2f
    SAY     "first: my command line is \""
    push    dword ptr [ebx+INFO_CMDLINE]
    call    print
    SAY     "\".\n"
    mov     esi, [ebx+INFO_CMDLINE]
    call    find_exit_word
2:  test    byte ptr [ebx+INFO_FLAGS], 1 << 3
    jz      4f
    mov     edi, [ebx+INFO_MODS]
    mov     esi, [ebx+INFO_MODS+4]
3:  test    edi, edi
    jz      4f
    SAY     "first: module \""
    push    dword ptr [esi+MODULE_STRING]
    call    print
    SAY     "\" lies at "
    mov     eax, [esi+MODULE_START]
    call    print_hex
    SAY     ", "
    mov     eax, [esi+MODULE_END]
    sub     eax, [esi+MODULE_START]
    call    print_decimal
    SAY     " bytes.\n"
    add     esi, MODULE_SIZE
    dec     edi
    jmp     3b
4:  popa
    ret

# Remembers whether the C string at ESI contains the word that asks for an end through port 0xF4.
find_exit_word:
    pusha
1:  cmp     byte ptr [esi], 0
    je      3f
    mov     ebp, esi                        # compare here: ESI walks, EBP remembers where it began
    mov     edi, offset exit_word
    mov     ecx, offset exit_word_end - exit_word
    repe    cmpsb
    je      2f
    lea     esi, [ebp+1]
    jmp     1b
2:  mov     byte ptr [exit_by_port], 1
3:  popa
    ret

.section .rodata
exit_word:
    .ascii  "qemu-exit"
exit_word_end:

.section .bss
exit_by_port:
    .skip   1
.align 16
    .skip   8192
.globl kernel_stack_top
kernel_stack_top:
