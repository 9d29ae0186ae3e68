/* Types, functions and lines of every kind that the reader of DWARF knows. The compiler says what is right: in facts[]. */
typedef __SIZE_TYPE__ size_t;
typedef unsigned int u32;
typedef unsigned long long u64;

#define offsetof(type, member) __builtin_offsetof(type, member)

struct list_head {
    struct list_head *next, *prev;
};

enum color { RED, GREEN = 5, BLUE = -7 };
enum { FIRST = 1, LAST = 200 };

typedef int (*callback_t)(const char *name, ...);

union word {
    u32 whole;
    unsigned char bytes[4];
};

struct forward;

struct bits {
    unsigned int a : 3;
    int b : 7;
    u64 c : 33;
    unsigned char d : 1;
    u32 rest;
};

struct shape {
    char name[16];
    enum color color;
    struct list_head list;
    const volatile u32 *registers;
    callback_t callback;
    union {
        struct {
            short x, y;
        };
        u64 raw;
    };
    union word grid[2][3];
    struct bits bits;
    struct forward *forward;
    struct shape *const self;
    _Bool visible;
    double area;
    long double precise;
    void *restrict any;
    unsigned char tail[];
};

struct shape the_shape = { .name = "shape" };
static int counter;
volatile long long shared[4] = { 1 };

const unsigned int facts[] = {
    sizeof(struct shape), offsetof(struct shape, color), offsetof(struct shape, list), offsetof(struct shape, list.prev),
    offsetof(struct shape, registers), offsetof(struct shape, callback), offsetof(struct shape, x), offsetof(struct shape, y),
    offsetof(struct shape, raw), offsetof(struct shape, grid), offsetof(struct shape, grid[1][2].bytes[3]), offsetof(struct shape, bits),
    offsetof(struct shape, bits.rest), offsetof(struct shape, forward), offsetof(struct shape, self), offsetof(struct shape, visible),
    offsetof(struct shape, area), offsetof(struct shape, precise), offsetof(struct shape, any), offsetof(struct shape, tail),
};

/* Every bit of each bit field, and nothing else: where the compiler puts them. */
const struct bits marks[] = { { .a = 7 }, { .b = -1 }, { .c = 0x1ffffffffull }, { .d = 1 }, { .rest = 0xffffffff } };

static inline int twice(int value)
{
    return value + value;
}

static int __attribute__((noinline)) count(int step, const char *why)
{
    if (why)
        counter += step;
    return twice(counter);
}

u64 measure(struct shape *shape, u32 scale, ...)
{
    u64 sum = FIRST;

    for (u32 i = 0; i < scale; i++)
        sum += shape->grid[1][i % 3].whole + shared[i & 3];
    return sum + count((int)scale, shape->name);
}

void _start(void)
{
    measure(&the_shape, LAST);
    for (;;)
        ;
}
