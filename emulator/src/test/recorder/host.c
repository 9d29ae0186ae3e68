/* Linux on x86, both widths: system calls without a library, and the signal frame as the processor's state. */
#include <asm/sigcontext.h>
#include <asm/signal.h>
#include <asm/unistd.h>
#include "host.h"

#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4
#define MAP_PRIVATE_FIXED_ANONYMOUS_POPULATE 0x8032
#define SIGNAL_STACK 65536
#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1 << 31)
#endif
#define FP_STATE_HEADER 512   /* XSAVE header behind the FXSAVE area; its first quadword says what is loaded */
#define X87_AND_SSE 3

/* The kernel's struct ucontext, whose header clashes with the system's own. */
struct context {
    unsigned long flags;
    void *link;
    struct { void *sp; int flags; unsigned long size; } stack;
    struct sigcontext m;
};

static u8 signal_stack[SIGNAL_STACK] __attribute__((aligned(64)));

#ifdef __x86_64__
static long call6(long n, long a, long b, long c, long d, long e, long f)
{
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
    return result;
}
#define NR_MMAP __NR_mmap
__asm__(".globl _start\n_start: xor %ebp, %ebp\n and $-16, %rsp\n call recorder_main\n hlt\n"
        ".globl restorer\nrestorer: mov $15, %eax\n syscall\n hlt\n");
#else
static long call6(long n, long a, long b, long c, long d, long e, long f)
{
    long result;
    long args[] = {a, f};
    __asm__ volatile("push %%ebp; push %%ebx; mov 4(%%ebx), %%ebp; mov (%%ebx), %%ebx; int $0x80; pop %%ebx; pop %%ebp"
                     : "=a"(result) : "a"(n), "b"(args), "c"(b), "d"(c), "S"(d), "D"(e) : "memory");
    return result;
}
#define NR_MMAP __NR_mmap2
__asm__(".globl _start\n_start: xor %ebp, %ebp\n and $-16, %esp\n call recorder_main\n hlt\n"
        ".globl restorer\nrestorer: mov $173, %eax\n int $0x80\n hlt\n");
#endif

void restorer(void);

long host_read(int fd, void *buffer, u64 n) { return call6(__NR_read, fd, (long) buffer, n, 0, 0, 0); }

long host_write(int fd, const void *buffer, u64 n) { return call6(__NR_write, fd, (long) buffer, n, 0, 0, 0); }

void host_exit(int status)
{
    for (;;)
        call6(__NR_exit_group, status, 0, 0, 0, 0, 0);
}

void host_map(u64 address, u64 length, int executable)
{
    long got = call6(NR_MMAP, address, length, PROT_READ | PROT_WRITE | (executable ? PROT_EXEC : 0),
                     MAP_PRIVATE_FIXED_ANONYMOUS_POPULATE, -1, 0);
    if (got != (long) address) {
        static const char why[] = "recorder: cannot map the windows; is vm.mmap_min_addr above 32768?\n";
        host_write(2, why, sizeof why - 1);
        host_exit(1);
    }
}

/* In 32-bit code a case's random rSP would sooner or later lie in the stack or the vdso. The handlers need neither. */
void host_leave_stack(void)
{
    for (u64 at = 0x40000000; sizeof(long) == 4 && at < 0xFFF00000; at += 0x100000)
        call6(__NR_munmap, at, 0x100000, 0, 0, 0, 0);
    if (sizeof(long) == 4)
        call6(__NR_munmap, 0xFFF00000, 0xFE000, 0, 0, 0, 0);
}

void host_protect(u64 address, u64 length, int writable)
{
    call6(__NR_mprotect, address, length, PROT_READ | (writable ? PROT_WRITE : 0), 0, 0, 0);
}

