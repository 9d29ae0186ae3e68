package dev.ringside.emulator.memory;

/** Who makes a memory access. */
public enum Agent {
    /** An instruction. */
    CPU,
    /** The page walker, reading entries and setting accessed and dirty bits. */
    PAGE_WALKER,
    /** A device, by DMA. */
    DEVICE,
    /** The platform: kvmclock records, hypercall results. */
    HYPERVISOR,
    /** A front end, through the session. */
    DEBUGGER,
    /** A loader, before the guest runs. */
    LOADER
}
