package dev.ringside.emulator.boot;

import java.util.List;

/**
 * What a loader needs to know beside the image.
 *
 * @param memory      the memory map of the machine
 * @param commandLine kernel command line, without a terminator
 * @param modules     files to load beside the kernel; Linux takes the first as its initial RAM disk
 * @param unpack      who unpacks a bzImage
 * @param rsdp        physical address of the ACPI root pointer, 0 when there is none
 */
public record LoadRequest(MemoryMap memory, String commandLine, List<BootModule> modules, Unpack unpack, long rsdp) {
    /** Copies the list. */
    public LoadRequest {
        modules = List.copyOf(modules);
    }

    /** A request with neither command line nor modules. */
    public static LoadRequest of(MemoryMap memory) {
        return new LoadRequest(memory, "", List.of(), Unpack.byHost(), 0);
    }

    /** The same request with this command line. */
    public LoadRequest withCommandLine(String text) {
        return new LoadRequest(memory, text, modules, unpack, rsdp);
    }

    /** The same request with these modules. */
    public LoadRequest withModules(List<BootModule> files) {
        return new LoadRequest(memory, commandLine, files, unpack, rsdp);
    }

    /** The same request with this way of unpacking. */
    public LoadRequest withUnpack(Unpack way) {
        return new LoadRequest(memory, commandLine, modules, way, rsdp);
    }

    /** The same request with this ACPI root pointer. */
    public LoadRequest withRsdp(long physicalAddress) {
        return new LoadRequest(memory, commandLine, modules, unpack, physicalAddress);
    }
}