void host_handle_signals(void)
{
    static const int signals[] = {SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    /* Disarmed while in use: otherwise a case whose rSP happens to point into it looks like a nested signal. */
    struct { void *sp; int flags; unsigned long size; } stack = {signal_stack, SS_AUTODISARM, SIGNAL_STACK};
    struct { void *handler; unsigned long flags; void *restorer; u64 mask; } action = {
        (void *) on_signal, SA_SIGINFO | SA_ONSTACK | SA_RESTORER, (void *) restorer, 0};
    call6(__NR_sigaltstack, (long) &stack, 0, 0, 0, 0, 0);
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
        call6(__NR_rt_sigaction, signals[i], (long) &action, 0, 8, 0, 0);
}

void host_cpuid(u32 leaf, u32 *r)
{
    __asm__ volatile("cpuid" : "=a"(r[0]), "=b"(r[1]), "=c"(r[2]), "=d"(r[3]) : "a"(leaf), "c"(0));
}

/* AC, because compiled code need not be aligned; NT and ID, because the return from the handler leaves them as they are here. */
void host_clear_flags(void)
{
#ifdef __x86_64__
    __asm__ volatile("pushfq; andl $~0x244000, (%%rsp); popfq" : : : "memory", "cc");
#else
    __asm__ volatile("pushfl; andl $~0x244000, (%%esp); popfl" : : : "memory", "cc");
#endif
}

void host_selectors(u16 *six)
{
    __asm__ volatile("mov %%es, %0" : "=r"(six[0]));
    __asm__ volatile("mov %%cs, %0" : "=r"(six[1]));
    __asm__ volatile("mov %%ss, %0" : "=r"(six[2]));
    __asm__ volatile("mov %%ds, %0" : "=r"(six[3]));
    __asm__ volatile("mov %%fs, %0" : "=r"(six[4]));
    __asm__ volatile("mov %%gs, %0" : "=r"(six[5]));
}

int host_has_base_instructions(void)
{
    u32 r[4];
    host_cpuid(7, r);
    return sizeof(long) == 4 || (r[1] & 1);
}

int host_trap(struct context *context) { return context->m.trapno; }

u32 host_error(struct context *context) { return context->m.err; }

u64 host_fault_address(struct context *context) { return context->m.cr2; }

static void copy_fx(void *to, const void *from)
{
    unsigned long n = sizeof(struct fx) / 4;
    __asm__ volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

#ifdef __x86_64__
static __u64 *general(struct sigcontext *m, int i)
{
    __u64 *places[] = {&m->rax, &m->rcx, &m->rdx, &m->rbx, &m->rsp, &m->rbp, &m->rsi, &m->rdi,
                       &m->r8, &m->r9, &m->r10, &m->r11, &m->r12, &m->r13, &m->r14, &m->r15};
    return places[i];
}

void host_save(struct context *context, struct state *s)
{
    struct sigcontext *m = &context->m;
    for (int i = 0; i < 16; i++)
        s->r[i] = *general(m, i);
    s->rip = m->rip;
    s->flags = m->eflags;
    host_selectors(s->selector);   /* the kernel left all but CS and SS alone */
    s->selector[1] = m->cs;
    s->selector[2] = m->ss;
    copy_fx(&s->fx, m->fpstate);
    __asm__ volatile("rdfsbase %0" : "=r"(s->base[0]));
    __asm__ volatile("rdgsbase %0" : "=r"(s->base[1]));
}

void host_load(struct context *context, const struct state *s)
{
    struct sigcontext *m = &context->m;
    for (int i = 0; i < 16; i++)
        *general(m, i) = s->r[i];
    m->rip = s->rip;
    m->eflags = s->flags;
    m->cs = s->selector[1];
    m->ss = s->selector[2];
    u16 now[6];
    host_selectors(now);
    if (now[0] != s->selector[0])
        __asm__ volatile("mov %0, %%es" : : "r"(s->selector[0]));
    if (now[3] != s->selector[3])
        __asm__ volatile("mov %0, %%ds" : : "r"(s->selector[3]));
    if (now[4] != s->selector[4])
        __asm__ volatile("mov %0, %%fs" : : "r"(s->selector[4]));
    if (now[5] != s->selector[5])
        __asm__ volatile("mov %0, %%gs" : : "r"(s->selector[5]));
    __asm__ volatile("wrfsbase %0" : : "r"(s->base[0]));   /* after the selectors, whose loads change the bases */
    __asm__ volatile("wrgsbase %0" : : "r"(s->base[1]));
    copy_fx(m->fpstate, &s->fx);
    *(u64 *) ((u8 *) m->fpstate + FP_STATE_HEADER) |= X87_AND_SSE;
}
#else
#define FX_IN_FRAME 112   /* the FXSAVE area stands behind an FSAVE area */

static __u32 *general(struct sigcontext *m, int i)
{
    __u32 *places[] = {&m->eax, &m->ecx, &m->edx, &m->ebx, &m->esp, &m->ebp, &m->esi, &m->edi};
    return places[i];
}

void host_save(struct context *context, struct state *s)
{
    struct sigcontext *m = &context->m;
    for (int i = 0; i < 16; i++)
        s->r[i] = i < 8 ? *general(m, i) : 0;
    s->rip = m->eip;
    s->flags = m->eflags;
    u16 selectors[6] = {m->es, m->cs, m->ss, m->ds, m->fs, m->gs};
    for (int i = 0; i < 6; i++)
        s->selector[i] = selectors[i];
    copy_fx(&s->fx, (u8 *) m->fpstate + FX_IN_FRAME);
    s->base[0] = s->base[1] = 0;
}

/* A 64-bit kernel takes x87 registers from the FSAVE area, whose tag word has two bits a register, and the rest from FXSAVE. */
static void load_fsave(u32 *area, const struct fx *fx)
{
    u32 tags = 0;
    for (int i = 0; i < 8; i++)
        tags |= (fx->tags >> i & 1 ? 0 : 3) << 2 * i;
    area[0] = 0xFFFF0000 | fx->control;
    area[1] = 0xFFFF0000 | fx->status;
    area[2] = 0xFFFF0000 | tags;
    area[3] = fx->instruction;
    area[4] = (u32) fx->opcode << 16;
    area[5] = fx->data;
    area[6] = 0;
    u8 *st = (u8 *) (area + 7);
    for (int i = 0; i < 8; i++)
        for (int k = 0; k < 10; k++)
            st[10 * i + k] = fx->st[i][k];
}

void host_load(struct context *context, const struct state *s)
{
    struct sigcontext *m = &context->m;
    for (int i = 0; i < 8; i++)
        *general(m, i) = s->r[i];
    m->eip = s->rip;
    m->eflags = s->flags;
    m->es = s->selector[0];
    m->cs = s->selector[1];
    m->ss = s->selector[2];
    m->ds = s->selector[3];
    m->fs = s->selector[4];
    m->gs = s->selector[5];
    u8 *frame = (u8 *) m->fpstate;
    load_fsave((u32 *) frame, &s->fx);
    copy_fx(frame + FX_IN_FRAME, &s->fx);
    *(u64 *) (frame + FX_IN_FRAME + FP_STATE_HEADER) |= X87_AND_SSE;
}
#endif
