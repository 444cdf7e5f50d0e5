package shibafu.engine.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.HealthStatus;

/// One container, as a list shows it.
///
/// @param pid host pid of its first process, 0 when there is none
/// @param image what it was made from, as the user wrote it
/// @param exitCode once stopped, where known
/// @param health whether it is well; empty unless it runs and that is looked after
/// @param oomKilled whether a process of it was killed for want of memory before it ended
public record ContainerRow(
        String id,
        ContainerStatus status,
        int pid,
        String image,
        List<String> command,
        Instant created,
        OptionalInt exitCode,
        boolean oomKilled,
        Optional<HealthStatus> health) {
    public ContainerRow {
        command = List.copyOf(command);
    }
}
