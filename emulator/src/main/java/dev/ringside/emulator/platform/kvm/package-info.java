/**
 * The KVM platform: CPUID leaves at 0x40000000, MSRs 0x11, 0x12 and 0x4b564d00-08, hypercalls by VMCALL and VMMCALL. Each is
 * a row of a table. Source of names and numbers: Linux's uapi header kvm_para.h and Documentation/virt/kvm/x86.
 */
package dev.ringside.emulator.platform.kvm;
