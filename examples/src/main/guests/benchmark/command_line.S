# The command line: its words run=NAME,NAME, scale=N or scale=N/D, and wait. Other words are passed over: some loaders put the
# image's name first.

.include "workload.inc"
.include "multiboot.inc"

.section .text

# Sets scale, scale_divisor, waiting and the list that `chosen` looks into. EBX = multiboot information.
.globl read_command_line
read_command_line:
    pusha
    test    byte ptr [ebx+INFO_FLAGS], 1 << 2
    jz      5f
    mov     esi, [ebx+INFO_CMDLINE]
1:  call    skip_blanks
    cmp     byte ptr [esi], 0
    je      5f
    mov     edi, offset run_word
    call    after_prefix
    jne     2f
    call    copy_list
    jmp     1b
2:  mov     edi, offset scale_word
    call    after_prefix
    jne     3f
    call    read_scale
    jmp     1b
3:  mov     edi, offset wait_word
    call    after_prefix
    jne     4f
    call    at_word_end
    jne     4f
    mov     byte ptr [waiting], 1
4:  call    skip_word
    jmp     1b
5:  popa
    ret

skip_blanks:
    cmp     byte ptr [esi], ' '
    jne     1f
    inc     esi
    jmp     skip_blanks
1:  ret

skip_word:
    call    at_word_end
    je      1f
    inc     esi
    jmp     skip_word
1:  ret

# ZF: whether ESI is at a blank or at the end.
at_word_end:
    cmp     byte ptr [esi], ' '
    je      1f
    cmp     byte ptr [esi], 0
1:  ret

# ZF: whether the text at ESI begins with the C string at EDI; if so ESI moves behind it.
after_prefix:
    push    esi
1:  mov     al, [edi]
    test    al, al
    jz      2f
    cmp     al, [esi]
    jne     3f
    inc     esi
    inc     edi
    jmp     1b
2:  add     esp, 4                          # leave the moved ESI
    cmp     al, al
    ret
3:  pop     esi
    ret

# Remembers the list at ESI up to the word's end, and that each of its names is a workload's. The loader's copy of the command
# line may lie where a workload writes.
copy_list:
    mov     edi, offset list
1:  call    at_word_end
    je      2f
    cmp     edi, offset list_end - 1
    jae     too_long
    movsb
    jmp     1b
2:  mov     byte ptr [edi], 0
    push    esi
    mov     esi, offset list
3:  call    check_name
    cmp     byte ptr [esi], 0
    je      4f
    inc     esi
    jmp     3b
4:  pop     esi
    ret

too_long:
    SAY     "benchmark: the list of workloads is too long\n"
    jmp     fail

# Moves ESI behind the name there; it must be one of the table's.
check_name:
    mov     ebx, offset workloads
1:  cmp     ebx, offset workloads_end
    jae     2f
    mov     edx, [ebx+ROW_NAME]
    call    name_here
    je      3f
    add     ebx, ROW_SIZE
    jmp     1b
2:  SAY     "benchmark: no such workload in \""
    push    offset list
    call    print
    SAY     "\"; there are"
    mov     ebx, offset workloads
4:  SAY     " "
    push    dword ptr [ebx+ROW_NAME]
    call    print
    add     ebx, ROW_SIZE
    cmp     ebx, offset workloads_end
    jb      4b
    SAY     "\n"
    jmp     fail
3:  ret

# ZF: whether the name at ESI, up to a comma or the end of the list, is the C string EDX; if so ESI moves behind it.
name_here:
    mov     edi, edx
    push    esi
    call    after_prefix
    jne     1f
    cmp     byte ptr [esi], ','
    je      2f
    cmp     byte ptr [esi], 0
    je      2f
1:  pop     esi
    ret
2:  lea     esp, [esp+4]                    # not ADD: ZF is the answer
    ret

# ZF: whether the workload whose name is the C string EDX is to run.
.globl chosen
chosen:
    pusha
    mov     esi, offset list
    cmp     byte ptr [esi], 0
    je      2f
1:  call    name_here
    je      2f
3:  mov     al, [esi]                       # on to the next name
    inc     esi
    cmp     al, ','
    je      1b
    test    al, al
    jnz     3b
    inc     al                              # the end: clear ZF
2:  popa
    ret

# Reads N or N/D at ESI.
read_scale:
    call    read_number
    mov     [scale], eax
    cmp     byte ptr [esi], '/'
    jne     1f
    inc     esi
    call    read_number
    mov     [scale_divisor], eax
1:  call    at_word_end
    jne     bad_scale
    ret

# Reads a decimal number from 1 to 99999 at ESI into EAX.
read_number:
    xor     eax, eax
1:  movzx   edx, byte ptr [esi]
    sub     edx, '0'
    cmp     edx, 9
    ja      2f
    imul    eax, eax, 10
    add     eax, edx
    cmp     eax, 99999
    ja      bad_scale
    inc     esi
    jmp     1b
2:  test    eax, eax
    jz      bad_scale
    ret

bad_scale:
    SAY     "benchmark: scale=N or scale=N/D takes numbers from 1 to 99999\n"
    jmp     fail

.section .rodata
run_word:
    .asciz  "run="
scale_word:
    .asciz  "scale="
wait_word:
    .asciz  "wait"

.section .data
.align 4
.globl scale, scale_divisor
scale:
    .long   1
scale_divisor:
    .long   1

.section .bss
list:                                       # empty: every workload
    .skip   512
list_end:
.globl waiting
waiting:
    .skip   1
