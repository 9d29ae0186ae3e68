# Runs a program under gdb instruction by instruction and prints, at each, the stack and what gdb knows of every frame.
import gdb

WIDE = gdb.lookup_type("long").sizeof == 8
NAMES = (["rip", "rsp", "rbp", "rbx", "r12", "r13", "r14", "r15"] if WIDE else ["eip", "esp", "ebp", "ebx", "esi", "edi"])
GENERAL = (["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"] if WIDE
           else ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"])
MASK = (1 << 64) - 1 if WIDE else (1 << 32) - 1


def value(frame, name):
    try:
        return "%x" % (int(frame.read_register(name)) & MASK)
    except (gdb.error, gdb.MemoryError):
        return "-"


gdb.execute("set pagination off")
gdb.execute("set confirm off")
gdb.execute("set backtrace past-main on")
gdb.execute("handle SIGUSR1 nostop noprint pass")
gdb.execute("break _start")
if gdb.lookup_global_symbol("handler") or WIDE:
    gdb.execute("break *handler")
gdb.execute("run")
top = int(gdb.newest_frame().read_register(NAMES[1])) & MASK
for step in range(1000):
    frame = gdb.newest_frame()
    sp = int(frame.read_register(NAMES[1])) & MASK
    start = (sp - 128) & -16
    memory = gdb.selected_inferior().read_memory(start, top + 64 - start)
    print("LIVE " + " ".join(name + "=" + value(frame, name) for name in ["rip" if WIDE else "eip"] + GENERAL))
    print("STACK %x %s" % (start, bytes(memory).hex()))
    while frame is not None:
        print("FRAME " + " ".join(name + "=" + value(frame, name) for name in NAMES))
        frame = frame.older()
    gdb.execute("stepi", to_string=True)
    if not gdb.selected_thread():
        break
