package dev.ringside.emulator.device.pc;

import dev.ringside.emulator.device.disk.DiskImage;
import dev.ringside.emulator.device.interrupt.LocalApic;
import dev.ringside.emulator.device.serial.ByteSink;
import java.util.List;
import java.util.SortedMap;

/**
 * What a PC is built from.
 *
 * @param cpus number of processors, 1 to 255
 * @param epochSecond what the real-time clock says when the machine is made, in seconds since 1970-01-01 UTC
 * @param apic what the local APICs can do; must agree with CPUID
 * @param cpuSignature CPUID.1:EAX, for the MP table
 * @param cpuFeatures CPUID.1:EDX, for the MP table
 * @param com1 takes what the guest sends on COM1
 * @param debugConsole takes what the guest writes to port E9h
 * @param disks at most four: primary master and slave, secondary master and slave
 * @param files files in the fw_cfg directory, by name
 */
public record PcOptions(int cpus, long epochSecond, LocalApic.Features apic, int cpuSignature, int cpuFeatures, ByteSink com1,
        ByteSink debugConsole, List<DiskImage> disks, SortedMap<String, byte[]> files) { }
