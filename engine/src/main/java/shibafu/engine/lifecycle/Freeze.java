package shibafu.engine.lifecycle;

import java.util.List;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.ProcessTree;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// `pause` and `resume`: the cgroup freezer; without a cgroup, SIGSTOP and SIGCONT to each process.
record Freeze(Parts parts) {
    private static final int CONT = 18;
    private static final int STOP = 19;
    private static final int ROUNDS = 20; // each finds what was forked in the one before

    void pause(Container container) {
        ContainerState state = container.state();
        ContainerStatus status = parts.status(state);
        if (parts.caller().again() && status == ContainerStatus.PAUSED) {
            return;
        }
        if (!status.canPause()) {
            throw new ShibafuException("pause " + state.id() + ": container not running, it is " + status.word());
        }
        freeze(state);
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
        thaw(state);
    }

    private void freeze(ContainerState state) {
        Cgroup cgroup = parts.cgroup(state);
        if (cgroup.tree().isEmpty()) {
            cgroup.freeze();
            return;
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessTree.Member> running = cgroup.tree().get().members().stream()
                    .filter(one -> one.letter() != 'T')
                    .toList();
            if (running.isEmpty()) {
                return;
            }
            running.forEach(one -> new Signal(parts).signal(one, STOP));
        }
    }

    void thaw(ContainerState state) {
        Cgroup cgroup = parts.cgroup(state);
        if (cgroup.tree().isEmpty()) {
            cgroup.thaw();
            return;
        }
        cgroup.tree().get().members().forEach(one -> new Signal(parts).signal(one, CONT));
    }
}
