package dev.ringside.repl.run;

import java.util.List;

/** One screen for somebody who sits down for the first time. */
final class Tour {
    private Tour() {}

    static List<String> lines() {
        return """
            Ringside: a guest on an emulated PC, and you at the ring between it and its hypervisor.
            The guest is `first`, a small kernel on platform kvm. It stands before its first instruction.

              stepi, x/8i pc, info registers   go an instruction, look at code and registers
              break hypervisor_tour            stop where the guest looks for its hypervisor
              continue                         let it run; Ctrl-C comes back to the prompt
              hypercalls                       what it has asked of its hypervisor so far
              print u32[esp]                   any expression: registers, memory, symbols
              context                          registers, code, stack and hypervisor at one look
              help, help x, apropos memory     what there is; Tab completes
              quit                             or Ctrl-D

            `ringside debug debian-amd64 --platform kvm` does the same with Debian's kernel.
            """.lines().toList();
    }
}
