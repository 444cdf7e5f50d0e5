package shibafu.engine.seccomp;

import java.util.OptionalInt;

/// What the kernel does with a call: `SECCOMP_RET_*` (linux/seccomp.h).
final class Actions {
    static final int KILL_PROCESS = 0x80000000;

    /// Of calls that are newer than the profile.
    static final int NO_SUCH_CALL = 0x00050000 | 38;

    private static final int EPERM = 1;

    private Actions() {}

    /// @param errno for ERRNO, and told to the tracer for TRACE; absent: EPERM
    static int of(String name, OptionalInt errno) {
        int data = errno.orElse(EPERM);
        return switch (name) {
            case "SCMP_ACT_KILL", "SCMP_ACT_KILL_THREAD" -> 0;
            case "SCMP_ACT_KILL_PROCESS" -> KILL_PROCESS;
            case "SCMP_ACT_TRAP" -> 0x00030000;
            case "SCMP_ACT_ERRNO" -> 0x00050000 | data;
            case "SCMP_ACT_NOTIFY" -> 0x7fc00000;
            case "SCMP_ACT_TRACE" -> 0x7ff00000 | data;
            case "SCMP_ACT_LOG" -> 0x7ffc0000;
            case "SCMP_ACT_ALLOW" -> 0x7fff0000;
            default -> throw new IllegalArgumentException("compile seccomp action " + name + ": unknown");
        };
    }

    /// Whether a call that nobody knows of may pass. A tracer answers for such calls itself.
    static boolean lenient(String name) {
        return name.equals("SCMP_ACT_ALLOW") || name.equals("SCMP_ACT_LOG") || name.equals("SCMP_ACT_TRACE");
    }
}
