package shibafu.engine.lifecycle;

import shibafu.engine.spec.HookState;
import shibafu.engine.state.ContainerState;

/// What hooks are told of a container that has a record.
final class HookStates {
    private HookStates() {}

    static HookState of(ContainerState state) {
        return new HookState(
                state.ociVersion(), state.id().value(), state.bundle().toString(), state.annotations());
    }
}
