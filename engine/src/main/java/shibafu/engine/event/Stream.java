package shibafu.engine.event;

import java.util.function.Consumer;
import java.util.function.Function;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.kernel.PollLoop;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.StateStore;
import shibafu.engine.state.StatusProbe;

/// What the containers of one stream share.
///
/// @param cgroups how to find a container's cgroup
/// @param listener called on the loop's thread
record Stream(
        StateStore store,
        StatusProbe probe,
        Function<ContainerState, Cgroup> cgroups,
        PollLoop loop,
        DirectoryChanges changes,
        KernelLog log,
        Consumer<ContainerEvent> listener) {}
