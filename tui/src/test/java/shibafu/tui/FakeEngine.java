package shibafu.tui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import shibafu.engine.ShibafuException;
import shibafu.engine.WouldKillException;
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
import shibafu.engine.service.Limit;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.LimitRow;
import shibafu.engine.service.LogRow;
import shibafu.engine.service.MountRow;
import shibafu.engine.service.NamespaceRow;
import shibafu.engine.service.NewContainer;
import shibafu.engine.service.StartFailedException;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.HealthStatus;
import shibafu.engine.state.LaunchTrace;

/// An engine whose containers are a script: what they use follows from how often they were sampled. Notes down
/// what was asked of it; refuses what it was told to refuse.
final class FakeEngine implements Engine {
    static final Instant EPOCH = Instant.parse("2026-11-23T12:00:00Z");
    private static final long MEBIBYTE = 1 << 20;
    private static final String DISK = "8:0";

    private final Map<String, FakeContainer> containers = new LinkedHashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Duration perSample;
    private final Optional<Supplier<Instant>> clock;
    private List<String> images = List.of("alpine", "busybox");
    private long mustKillBelow;
    private boolean v1;
    private int looks;
    private int processLooks;
    private Optional<StartFailedException> startFailure = Optional.empty();
    private final List<String> log = new ArrayList<>();
    private List<String> shell = List.of("/bin/sh");

    /// @param perSample time that passes between two samples of a container
    /// @param clock what the wall clock says, absent: what those samples add up to
    FakeEngine(Duration perSample, Optional<Supplier<Instant>> clock) {
        this.perSample = perSample;
        this.clock = clock;
    }

    FakeEngine() {
        this(Duration.ofSeconds(1), Optional.empty());
    }

    synchronized FakeEngine with(
            String name,
            String command,
            long memoryLimit,
            long quota,
            FakeContainer.Load memory,
            FakeContainer.Load millicores) {
        LimitChange limits = new LimitChange(
                limit(memoryLimit),
                limit(quota),
                quota < 0 ? OptionalLong.empty() : OptionalLong.of(100_000),
                limit(64));
        FakeContainer fake = new FakeContainer(
                new NewContainer(Optional.of(name), "busybox", List.of(command.split(" ", -1)), limits),
                4000 + containers.size());
        fake.memory = memory;
        fake.millicores = millicores;
        containers.put(name, fake);
        return this;
    }

    /// A container that uses next to nothing.
    FakeEngine with(String name) {
        return with(name, "sleep 1000", -1, -1, n -> 2 * MEBIBYTE, n -> 1);
    }

    synchronized FakeEngine is(String name, ContainerStatus status) {
        fake(name).status = status;
        return this;
    }

    synchronized FakeEngine health(String name, HealthStatus status) {
        fake(name).health = Optional.of(status);
        return this;
    }

    synchronized FakeEngine offering(String... names) {
        images = List.of(names);
        return this;
    }

    synchronized FakeEngine shell(String... command) {
        shell = List.of(command);
        return this;
    }

    /// Lets a method fail from now on; an empty text ends that.
    synchronized FakeEngine refuse(String method, String why) {
        refusals.put(method, why);
        return this;
    }

    /// A memory limit below this one can only be had by killing.
    synchronized FakeEngine mustKillBelow(long bytes) {
        mustKillBelow = bytes;
        return this;
    }

    /// What was asked for, but lists, samples and images.
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized List<ContainerRow> list() {
        check("list");
        List<ContainerRow> rows = new ArrayList<>();
        containers.forEach((id, fake) -> rows.add(new ContainerRow(
                id,
                fake.status,
                fake.status == ContainerStatus.STOPPED ? 0 : fake.pid,
                fake.made.image(),
                fake.made.command(),
                EPOCH.minusSeconds(90),
                fake.status == ContainerStatus.STOPPED ? OptionalInt.of(137) : OptionalInt.empty(),
                fake.ooms > 3 && fake.status == ContainerStatus.STOPPED,
                fake.health)));
        return rows;
    }

    @Override
    public synchronized Optional<Sample> sample(String id) {
        check("sample");
        FakeContainer fake = containers.get(id);
        if (fake == null || !fake.status.canSignal()) {
            return Optional.empty();
        }
        return Optional.of(fake.sample(perSample, clock));
    }

    @Override
    public synchronized List<String> images() {
        check("images");
        return images;
    }

