package dev.ringside.repl.options;

/** The platforms that {@code --platform} names. */
public enum PlatformName implements Choice {
    /** Bare hardware: no hypervisor shows itself. */
    NATIVE("native", true),
    /** VMware's Virtual Machine Interface. */
    VMI("vmi", false),
    /** KVM. */
    KVM("kvm", true),
    /** A Xen PV domain. */
    XEN("xen", false),
    /** A Xen domain entered by PVH. */
    XEN_PVH("xen-pvh", false),
    /** Microsoft Hyper-V. */
    HYPERV("hyperv", false),
    /** VMware. */
    VMWARE("vmware", false),
    /** VirtualBox. */
    VIRTUALBOX("virtualbox", false),
    /** Lguest. */
    LGUEST("lguest", false);

    private final String label;
    private final boolean built;

    PlatformName(String label, boolean built) {
        this.label = label;
        this.built = built;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean built() {
        return built;
    }
}
