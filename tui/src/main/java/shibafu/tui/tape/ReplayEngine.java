package shibafu.tui.tape;

import java.time.Duration;
import java.util.List;
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

/// Stands where there is no engine: what a recording does not have is past, and nothing can be done about it.
public final class ReplayEngine implements Engine {
    private final Tape tape;

    public ReplayEngine(Tape tape) {
        this.tape = tape;
    }

    private ShibafuException past(String what) {
        return new ShibafuException(what + ": this is a replay of " + tape.name());
    }

    private ShibafuException absent(String what, String id) {
        return new ShibafuException(what + " of " + id + ": a recording has none");
    }

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
    public String run(NewContainer container) {
        throw past("create a container");
    }

    @Override
    public void start(String id) {
        throw past("start " + id);
    }

    @Override
    public void stop(String id, Duration grace) {
        throw past("stop " + id);
    }

    @Override
    public void kill(String id, int signal) {
        throw past("kill " + id);
    }

    @Override
    public void pause(String id) {
        throw past("freeze " + id);
    }

    @Override
    public void resume(String id) {
        throw past("thaw " + id);
    }

    @Override
    public void remove(String id, boolean force) {
        throw past("remove " + id);
    }

    @Override
    public void update(String id, LimitChange change, boolean force) {
        throw past("change limits of " + id);
    }

    @Override
    public List<String> preview(String id, LimitChange change) {
        throw past("change limits of " + id);
    }

    @Override
    public HeldLimits limits(String id) {
        throw past("change limits of " + id);
    }

    @Override
    public Subscription events(Consumer<ContainerEvent> listener) {
        return () -> {};
    }

    @Override
    public List<LogRow> log(String id, int lines) {
        throw absent("show the log", id);
    }

    @Override
    public List<ProcessRow> processes(String id) {
        throw absent("show the processes", id);
    }

    @Override
    public List<ImageRow> imageRows() {
        throw past("list images");
    }

    @Override
    public String importImage(String name, String path, ImportProgress progress) {
        throw past("import image " + name);
    }

    @Override
    public void removeImage(String name) {
        throw past("remove image " + name);
    }

    @Override
    public List<String> paths(String begun) {
        return List.of();
    }

    @Override
    public List<MountRow> mounts(String id) {
        throw absent("show the mounts", id);
    }

    @Override
    public Optional<HealthReport> health(String id) {
        throw absent("show the health", id);
    }

    @Override
    public List<NamespaceRow> namespaces(String id) {
        throw absent("show the namespaces", id);
    }

    @Override
    public List<CapabilityRow> capabilities(String id) {
        throw absent("show the capabilities", id);
    }

    @Override
    public List<LimitRow> appliedLimits(String id) {
        throw absent("show the limits", id);
    }

    @Override
    public Optional<ProcessRow> self() {
        return Optional.empty(); // what it costs now has nothing to do with what it cost then
    }

    @Override
    public LaunchTrace launch(String id) {
        throw absent("show the start", id);
    }

    @Override
    public List<ProcessUse> busiest(String id, int most) {
        throw absent("look at the processes", id);
    }

    @Override
    public String config(String id) {
        return Optional.ofNullable(tape.configs().get(id)).orElseThrow(() -> absent("show the configuration", id));
    }

    @Override
    public Attach attach(String id) {
        throw past("attach to " + id);
    }

    @Override
    public List<String> shellCommand(String id) {
        throw past("open a shell in " + id);
    }
}