    @Override
    public synchronized List<ImageRow> imageRows() {
        return images.stream()
                .map(name -> new ImageRow(
                        name,
                        name.equals("busybox") ? 2_100_000 : 0,
                        name.equals("busybox") || name.equals("mine") ? Optional.of(EPOCH) : Optional.empty(),
                        "images/" + name + ".tar.gz",
                        containers.entrySet().stream()
                                .filter(one -> one.getValue().made.image().equals(name))
                                .map(Map.Entry::getKey)
                                .toList()))
                .toList();
    }

    @Override
    public synchronized String importImage(String name, String path, ImportProgress progress) {
        note("import", name + " " + path);
        if (!progress.read(1 << 20, 4 << 20)) {
            throw new ShibafuException("import image " + name + ": it was cancelled; nothing of it is left");
        }
        List<String> more = new ArrayList<>(images);
        more.add(name);
        images = List.copyOf(more);
        return name;
    }

    @Override
    public synchronized void removeImage(String name) {
        note("remove-image", name);
        images = images.stream().filter(other -> !other.equals(name)).toList();
    }

    @Override
    public synchronized List<String> paths(String begun) {
        return List.of("/home/me/mine.tar", "/home/me/mine-too/").stream()
                .filter(path -> path.startsWith(begun))
                .toList();
    }

    @Override
    public synchronized String run(NewContainer container) {
        String name = container.name().orElse("made-up-name");
        note(
                "run",
                name + " " + container.image() + " " + container.command() + " " + words(container.limits())
                        + (container.options().isEmpty() ? "" : " " + container.options()));
        Optional<StartFailedException> failure = startFailure;
        startFailure = Optional.empty();
        if (failure.isPresent()) {
            throw failure.get();
        }
        FakeContainer fake = new FakeContainer(container, 4000 + containers.size());
        fake.script(name);
        containers.put(name, fake);
        return name;
    }

    @Override
    public synchronized void start(String id) {
        note("start", id);
        fake(id).status = ContainerStatus.RUNNING;
    }

    @Override
    public synchronized void stop(String id, Duration grace) {
        note("stop", id + " " + grace.toSeconds());
        fake(id).status = ContainerStatus.STOPPED;
    }

    @Override
    public synchronized void kill(String id, int signal) {
        note("kill", id + " " + signal);
        fake(id).status = ContainerStatus.STOPPED;
    }

    @Override
    public synchronized void pause(String id) {
        note("pause", id);
        fake(id).status = ContainerStatus.PAUSED;
    }

    @Override
    public synchronized void resume(String id) {
        note("resume", id);
        fake(id).status = ContainerStatus.RUNNING;
    }

    @Override
    public synchronized void remove(String id, boolean force) {
        note("remove", id + (force ? " force" : ""));
        containers.remove(id);
    }

    @Override
    public synchronized void update(String id, LimitChange change, boolean force) {
        note("update", id + " " + words(change) + (force ? " force" : ""));
        if (!force
                && change.memoryBytes().orElse(-1) > 0
                && change.memoryBytes().getAsLong() < mustKillBelow) {
            throw new WouldKillException("limit memory of " + id + ": its programs hold too much");
        }
        Map<Limit, Long> limits = new EnumMap<>(Limit.class);
        limits.putAll(fake(id).limits.values());
        limits.putAll(change.values());
        fake(id).limits = new LimitChange(limits, Optional.of(DISK));
    }

    /// From now on the machine has cgroup v1.
    synchronized FakeEngine onV1() {
        v1 = true;
        return this;
    }

