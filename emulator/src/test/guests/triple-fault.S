# Claim: a fault while a double fault is delivered ends the run: Ringside's exit code is 70 and it says where; nothing after the
# fault runs. (A real processor shuts down.) Intel SDM 3A 6.15. It fails if the guest reaches its last line, which prints FAIL.

.include "harness.inc"

test_main:
    CHECK   1, 1, "the guest runs"
    lidt    [no_table]
    ud2                                     # no gate for #UD, none for #GP, none for #DF
    PRINT   "FAIL the triple fault did not end the run\n"
    inc     dword ptr [failures]
    ret

.section .data
no_table:
    .word   0
    .long   0
