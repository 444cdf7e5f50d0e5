package shibafu.engine.seccomp;

import java.util.List;

/// The kinds of kernel that Shibafu runs on, each with the ways in which programs call it.
public enum Machine {
    X86_64,
    AARCH64;

    private static final List<Abi> OF_X86_64 = List.of(
            new Abi("SCMP_ARCH_X86_64", "x86_64", 0xC000003E, 0, true),
            new Abi("SCMP_ARCH_X32", "x32", 0xC000003E, Abi.X32_BIT, true),
            new Abi("SCMP_ARCH_X86", "x86", 0x40000003, 0, false));

    private static final List<Abi> OF_AARCH64 = List.of(
            new Abi("SCMP_ARCH_AARCH64", "aarch64", 0xC00000B7, 0, true),
            new Abi("SCMP_ARCH_ARM", "arm", 0x40000028, 0, false));

    /// The kernel's own first.
    List<Abi> abis() {
        return switch (this) {
            case X86_64 -> OF_X86_64;
            case AARCH64 -> OF_AARCH64;
        };
    }

    /// The one that this program runs on.
    public static Machine here() {
        return "aarch64".equals(System.getProperty("os.arch")) ? AARCH64 : X86_64;
    }

    /// A way to call the kernel.
    ///
    /// @param audit `AUDIT_ARCH_*` (linux/audit.h); x32 shares x86_64's
    /// @param base added to each number
    /// @param wide whether arguments have 64 bits
    record Abi(String name, String table, int audit, int base, boolean wide) {
        /// `__X32_SYSCALL_BIT`.
        static final int X32_BIT = 0x40000000;
    }
}
