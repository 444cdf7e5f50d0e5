package shibafu.engine.launch;

import java.util.Optional;
import shibafu.engine.plan.HostOp;

/// Why a filter of system calls could not be installed.
final class SeccompDiagnosis {
    private static final int EPERM = 1;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int EINVAL = 22;

    private SeccompDiagnosis() {}

    static Optional<String> filter(int errno) {
        return switch (errno) {
            case EINVAL ->
                Optional.of("this kernel (" + System.getProperty("os.version") + ") was built without seccomp filters, "
                        + "or does not know one of linux.seccomp.flags (WAIT_KILLABLE_RECV needs Linux 5.19)");
            case EACCES, EPERM ->
                Optional.of("without process.noNewPrivileges a filter needs CAP_SYS_ADMIN; set noNewPrivileges");
            case EBUSY -> Optional.of("a process has one listener, and a filter around this one has it already");
            default -> Optional.empty();
        };
    }

    static String socket(HostOp.SeccompSocket socket) {
        return "whoever answers the container's calls must listen on " + socket.path()
                + " before it is made (linux.seccomp.listenerPath)";
    }
}
