package shibafu.engine.lifecycle;

import java.util.function.Consumer;
import java.util.function.Predicate;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.ContainerEvents;
import shibafu.engine.event.PressureLevel;
import shibafu.engine.event.PressureResource;
import shibafu.engine.event.Subscription;
import shibafu.engine.state.ContainerId;

/// `events`: what happens to containers, as it happens.
record Listen(Parts parts) {
    Subscription to(Predicate<ContainerId> wanted, Consumer<ContainerEvent> listener) {
        return ContainerEvents.listen(parts.states(), parts.probe(), parts::cgroup, wanted, listener);
    }

    static Consumer<ContainerEvent> ooms(Consumer<ContainerEvent.OomKilled> callback) {
        return event -> {
            if (event instanceof ContainerEvent.OomKilled killed) {
                callback.accept(killed);
            }
        };
    }

    static Consumer<ContainerEvent> memoryPressure(PressureLevel atLeast, Consumer<ContainerEvent.Pressure> callback) {
        return event -> {
            if (event instanceof ContainerEvent.Pressure pressure
                    && pressure.resource() == PressureResource.MEMORY
                    && pressure.level().compareTo(atLeast) >= 0) {
                callback.accept(pressure);
            }
        };
    }
}
