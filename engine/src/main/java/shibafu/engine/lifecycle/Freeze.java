package shibafu.engine.lifecycle;

import shibafu.engine.ShibafuException;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// `pause` and `resume`: the cgroup freezer.
record Freeze(Parts parts) {
    void pause(Container container) {
        ContainerState state = container.state();
        ContainerStatus status = parts.status(state);
        if (parts.caller().again() && status == ContainerStatus.PAUSED) {
            return;
        }
        if (!status.canPause()) {
            throw new ShibafuException("pause " + state.id() + ": container not running, it is " + status.word());
        }
        parts.cgroup(state).freeze();
    }

    void resume(Container container) {
        ContainerState state = container.state();
        ContainerStatus status = parts.status(state);
        if (parts.caller().again() && status == ContainerStatus.RUNNING) {
            return;
        }
        if (!status.canResume()) {
            throw new ShibafuException("resume " + state.id() + ": container not paused, it is " + status.word());
        }
        parts.cgroup(state).thaw();
    }
}
