# SSE2: pairs of doubles and four integers at a time, and scalar doubles as compilers use them in place of the x87.

.include "workload.inc"

.set COUNT, 128                             # doubles in an array
.set PIXELS, 16                             # in a round
.set MOST_ITERATIONS, 100

.section .text

WORKLOAD sse2-packed, 35000
    call    fill
    movapd  xmm5, [halves]
    movapd  xmm6, [factors]
    movdqa  xmm7, [seeds]
1:  xor     ebx, ebx
2:  movapd  xmm0, [xs+ebx]                  # ys = (xs * factors + ys) / 2, then xs = the root of |ys| if that is above a half
    mulpd   xmm0, xmm6
    addpd   xmm0, [ys+ebx]
    mulpd   xmm0, xmm5
    movapd  [ys+ebx], xmm0
    andpd   xmm0, [all_but_sign]
    sqrtpd  xmm0, xmm0
    maxpd   xmm0, xmm5
    shufpd  xmm0, xmm0, 1
    movapd  [xs+ebx], xmm0
    add     ebx, 16
    cmp     ebx, COUNT * 8
    jb      2b
    mov     ebx, COUNT / 2                  # xorshift in four lanes, and products of the even ones
3:  movdqa  xmm0, xmm7
    pslld   xmm0, 13
    pxor    xmm7, xmm0
    movdqa  xmm0, xmm7
    psrld   xmm0, 17
    pxor    xmm7, xmm0
    movdqa  xmm0, xmm7
    pslld   xmm0, 5
    pxor    xmm7, xmm0
    pshufd  xmm1, xmm7, 0x39
    pmuludq xmm1, xmm7
    paddq   xmm2, xmm1
    dec     ebx
    jnz     3b
    pxor    xmm2, [ys+32]
    dec     ecx
    jnz     1b

    xor     eax, eax
    xor     ebx, ebx
4:  FOLD    eax, [ys+ebx]
    FOLD    eax, [xs+ebx]
    add     ebx, 4
    cmp     ebx, COUNT * 8
    jb      4b
    movd    edx, xmm2
    FOLD    eax, edx
    psrldq  xmm2, 8
    movd    edx, xmm2
    FOLD    eax, edx
    ret

# xs: 1, 2, 3 ... ys and the registers that collect: 0.
fill:
    xor     ebx, ebx
1:  lea     edx, [ebx+1]
    cvtsi2sd xmm0, edx
    movsd   [xs+ebx*8], xmm0
    inc     ebx
    cmp     ebx, COUNT
    jb      1b
    xorpd   xmm0, xmm0
2:  movsd   [ys+ebx*8-8], xmm0
    dec     ebx
    jnz     2b
    pxor    xmm2, xmm2
    ret

# Points of the Mandelbrot set's neighbourhood, then a body on its orbit: roots and divisions.
WORKLOAD sse2-scalar, 6000
    xor     eax, eax
    movsd   xmm6, [orbit_start]             # place
    movsd   xmm7, [orbit_start+8]           # speed
1:  push    ecx
    call    mandelbrot_row
    call    orbit_steps
    pop     ecx
    dec     ecx
    jnz     1b
    movsd   [xs], xmm6
    FOLD    eax, [xs]
    FOLD    eax, [xs+4]
    ret

# Folds the numbers of iterations of PIXELS points into EAX. ECX chooses the row.
mandelbrot_row:
    and     ecx, 63
    cvtsi2sd xmm3, ecx
    mulsd   xmm3, [pixel]
    subsd   xmm3, [one]                     # imaginary part
    mov     ebx, PIXELS
1:  cvtsi2sd xmm2, ebx
    mulsd   xmm2, [wide_pixel]
    subsd   xmm2, [two]                     # real part
    xorpd   xmm0, xmm0
    xorpd   xmm1, xmm1
    xor     edx, edx
2:  movsd   xmm4, xmm0
    mulsd   xmm4, xmm0
    movsd   xmm5, xmm1
    mulsd   xmm5, xmm1
    mulsd   xmm1, xmm0
    addsd   xmm1, xmm1
    addsd   xmm1, xmm3
    movsd   xmm0, xmm4
    subsd   xmm0, xmm5
    addsd   xmm0, xmm2
    addsd   xmm4, xmm5
    inc     edx
    ucomisd xmm4, [four]
    ja      3f
    cmp     edx, MOST_ITERATIONS
    jb      2b
3:  FOLD    eax, edx
    dec     ebx
    jnz     1b
    ret

# 16 steps of a body that a spring pulls back, harder as it gets faster; its place in 1/1024 goes into EAX.
orbit_steps:
    mov     ebx, 16
1:  movsd   xmm0, xmm7
    mulsd   xmm0, xmm0
    movsd   xmm1, xmm6
    mulsd   xmm1, xmm1
    addsd   xmm0, xmm1
    addsd   xmm0, [one]
    sqrtsd  xmm0, xmm0
    movsd   xmm1, xmm6
    divsd   xmm1, xmm0
    mulsd   xmm1, [time_step]
    subsd   xmm7, xmm1
    movsd   xmm1, xmm7
    mulsd   xmm1, [time_step]
    addsd   xmm6, xmm1
    dec     ebx
    jnz     1b
    movsd   xmm0, xmm6
    mulsd   xmm0, [two_to_10]
    cvttsd2si edx, xmm0
    FOLD    eax, edx
    ret

.section .rodata
.align 16
halves:
    .double 0.5, 0.5
factors:
    .double 1.25, -0.75
all_but_sign:
    .quad   0x7fffffffffffffff, 0x7fffffffffffffff
seeds:
    .long   2463534242, 123456789, 362436069, 521288629
orbit_start:
    .double 1.5, 0.25
one:
    .double 1
two:
    .double 2
four:
    .double 4
pixel:
    .double 0.03125
wide_pixel:
    .double 0.15625
time_step:
    .double 0.0625
two_to_10:
    .double 1024

.section .bss
.align 64
xs:
    .skip   COUNT * 8
ys:
    .skip   COUNT * 8
