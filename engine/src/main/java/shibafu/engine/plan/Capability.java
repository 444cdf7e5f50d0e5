package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Capabilities by the number of their bit (`linux/capability.h`).
public enum Capability {
    CHOWN(0),
    DAC_OVERRIDE(1),
    DAC_READ_SEARCH(2),
    FOWNER(3),
    FSETID(4),
    KILL(5),
    SETGID(6),
    SETUID(7),
    SETPCAP(8),
    LINUX_IMMUTABLE(9),
    NET_BIND_SERVICE(10),
    NET_BROADCAST(11),
    NET_ADMIN(12),
    NET_RAW(13),
    IPC_LOCK(14),
    IPC_OWNER(15),
    SYS_MODULE(16),
    SYS_RAWIO(17),
    SYS_CHROOT(18),
    SYS_PTRACE(19),
    SYS_PACCT(20),
    SYS_ADMIN(21),
    SYS_BOOT(22),
    SYS_NICE(23),
    SYS_RESOURCE(24),
    SYS_TIME(25),
    SYS_TTY_CONFIG(26),
    MKNOD(27),
    LEASE(28),
    AUDIT_WRITE(29),
    AUDIT_CONTROL(30),
    SETFCAP(31),
    MAC_OVERRIDE(32),
    MAC_ADMIN(33),
    SYSLOG(34),
    WAKE_ALARM(35),
    BLOCK_SUSPEND(36),
    AUDIT_READ(37),
    PERFMON(38),
    BPF(39),
    CHECKPOINT_RESTORE(40);

    private static final Map<String, Capability> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Capability::ociName, Function.identity()));

    private final int number;
    private final String ociName;

    Capability(int number) {
        this.number = number;
        this.ociName = "CAP_" + name();
    }

    public String ociName() {
        return ociName;
    }

    public long bit() {
        return 1L << number;
    }

    /// The bits of those that this kernel has; OCI wants the others logged, not refused.
    ///
    /// @param lastCapability the kernel's highest number
    /// @param unknown takes those without a bit
    static long mask(List<String> ociNames, int lastCapability, List<String> unknown) {
        long mask = 0;
        for (String name : ociNames) {
            long bit = bit(name, lastCapability);
            if (bit == 0) {
                unknown.add(name);
            }
            mask |= bit;
        }
        return mask;
    }

    private static long bit(String ociName, int lastCapability) {
        Capability capability = BY_NAME.get(ociName);
        return capability != null && capability.number <= lastCapability ? capability.bit() : 0;
    }

    /// OCI's names for all that a kernel has.
    public static List<String> ociNames(int lastCapability) {
        return names((2L << lastCapability) - 1);
    }

    /// OCI's names for the bits of a mask.
    public static List<String> names(long mask) {
        if (mask == 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Capability capability : values()) {
            if ((mask & capability.bit()) != 0) {
                names.add(capability.ociName());
            }
        }
        return names;
    }
}
