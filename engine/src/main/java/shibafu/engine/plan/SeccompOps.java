package shibafu.engine.plan;

import java.util.List;
import java.util.Optional;

/// When the filter of system calls begins: as late as it can, so that it sees few calls but the program's own.
///
/// With no_new_privs nothing is needed for it but the program itself; so it comes directly before `exec`, and our init
/// stays outside: it runs none of the container's code, and a profile knows nothing of what it needs. Without, it
/// needs CAP_SYS_ADMIN, and so comes before the process changes its user. A listener is handed on by the launcher,
/// which is gone once the process waits for its start.
final class SeccompOps {
    private static final long NEW_LISTENER = 8;

    private final Optional<SeccompFilter> filter;
    private final boolean noNewPrivileges;

    SeccompOps(Optional<SeccompFilter> filter, boolean noNewPrivileges) {
        this.filter = filter;
        this.noNewPrivileges = noNewPrivileges;
    }

    /// On the host.
    List<Op> connect() {
        return filter.flatMap(SeccompFilter::listener)
                .map(listener -> List.<Op>of(new HostOp.SeccompSocket(listener.path(), listener.state())))
                .orElse(List.of());
    }

    List<Op> beforeIdentity() {
        return noNewPrivileges ? List.of() : install();
    }

    List<Op> beforeWait() {
        return noNewPrivileges && listens() ? install() : List.of();
    }

    List<Op> beforeExec() {
        return noNewPrivileges && !listens() ? install() : List.of();
    }

    private boolean listens() {
        return filter.flatMap(SeccompFilter::listener).isPresent();
    }

    private List<Op> install() {
        long listening = listens() ? NEW_LISTENER : 0;
        return filter.map(found -> List.<Op>of(new ProcessOp.Seccomp(found.program(), found.flags() | listening)))
                .orElse(List.of());
    }
}
