package shibafu.engine.lifecycle;

import java.util.function.Consumer;
import java.util.function.Predicate;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.ContainerEvents;
import shibafu.engine.event.Subscription;
import shibafu.engine.state.ContainerId;

/// `events`: what happens to containers, as it happens.
record Listen(Parts parts) {
    Subscription to(Predicate<ContainerId> wanted, Consumer<ContainerEvent> listener) {
        return ContainerEvents.listen(parts.states(), parts.probe(), parts::cgroup, wanted, listener);
    }
}
