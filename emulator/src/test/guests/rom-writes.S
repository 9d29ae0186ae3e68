# Claim: writes to read-only memory (the BIOS area below 1 MiB and the ROM below 4 GiB) and to addresses where nothing is are ignored
# without a fault, also as part of a read-modify-write, a REP, or a push; reads where nothing is give all ones. It fails if a
# byte of ROM changes, or RAM beside it does.

.include "harness.inc"

.set NOWHERE, 0xd0000000

test_main:
    mov     edi, 0xfffff000                 # the last page below 4 GiB
    call    unchanged
    mov     edi, NOWHERE
    TRY
        mov     eax, [edi]
        mov     [edi], ebx
    PASSED  "an address where nothing is"
    mov     eax, [edi]
    CHECK_HW eax, 0xffffffff, "reads as all ones"
    movzx   eax, word ptr [edi+2]
    CHECK_HW eax, 0xffff, "in every width"
    mov     dword ptr [edi], 0x12345678
    mov     eax, [edi]
    CHECK_HW eax, 0xffffffff, "and keeps nothing"
    # Memory of the guest itself, beside what was tried.
    mov     eax, 0x12345678
    mov     [scratch], eax
    CHECK   "dword ptr [scratch]", eax, "RAM is writable"
    ret

# The page at EDI takes every kind of write and shows the same bytes as before.
unchanged:
    pushad
    mov     esi, edi
    xor     ebx, ebx
    mov     ecx, 1024
    cld
1:  lodsd
    rol     ebx, 1
    xor     ebx, eax
    loop    1b
    mov     [before], ebx
    mov     ebp, edi
    TRY
        mov     byte ptr [ebp+1], 0x5a
        mov     dword ptr [ebp+0x10], 0x5a5a5a5a
        not     dword ptr [ebp+0x20]
        lock inc dword ptr [ebp+0x30]
        xchg    [ebp+0x40], eax
        lea     edi, [ebp+0x100]
        mov     ecx, 64
        mov     eax, 0x5a5a5a5a
        rep     stosd
        mov     edx, esp
        lea     esp, [ebp+0x300]
        push    eax
        mov     esp, edx
    PASSED  "writes to ROM"
    mov     esi, ebp
    xor     ebx, ebx
    mov     ecx, 1024
2:  lodsd
    rol     ebx, 1
    xor     ebx, eax
    loop    2b
    CHECK   ebx, "dword ptr [before]", "change nothing"
    popad
    ret

.section .bss
.align 4
before:
    .skip   4
scratch:
    .skip   4