    /// Those of a machine with one disk.
    @Override
    public synchronized HeldLimits limits(String id) {
        check("limits");
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        Map<Limit, Long> ofDisk = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            long none = limit == Limit.CPU_PERIOD ? 100_000 : limit == Limit.CPU_WEIGHT ? 100 : -1;
            (limit.isOfDisk() ? ofDisk : values)
                    .put(limit, fake(id).limits.value(limit).orElse(none));
        }
        if (v1) {
            values.remove(Limit.MEMORY_HIGH);
        }
        return new HeldLimits(!v1, values, List.of(new HeldLimits.Disk(DISK, "vda", ofDisk)));
    }

    /// Nothing ever happens by itself here.
    @Override
    public Subscription events(Consumer<ContainerEvent> listener) {
        return () -> {};
    }

    @Override
    public synchronized List<String> preview(String id, LimitChange change) {
        check("preview");
        List<String> writes = new ArrayList<>();
        change.values().forEach((limit, value) -> {
            String number = value < 0 ? "max" : Long.toString(value);
            if (limit == Limit.CPU_QUOTA) {
                writes.add("cpu.max = " + number + " " + change.periodMicros().orElse(100_000));
            } else if (limit.isOfDisk()) {
                writes.add(limit.file(true).replace(" ", " = " + DISK + " ") + "=" + number);
            } else if (limit != Limit.CPU_PERIOD) {
                writes.add(limit.file(true) + " = " + number);
            }
        });
        return writes;
    }

    @Override
    public synchronized List<LogRow> log(String id, int lines) {
        check("log");
        fake(id);
        List<LogRow> rows = new ArrayList<>();
        for (String line : log) {
            rows.add(new LogRow(EPOCH.plusSeconds(rows.size()), line.startsWith("error"), line));
        }
        return rows;
    }

    @Override
    public synchronized List<ProcessRow> processes(String id) {
        check("processes");
        fake(id);
        return List.of(
                new ProcessRow(100, 1, "S", 4 << 20, 1230, 670, "sh -c work"),
                new ProcessRow(102, 101, "R", 40 << 20, 61_050 + 250L * processLooks++, 680, "fill-memory"),
                new ProcessRow(101, 100, "S", 1 << 20, 0, 666, "sh"));
    }

    @Override
    public synchronized List<ProcessUse> busiest(String id, int most) {
        check("busiest");
        return fake(id).busiest();
    }

    @Override
    public synchronized String config(String id) {
        check("config");
        return "{\n  \"hostname\": \"" + id + "\"\n}\n";
    }

    /// Lets the next start fail, of a container that would have had this name.
    synchronized FakeEngine failsToStart(String id, String why) {
        startFailure = Optional.of(new StartFailedException(id, why, new ShibafuException(why)));
        return this;
    }

    @Override
    public List<MountRow> mounts(String id) {
        return FakeFacts.mounts();
    }

    @Override
    public synchronized Optional<HealthReport> health(String id) {
        return fake(id).health.map(FakeFacts::health);
    }

    @Override
    public List<NamespaceRow> namespaces(String id) {
        return FakeFacts.namespaces();
    }

    @Override
    public List<CapabilityRow> capabilities(String id) {
        return FakeFacts.capabilities();
    }

    @Override
    public List<LimitRow> appliedLimits(String id) {
        return FakeFacts.limits();
    }

    @Override
    public Optional<ProcessRow> self() {
        return Optional.of(new ProcessRow(7, 1, "S", 71 << 20, 1_000 + 20L * looks++, 0, "shibafu-tui"));
    }

    @Override
    public synchronized LaunchTrace launch(String id) {
        check("launch");
        return FakeLaunch.trace(id, containers.containsKey(id));
    }

    /// What every container's log says.
    synchronized FakeEngine writes(String... lines) {
        log.addAll(List.of(lines));
        return this;
    }

    @Override
    public synchronized List<String> shellCommand(String id) {
        note("shell", id);
        return shell;
    }

    @Override
    public synchronized Attach attach(String id) {
        note("attach", id);
        boolean terminal = !fake(id).made.command().contains("log");
        return new Attach(List.of("shibafu", "attach", id), terminal);
    }

    private FakeContainer fake(String id) {
        FakeContainer fake = containers.get(id);
        if (fake == null) {
            throw new ShibafuException("find container " + id + ": there is none");
        }
        return fake;
    }

    private void note(String method, String what) {
        calls.add(method + " " + what);
        check(method);
    }

    private void check(String method) {
        String why = refusals.getOrDefault(method, "");
        if (!why.isEmpty()) {
            throw new ShibafuException(why);
        }
    }

    private static String words(LimitChange limits) {
        StringBuilder words = new StringBuilder("memory=" + word(limits.memoryBytes()) + " quota="
                + word(limits.quotaMicros()) + " pids=" + word(limits.pids()));
        limits.values().forEach((limit, value) -> {
            boolean said =
                    switch (limit) {
                        case MEMORY_MAX, CPU_QUOTA, PIDS_MAX -> true;
                        case CPU_PERIOD -> value == 100_000;
                        default -> false;
                    };
            if (!said) {
                words.append(" ").append(limit.file(true)).append("=").append(value);
            }
        });
        return words.toString();
    }

    private static String word(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
    }

    private static OptionalLong limit(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
