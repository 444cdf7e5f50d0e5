package shibafu.tui;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.metrics.ProcessRow;
import shibafu.engine.metrics.ProcessUse;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.Attach;
import shibafu.engine.service.CapabilityRow;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.Engine;
import shibafu.engine.service.HealthReport;
import shibafu.engine.service.HeldLimits;
import shibafu.engine.service.ImageRow;
import shibafu.engine.service.ImportProgress;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.LimitRow;
import shibafu.engine.service.LogRow;
import shibafu.engine.service.MountRow;
import shibafu.engine.service.NamespaceRow;
import shibafu.engine.service.NewContainer;
import shibafu.engine.state.LaunchTrace;

/// An engine that has nothing and does nothing, for a test to say what is different.
public abstract class IdleEngine implements Engine {
    @Override
    public List<ContainerRow> list() {
        return List.of();
    }

    @Override
    public Optional<Sample> sample(String id) {
        return Optional.empty();
    }

    @Override
    public List<String> images() {
        return List.of();
    }

    @Override
    public List<ImageRow> imageRows() {
        return List.of();
    }

    @Override
    public String importImage(String name, String path, ImportProgress progress) {
        return name;
    }

    @Override
    public void removeImage(String name) {}

    @Override
    public List<String> paths(String begun) {
        return List.of();
    }

    @Override
    public String run(NewContainer container) {
        return container.name().orElse("");
    }

    @Override
    public void start(String id) {}

    @Override
    public void stop(String id, Duration grace) {}

    @Override
    public void kill(String id, int signal) {}

    @Override
    public void pause(String id) {}

    @Override
    public void resume(String id) {}

    @Override
    public void remove(String id, boolean force) {}

    @Override
    public void update(String id, LimitChange change, boolean force) {}

    @Override
    public List<String> preview(String id, LimitChange change) {
        return List.of();
    }

    @Override
    public HeldLimits limits(String id) {
        return new HeldLimits(true, Map.of(), List.of());
    }

    @Override
    public Subscription events(Consumer<ContainerEvent> listener) {
        return () -> {};
    }

    @Override
    public List<LogRow> log(String id, int lines) {
        return List.of();
    }

    @Override
    public List<ProcessRow> processes(String id) {
        return List.of();
    }

    @Override
    public List<ProcessUse> busiest(String id, int most) {
        return List.of();
    }

    @Override
    public String config(String id) {
        return "";
    }

    @Override
    public List<MountRow> mounts(String id) {
        return List.of();
    }

    @Override
    public Optional<HealthReport> health(String id) {
        return Optional.empty();
    }

    @Override
    public List<NamespaceRow> namespaces(String id) {
        return List.of();
    }

    @Override
    public List<CapabilityRow> capabilities(String id) {
        return List.of();
    }

    @Override
    public List<LimitRow> appliedLimits(String id) {
        return List.of();
    }

    @Override
    public Optional<ProcessRow> self() {
        return Optional.empty();
    }

    @Override
    public LaunchTrace launch(String id) {
        throw new ShibafuException("show launch of " + id + ": nothing is remembered of it");
    }

    @Override
    public List<String> shellCommand(String id) {
        return List.of();
    }

    @Override
    public Attach attach(String id) {
        return new Attach(List.of(), true);
    }
}
