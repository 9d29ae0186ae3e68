# x87: arrays of doubles, a recurrence whose every bit counts, comparisons, and a transcendental function now and then.

.include "workload.inc"

.set COUNT, 64

.section .text

WORKLOAD x87, 8000
    call    fill
    xor     ebp, ebp
    fninit
    fld     qword ptr [start_value]
1:  push    ecx
    call    scale_and_add
    call    recur
    call    functions
    pop     ecx
    dec     ecx
    jnz     1b
    fstp    st
    mov     eax, ebp
    ret

# xs: multiples of 1/64. ys: 0.
fill:
    push    ecx
    xor     ecx, ecx
1:  mov     [integer], ecx
    fild    dword ptr [integer]
    fmul    qword ptr [one_64th]
    fstp    qword ptr [xs+ecx*8]
    fldz
    fstp    qword ptr [ys+ecx*8]
    inc     ecx
    cmp     ecx, COUNT
    jb      1b
    pop     ecx
    ret

# ys = ys * damping + xs * ST, and into the checksum how many of ys are above 1.
scale_and_add:
    xor     ecx, ecx
    xor     edx, edx
1:  fld     qword ptr [xs+ecx*8]
    fmul    st, st(1)
    fld     qword ptr [ys+ecx*8]
    fmul    qword ptr [damping]
    faddp
    fcom    qword ptr [one]
    fnstsw  ax
    sahf
    jbe     2f
    inc     edx
2:  fstp    qword ptr [ys+ecx*8]
    inc     ecx
    cmp     ecx, COUNT
    jb      1b
    FOLD    ebp, edx
    FOLD    ebp, [ys+(COUNT-1)*8]
    FOLD    ebp, [ys+(COUNT-1)*8+4]
    ret

# The logistic map, a chaotic one: ST = growth * ST * (1 - ST). It stays between 0 and 1, and any wrong bit grows.
recur:
    mov     ecx, COUNT
1:  fld1
    fsub    st, st(1)
    fmulp
    fmul    qword ptr [growth]
    dec     ecx
    jnz     1b
    fst     qword ptr [real]
    FOLD    ebp, [real]
    FOLD    ebp, [real+4]
    ret

# Functions of ST, which stays. Processors differ in their last bits, so the checksum gets 24 bits of the fraction.
functions:
    fld     st
    fsqrt
    call    fold_fraction
    fld     st
    fsin
    call    fold_fraction
    fld     st
    fcos
    call    fold_fraction
    fld     st
    f2xm1
    call    fold_fraction
    fld     st
    fld1
    fpatan
    call    fold_fraction
    fld1
    fld     st(1)
    fyl2x
    call    fold_fraction
    fld1
    fdiv    st, st(1)
    call    fold_fraction
    ret

# Takes ST off the stack.
fold_fraction:
    fld     st
    frndint
    fsubp
    fmul    qword ptr [two_to_24]
    fistp   dword ptr [integer]
    FOLD    ebp, [integer]
    ret

.section .rodata
.align 8
start_value:
    .double 0.3
one_64th:
    .double 0.015625
damping:
    .double 0.875
one:
    .double 1
growth:
    .double 3.90625
two_to_24:
    .double 16777216

.section .bss
.align 64
xs:
    .skip   COUNT * 8
ys:
    .skip   COUNT * 8
real:
    .skip   8
integer:
    .skip   4
