/*
 * Executes single instructions on the processor it runs on and tells what they did.
 *
 * Reads cases from standard input, writes results to standard output; both formats are described in README.md. Freestanding:
 * it needs neither a C library nor a start file, so that both widths build where only one library is installed.
 *
 * How it works: every case is entered by returning from a signal handler, which loads all registers, EFLAGS and the
 * x87 and SSE state at once; and every case ends in the same handler, because the code page is filled with INT3 (or the trap
 * flag is set, for branches, or the instruction faulted). The handler runs on a stack of its own, so the case may have any rSP.
 */
#include "host.h"

#define PATTERN(a) ((u8) ((a) * 0x9D + ((a) >> 8) * 0x35 + 7))

enum {
    DATA = 0x8000, DATA_END = 0xA000,
    READ_ONLY = 0xB000, READ_ONLY_END = 0xC000,
    CODE = 0x20000, CODE_END = 0x22000,
    CODE_FILL = 0xCC,
    STOP_AT_BREAKPOINT = 0, STOP_BY_TRAP_FLAG = 1,
    TRAP_FLAG = 0x100,
    COMPLETED = 0xFF,
    LONGEST_CODE = 16, MOST_PATCHES = 64
};

struct case_header {
    u8 code_length, stop;
    u16 patches;
    u32 reserved;
    u8 code[LONGEST_CODE];
    struct state initial;
};

struct result_header {
    u8 trap, signal;
    u16 patches;
    u32 error;
    u64 address;
    struct state final;
};

static u8 input[1 << 16], output[1 << 16];
static u64 input_start, input_end, output_length;
static struct case_header current;
static u8 expected[READ_ONLY_END] __attribute__((aligned(64)));   /* what the windows held before the case ran, by address */
static u16 baseline[6];

static void fail(const char *why)
{
    u64 n = 0;
    while (why[n])
        n++;
    host_write(2, why, n);
    host_exit(1);
}

