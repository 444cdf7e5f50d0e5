package shibafu.engine.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.Home;
import shibafu.engine.metrics.HostCpu;
import shibafu.engine.metrics.ProcessRow;
import shibafu.engine.metrics.ProcessSampler;
import shibafu.engine.metrics.ProcessUse;
import shibafu.engine.metrics.Sample;
import shibafu.engine.metrics.Sampler;
import shibafu.engine.spec.SpecWriter;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.LaunchTrace;

/// The engine inside this very program.
public final class LocalEngine implements Engine, AutoCloseable {
    private final ContainerFactory factory;
    private final Inspection inspection;
    private final Map<String, Sampler> samplers = new ConcurrentHashMap<>();
    private final Map<String, ProcessSampler> processSamplers = new ConcurrentHashMap<>();
    private final Supplier<HostCpu> host = HostCpu.atMostEvery(Duration.ofMillis(100));

    public LocalEngine(ContainerFactory factory) {
        this.factory = factory;
        this.inspection = new Inspection(factory, Path.of("/proc"));
    }

    /// The engine in its usual places.
    public static LocalEngine open() {
        ContainerFactory factory = ContainerFactory.open();
        factory.gc();
        return new LocalEngine(factory);
    }

    @Override
    public List<ContainerRow> list() {
        List<ContainerRow> rows = new Listing(factory).rows();
        List<String> names = rows.stream().map(ContainerRow::id).toList();
        samplers.keySet().stream().filter(id -> !names.contains(id)).toList().forEach(this::forget);
        return rows;
    }

    @Override
    public Optional<Sample> sample(String id) {
        Sampler sampler = samplers.computeIfAbsent(id, this::sampler);
        Optional<Sample> sample = sampler.sample();
        if (sample.isEmpty()) {
            forget(id);
        }
        return sample;
    }

    @Override
    public List<String> images() {
        return factory.images().names();
    }

    @Override
    public List<ImageRow> imageRows() {
        return new Images(factory).rows();
    }

    @Override
    public String importImage(String name, String path, ImportProgress progress) {
        return new Images(factory).importFrom(name, Path.of(path).toAbsolutePath(), progress);
    }

    @Override
    public void removeImage(String name) {
        factory.images().remove(name, false);
    }

    @Override
    public List<String> paths(String begun) {
        return new Images(factory).paths(begun);
    }

    @Override
    public String run(NewContainer wanted) {
        String id = wanted.name().orElseGet(() -> ContainerId.random().value());
        return wanted.options().isEmpty()
                ? new RunHere(factory).run(wanted, id)
                : new RunByCommand(factory).run(wanted.called(id), id);
    }

    @Override
    public void start(String id) {
        factory.load(id).exec();
    }

    @Override
    public void stop(String id, Duration grace) {
        factory.load(id).stop(Container.SIGTERM, grace);
    }

    @Override
    public void kill(String id, int signal) {
        factory.load(id).signal(signal);
    }

    @Override
    public void pause(String id) {
        factory.load(id).pause();
    }

    @Override
    public void resume(String id) {
        factory.load(id).resume();
    }

    @Override
    public void remove(String id, boolean force) {
        Container container = factory.load(id);
        if (force) {
            container.destroyForcibly();
        } else {
            container.destroy();
        }
        forget(id);
    }

    @Override
    public void update(String id, LimitChange change, boolean force) {
        Container container = factory.load(id);
        container.set(Limits.ofChange(change, container), force);
    }

    @Override
    public List<String> preview(String id, LimitChange change) {
        Container container = factory.load(id);
        return container.cgroup().limits(Limits.ofChange(change, container)).stream()
                .map(write -> write.file().getFileName() + " = " + write.value())
                .toList();
    }

    @Override
    public HeldLimits limits(String id) {
        return Limits.held(factory.load(id).cgroup());
    }

    @Override
    public Subscription events(Consumer<ContainerEvent> listener) {
        return factory.events(listener);
    }

    @Override
    public List<LogRow> log(String id, int lines) {
        return factory.load(id).logTail(lines).stream()
                .map(line -> new LogRow(line.at(), line.standardError(), line.text()))
                .toList();
    }

    @Override
    public List<ProcessRow> processes(String id) {
        return factory.load(id).processRows();
    }

    @Override
    public List<ProcessUse> busiest(String id, int most) {
        return processSamplers
                .computeIfAbsent(
                        id, name -> new ProcessSampler(factory.load(name).cgroup()::pids))
                .busiest(most);
    }

    @Override
    public String config(String id) {
        return new String(SpecWriter.write(factory.load(id).config()), StandardCharsets.UTF_8);
    }

    @Override
    public List<MountRow> mounts(String id) {
        return inspection.mounts(id);
    }

    @Override
    public List<NamespaceRow> namespaces(String id) {
        return inspection.namespaces(id);
    }

    @Override
    public List<CapabilityRow> capabilities(String id) {
        return inspection.capabilities(id);
    }

    @Override
    public List<LimitRow> appliedLimits(String id) {
        return inspection.limits(id);
    }

    @Override
    public Optional<HealthReport> health(String id) {
        return HealthReport.of(factory.load(id));
    }

    @Override
    public Optional<ProcessRow> self() {
        return ProcessRow.of(Math.toIntExact(ProcessHandle.current().pid()));
    }

    @Override
    public LaunchTrace launch(String id) {
        return factory.launch(id);
    }

    @Override
    public List<String> shellCommand(String id) {
        return List.of(Home.find().stub().toString(), "exec", "-it", id, "/bin/sh");
    }

    @Override
    public Attach attach(String id) {
        Container container = factory.load(id);
        container.attachSocket(true); // says what is wrong before anything is shown
        boolean terminal = container.state().terminal();
        String stub = Home.find().stub().toString();
        return new Attach(
                terminal ? List.of(stub, "attach", "--detach-keys", "", id) : List.of(stub, "attach", "--no-stdin", id),
                terminal);
    }

    @Override
    public void close() {
        samplers.keySet().forEach(this::forget);
    }

    private Sampler sampler(String id) {
        Container container = factory.load(id);
        return new Sampler(container.cgroup(), container.state().init().pid(), host);
    }

    private void forget(String id) {
        Optional.ofNullable(samplers.remove(id)).ifPresent(Sampler::close);
        processSamplers.remove(id);
    }
}
