package dev.ringside.emulator.platform.kvm;

/** What hypercalls return when they fail (kvm_para.h). */
enum KvmError {
    KVM_EPERM(-1), KVM_EFAULT(-14), KVM_EINVAL(-22), KVM_EOPNOTSUPP(-95), KVM_ENOSYS(-1000);

    final long value;

    KvmError(long value) {
        this.value = value;
    }

    /** The name of a result, or the empty string when it is no error. */
    static String meaning(long result) {
        for (KvmError e : values()) {
            if (e.value == result) {
                return e.name();
            }
        }
        return "";
    }
}