static void copy(void *to, const void *from, unsigned long n)
{
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

static int same(const void *a, const void *b, unsigned long n)
{
    const u64 *x = a, *y = b;
    for (unsigned long i = 0; i < n / sizeof *x; i++)
        if (x[i] != y[i])
            return 0;
    return 1;
}

/* ---- input and output ---- */

static void flush(void)
{
    for (u64 done = 0; done < output_length; ) {
        long n = host_write(1, output + done, output_length - done);
        if (n <= 0)
            host_exit(1);
        done += n;
    }
    output_length = 0;
}

/* Whoever writes cases may wait for the results of the last ones: they are sent before more are awaited. */
static int available(u64 n)
{
    if (input_end - input_start >= n)
        return 1;
    flush();
    copy(input, input + input_start, input_end - input_start);
    input_end -= input_start;
    input_start = 0;
    while (input_end < n) {
        long got = host_read(0, input + input_end, sizeof input - input_end);
        if (got <= 0)
            return 0;
        input_end += got;
    }
    return 1;
}

static void take(void *to, u64 n)
{
    if (!available(n))
        fail("recorder: truncated case\n");
    copy(to, input + input_start, n);
    input_start += n;
}

static void give(const void *from, u64 n)
{
    if (output_length + n > sizeof output)
        flush();
    copy(output + output_length, from, n);
    output_length += n;
}

/* ---- memory windows ---- */

static void protect_window(int writable)
{
    host_protect(READ_ONLY, READ_ONLY_END - READ_ONLY, writable);
}

static int in_window(u64 address, u64 length)
{
    return (address >= DATA && address + length <= DATA_END) || (address >= READ_ONLY && address + length <= READ_ONLY_END);
}

static void fill_patterns(void)
{
    for (unsigned long a = DATA; a < READ_ONLY_END; a++) {
        expected[a] = PATTERN(a);
        if (in_window(a, 1))
            *(volatile u8 *) a = PATTERN(a);
    }
}

static u32 patched_from[MOST_PATCHES], patched_length[MOST_PATCHES];
static int patched;

static void write_memory(u32 address, const u8 *bytes, u32 length)
{
    if (address >= READ_ONLY)
        protect_window(1);
    copy((void *) (unsigned long) address, bytes, length);
    if (address >= READ_ONLY)
        protect_window(0);
    copy(expected + address, bytes, length);
}

static void unpatch(void)
{
    static u8 bytes[READ_ONLY_END - DATA];
    while (patched > 0) {
        patched--;
        for (u32 i = 0; i < patched_length[patched]; i++)
            bytes[i] = PATTERN(patched_from[patched] + i);
        write_memory(patched_from[patched], bytes, patched_length[patched]);
    }
}

static void take_patches(void)
{
    static u8 bytes[READ_ONLY_END - DATA];
    if (current.patches > MOST_PATCHES)
        fail("recorder: too many patches\n");
    for (int i = 0; i < current.patches; i++) {
        u32 place[2];
        take(place, sizeof place);
        if (!in_window(place[0], place[1]))
            fail("recorder: a patch lies outside the windows\n");
        take(bytes, place[1]);
        write_memory(place[0], bytes, place[1]);
        patched_from[patched] = place[0];
        patched_length[patched++] = place[1];
    }
}

/* Writes the runs of bytes that the case changed (when asked to) and puts the old ones back; only the data window can change. */
static int changes(int write)
{
    int runs = 0;
    for (u32 a = DATA; a < DATA_END; a += 256) {
        if (same(expected + a, (void *) (unsigned long) a, 256))
            continue;
        for (u32 b = a; b < a + 256; ) {
            volatile u8 *now = (volatile u8 *) (unsigned long) b;
            if (*now == expected[b]) {
                b++;
                continue;
            }
            u32 n = 0;
            while (b + n < a + 256 && now[n] != expected[b + n])
                n++;
            runs++;
            if (write) {
                u32 place[2] = {b, n};
                give(place, sizeof place);
                give((void *) (unsigned long) b, n);
                copy((void *) (unsigned long) b, expected + b, n);
            }
            b += n;
        }
    }
    return runs;
}

/* ---- cases ---- */

static void put_code(int present)
{
    u8 *at = (u8 *) (unsigned long) current.initial.rip;
    for (int i = 0; i < current.code_length && at + i < (u8 *) CODE_END; i++)
        at[i] = present ? current.code[i] : CODE_FILL;
}

static void next_case(struct context *context)
{
    if (!available(sizeof current)) {
        flush();
        host_exit(input_end == input_start ? 0 : 1);
    }
    take(&current, sizeof current);
    if (current.code_length > LONGEST_CODE || current.initial.rip < CODE || current.initial.rip >= CODE_END)
        fail("recorder: bad code\n");
    take_patches();
    put_code(1);
    struct state s = current.initial;
    s.flags = (s.flags & ~(u64) TRAP_FLAG) | (current.stop == STOP_BY_TRAP_FLAG ? TRAP_FLAG : 0);
    copy(s.selector, baseline, sizeof baseline);
    host_load(context, &s);
}

static void finish_case(int signal, struct context *context)
{
    struct result_header r = {.signal = signal};
    host_save(context, &r.final);
    r.trap = host_trap(context);
    r.error = host_error(context);
    r.address = host_fault_address(context);
    u64 next = current.initial.rip + current.code_length;
    if (current.stop == STOP_AT_BREAKPOINT && r.trap == 3 && r.final.rip == next + 1) {
        r.trap = COMPLETED;
        r.final.rip = next;
    } else if (current.stop == STOP_BY_TRAP_FLAG && r.trap == 1) {
        r.trap = COMPLETED;
    }
    if (current.stop == STOP_BY_TRAP_FLAG)
        r.final.flags &= ~(u64) TRAP_FLAG;
    r.patches = changes(0);
    give(&r, sizeof r);
    changes(1);
    put_code(0);
    unpatch();
}

static int started;

void on_signal(int signal, void *info, struct context *context)
{
    (void) info;
    host_clear_flags();
    if (started)
        finish_case(signal, context);
    else
        host_leave_stack();
    started = 1;
    next_case(context);
}

static void announce(void)
{
    struct { char magic[8]; u16 bits; u16 selector[6]; u16 pad; u32 signature; u32 fdp_fcs; char brand[48]; } hello = {
        .magic = "RSRECORD", .bits = sizeof(long) * 8};
    copy(hello.selector, baseline, sizeof baseline);
    u32 r[4];
    host_cpuid(1, r);
    hello.signature = r[0];
    host_cpuid(7, r);
    hello.fdp_fcs = r[1];
    for (int i = 0; i < 3; i++) {
        host_cpuid(0x80000002 + i, r);
        copy(hello.brand + 16 * i, r, 16);
    }
    give(&hello, sizeof hello);
}

void recorder_main(void)
{
    if (!host_has_base_instructions())
        fail("recorder: the processor has no FSGSBASE\n");
    host_map(DATA, DATA_END - DATA, 0);
    host_map(READ_ONLY, READ_ONLY_END - READ_ONLY, 0);
    host_map(CODE, CODE_END - CODE, 1);
    fill_patterns();
    protect_window(0);
    for (unsigned long a = CODE; a < CODE_END; a++)
        *(volatile u8 *) a = CODE_FILL;
    host_selectors(baseline);
    announce();
    host_handle_signals();
    __asm__ volatile("int3");
}
