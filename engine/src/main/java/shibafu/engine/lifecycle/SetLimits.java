package shibafu.engine.lifecycle;

import shibafu.engine.ShibafuException;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.StateLock;

/// `update`: changes limits while the container runs.
record SetLimits(Parts parts) {
    @SuppressWarnings("try") // the lock is held, not used
    void run(Container container, Resources change, boolean force) {
        ContainerState state = container.state();
        try (StateLock lock = parts.states().lock(state.id())) {
            ContainerStatus status = parts.status(state);
            if (status == ContainerStatus.STOPPED || status == ContainerStatus.CREATING) {
                throw new ShibafuException("update " + state.id() + ": container not running, it is " + status.word());
            }
            Spec spec = container.config();
            LinuxSpec linux = spec.linux();
            parts.cgroup(state)
                    .apply(change, linux.resources(), force, parts.scopes().notice(state));
            parts.saveConfig(
                    state.id(),
                    spec.withLinux(linux.withResources(linux.resources().merge(change))));
        }
    }
}
