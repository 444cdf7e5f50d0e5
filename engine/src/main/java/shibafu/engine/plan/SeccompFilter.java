package shibafu.engine.plan;

import java.util.List;
import java.util.Optional;

/// A compiled filter of system calls.
///
/// @param program an array of `struct sock_filter` (linux/filter.h)
/// @param flags `SECCOMP_FILTER_FLAG_*` for seccomp(2)
public record SeccompFilter(Bytes program, long flags, Optional<Listener> listener) {

    /// Who answers the calls that the filter hands over.
    ///
    /// @param path its AF_UNIX socket
    /// @param state runtime-spec's "Container Process State", cut where the pid of the process belongs
    public record Listener(String path, List<String> state) {
        public Listener {
            state = List.copyOf(state);
        }
    }
}
