/* What differs between the two widths, and the few system calls: see host.c. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

/* The first 416 bytes of an FXSAVE area, FXSAVE64 format (64-bit instruction and data offsets). */
struct fx {
    u16 control, status;
    u8 tags, pad;
    u16 opcode;
    u64 instruction, data;
    u32 mxcsr, mxcsr_mask;
    u8 st[8][16], xmm[16][16];
};

/* All that a case can see of the processor. General registers and selectors are in the manual's encoding order. */
struct state {
    u64 r[16], rip, flags;
    u16 selector[6], pad[2];
    struct fx fx;
    u64 base[2];   /* of FS and GS; 0 in 32-bit code */
};

struct context;

long host_read(int fd, void *buffer, u64 n);
long host_write(int fd, const void *buffer, u64 n);
void host_exit(int status) __attribute__((noreturn));
void host_map(u64 address, u64 length, int executable);
void host_leave_stack(void);
void host_protect(u64 address, u64 length, int writable);
void host_handle_signals(void);
void host_selectors(u16 *six);
void host_cpuid(u32 leaf, u32 *four);
void host_clear_flags(void);
int host_has_base_instructions(void);

/* Copies between what the kernel will load on return from the handler and our own form. */
void host_load(struct context *context, const struct state *s);
void host_save(struct context *context, struct state *s);
int host_trap(struct context *context);
u32 host_error(struct context *context);
u64 host_fault_address(struct context *context);

void on_signal(int signal, void *info, struct context *context);
void recorder_main(void);
