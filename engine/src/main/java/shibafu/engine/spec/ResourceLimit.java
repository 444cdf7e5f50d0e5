package shibafu.engine.spec;

import java.util.Arrays;
import java.util.Optional;

/// The resources of setrlimit(2), with the kernel's numbers.
public enum ResourceLimit {
    CPU(0),
    FSIZE(1),
    DATA(2),
    STACK(3),
    CORE(4),
    RSS(5),
    NPROC(6),
    NOFILE(7),
    MEMLOCK(8),
    AS(9),
    LOCKS(10),
    SIGPENDING(11),
    MSGQUEUE(12),
    NICE(13),
    RTPRIO(14),
    RTTIME(15);

    private final int number;

    ResourceLimit(int number) {
        this.number = number;
    }

    /// The kernel's number.
    public int number() {
        return number;
    }

    /// OCI's word: `RLIMIT_NOFILE`.
    public String ociName() {
        return "RLIMIT_" + name();
    }

    public static Optional<ResourceLimit> named(String ociName) {
        return Arrays.stream(values()).filter(r -> r.ociName().equals(ociName)).findFirst();
    }

    public static Optional<ResourceLimit> numbered(int number) {
        return Arrays.stream(values()).filter(r -> r.number == number).findFirst();
    }
}
