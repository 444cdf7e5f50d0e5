package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shibafu.engine.TestHost;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.ContainerEvent.OomLimit.Scope;
import shibafu.engine.event.Subscription;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.RestartPolicy;

/// What is told of containers on v1 and on v2 alike, each time because it really happens.
@Timeout(300)
abstract class EventsContract {
    static final long MIB = 1 << 20;

    private final BlockingQueue<ContainerEvent> events = new LinkedBlockingQueue<>();
    private final List<ContainerEvent> seen = new ArrayList<>();
    private final TestEngine engine = new TestEngine();
    private final Subscription listening = engine.factory().events(events::add);

    /// The kernel's name for the memory limit.
    abstract String memoryLimitFile();

    @AfterEach
    void close() {
        listening.close();
        engine.close();
    }

    @Test
    void a_life_is_told_from_its_beginning_to_its_removal() throws Exception {
        Container container = engine.factory().create(engine.container("/bin/sh", "-c", "exit 3"));
        container.start(quiet());
        int pid = container.state().init().pid();
        container.exec();
        container.waitForExit(Optional.of(Duration.ofSeconds(60)));
        next(ContainerEvent.Exited.class);
        container.destroy();
        ContainerEvent.Removed removed = next(ContainerEvent.Removed.class);
        assertThat(removed.container()).isEqualTo(container.id());
        assertThat(seen)
                .filteredOn(EventsContract::isOfALife)
                .satisfiesExactly(
                        event -> assertThat(event)
                                .isInstanceOfSatisfying(
                                        ContainerEvent.Created.class,
                                        created -> assertThat(created.pid()).isEqualTo(pid)),
                        event -> assertThat(event)
                                .isInstanceOfSatisfying(
                                        ContainerEvent.Started.class,
                                        started -> assertThat(started.pid()).isEqualTo(pid)),
                        event -> assertThat(event)
                                .isInstanceOfSatisfying(
                                        ContainerEvent.Exited.class,
                                        exited -> assertThat(exited.exitCode()).hasValue(3)),
                        event -> assertThat(event).isInstanceOf(ContainerEvent.Removed.class));
    }

    @Test
    void a_container_that_removes_itself_is_told_until_its_removal() throws Exception {
        Container container =
                engine.factory().create(engine.container("sleep", "1").withRemoveOnExit(true));
        container.run(quiet());
        ContainerEvent.Removed removed = next(ContainerEvent.Removed.class);
        assertThat(removed.container()).isEqualTo(container.id());
        assertThat(seen.stream().filter(EventsContract::isOfALife).map(event -> event.getClass()
                        .getSimpleName()))
                .containsExactly("Created", "Started", "Exited", "Removed");
    }

    @Test
    void a_run_whose_record_was_gone_when_it_was_looked_for_is_told_all_the_same() throws Exception {
        ContainerConfig config = engine.container("/bin/sh", "-c", "[ -e /ran ] && exec sleep 1000; >/ran; exit 3");
        Container container = engine.factory()
                .create(config.withSpec(
                        config.spec().withAnnotations(Map.of(RestartPolicy.ANNOTATION, "on-failure:1"))));
        BlockingQueue<ContainerEvent> own = new LinkedBlockingQueue<>();
        try (Subscription slow = container.events(event -> {
            if (isOfALife(event)) {
                own.add(event);
            }
            if (event instanceof ContainerEvent.Started) {
                awaitRestart(container);
            }
        })) {
            assertThat(slow).isNotNull();
            container.run(quiet().withStdio(new Stdio.Log(
                    engine.factory().logFile(container.state().id()))));
            assertThat(own.poll(60, TimeUnit.SECONDS)).isInstanceOf(ContainerEvent.Created.class);
            assertThat(own.poll(60, TimeUnit.SECONDS)).isInstanceOf(ContainerEvent.Started.class);
            assertThat(own.poll(60, TimeUnit.SECONDS)).isInstanceOf(ContainerEvent.Exited.class);
            assertThat(own.poll(60, TimeUnit.SECONDS)).isInstanceOf(ContainerEvent.Started.class);
            container.signal(Container.SIGKILL);
            assertThat(own.poll(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(ContainerEvent.Exited.class, exited -> assertThat(exited.exitCode())
                            .hasValue(137));
        }
    }

    private static void awaitRestart(Container container) {
        while (container.restarts() == 0) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void a_signal_that_ends_it_is_told_and_no_start_that_never_was() throws Exception {
        Container container = engine.factory().create(engine.container("sleep", "1000"));
        container.start(quiet());
        container.signal(Container.SIGKILL);
        ContainerEvent.Exited exited = next(ContainerEvent.Exited.class);
        assertThat(exited.exitCode()).hasValue(137);
        assertThat(exited.signal()).hasValue(Container.SIGKILL);
        assertThat(seen).noneMatch(ContainerEvent.Started.class::isInstance);
    }

    @Test
    void a_process_over_the_memory_limit_is_killed_and_victim_and_limit_are_named() throws Exception {
        Container container = run(
                Resources.NONE.withMemory(TestHost.memory(16 * MIB)),
                "(x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done); exec sleep 1000");
        ContainerEvent.OomKilled killed = told(ContainerEvent.OomKilled.class);
        assertThat(killed.container()).isEqualTo(container.id());
        assertThat(killed.victim()).hasValueSatisfying(victim -> {
            assertThat(victim.name()).isEqualTo("sh");
            assertThat(victim.pid()).isPositive();
        });
        assertThat(killed.limit()).hasValueSatisfying(limit -> {
            assertThat(limit.scope()).isEqualTo(Scope.OWN);
            assertThat(limit.limitBytes()).hasValue(16 * MIB);
            assertThat(limit.cgroup()).endsWith("/shibafu_" + container.id());
        });
        ContainerEvent.MemoryMax reached = told(ContainerEvent.MemoryMax.class);
        assertThat(reached.times()).isPositive();
        assertThat(reached.limitBytes()).hasValue(16 * MIB);
    }

    @Test
    void the_kill_that_ends_a_container_is_told_before_its_end() throws Exception {
        Container container = run(
                Resources.NONE.withMemory(TestHost.memory(16 * MIB)), "x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done");
        ContainerEvent.Exited exited = next(ContainerEvent.Exited.class);
        assertThat(exited.container()).isEqualTo(container.id());
        assertThat(seen.stream()
                        .filter(ContainerEvent.OomKilled.class::isInstance)
                        .map(ContainerEvent.OomKilled.class::cast))
                .singleElement()
                .satisfies(killed -> {
                    assertThat(killed.victim()).isPresent();
                    assertThat(killed.limit()).hasValueSatisfying(limit -> assertThat(limit.limitBytes())
                            .hasValue(16 * MIB));
                });
    }

    @Test
    void the_kill_that_ends_a_container_that_removes_itself_is_told_once() throws Exception {
        Container container = engine.factory()
                .create(engine.container("/bin/sh", "-c", "sleep 1; x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done")
                        .withResources(
                                resources -> resources.merge(Resources.NONE.withMemory(TestHost.memory(16 * MIB))))
                        .withRemoveOnExit(true));
        container.run(quiet());
        next(ContainerEvent.Removed.class);
        assertThat(seen).filteredOn(ContainerEvent.OomKilled.class::isInstance).hasSize(1);
    }

    @Test
    void the_limit_of_a_cgroup_above_is_told_as_such() throws Exception {
        String above = "/shibafu_test_above_" + Long.toHexString(System.nanoTime());
        ContainerConfig config = engine.container(
                "/bin/sh", "-c", "sleep 1; (x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done); exec sleep 1000");
        try (ParentCgroup parent = ParentCgroup.make(above, 24 * MIB)) {
            Container container = engine.factory()
                    .create(config.withSpec(
                            config.spec().withLinux(config.spec().linux().withCgroupsPath(above + "/c"))));
            container.run(quiet());
            ContainerEvent.OomKilled killed = told(ContainerEvent.OomKilled.class);
            assertThat(killed.limit()).hasValueSatisfying(limit -> {
                assertThat(limit.scope()).isEqualTo(Scope.ABOVE);
                assertThat(limit.limitBytes()).hasValue(24 * MIB);
                assertThat(limit.cgroup()).endsWith(parent.name());
            });
            container.destroyForcibly();
        }
    }

    @Test
    void a_refused_fork_is_told() throws Exception {
        run(
                Resources.NONE.withPidsLimit(20),
                "(i=1; while [ $i -lt 30 ]; do sleep 1000 & i=$((i+1)); done); exec sleep 1000");
        ContainerEvent.ForkRefused refused = told(ContainerEvent.ForkRefused.class);
        assertThat(refused.times()).isPositive();
        assertThat(refused.limit()).hasValue(20);
    }

    @Test
    void a_quota_that_runs_out_is_told() throws Exception {
        run(quota(20_000), "while :; do :; done");
        ContainerEvent.Throttled throttled = told(ContainerEvent.Throttled.class);
        assertThat(throttled.periods()).isPositive();
        assertThat(throttled.throttledMicros()).isPositive();
    }

    @Test
    void freezing_and_thawing_are_told() throws Exception {
        Container container = run(Resources.NONE, "while :; do sleep 1; done");
        container.pause();
        next(ContainerEvent.Frozen.class);
        container.resume();
        next(ContainerEvent.Thawed.class);
    }

    @Test
    void a_limit_that_somebody_changes_is_told_with_both_values() throws Exception {
        Container container =
                run(Resources.NONE.withMemory(TestHost.memory(64 * MIB)).withPidsLimit(50), "exec sleep 1000");
        container.set(Resources.NONE.withMemory(TestHost.memory(48 * MIB)).withPidsLimit(50), false);
        // Swap's limit may be told before it: the smaller of the two is written first.
        ContainerEvent.LimitChanged changed =
                next(ContainerEvent.LimitChanged.class, event -> event.file().equals(memoryLimitFile()));
        assertThat(changed.before()).isEqualTo(Long.toString(64 * MIB));
        assertThat(changed.after()).isEqualTo(Long.toString(48 * MIB));
        container.set(Resources.NONE.withPidsLimit(51), false);
        ContainerEvent.LimitChanged pids =
                next(ContainerEvent.LimitChanged.class, event -> event.file().equals("pids.max"));
        // It was written before, with the value that it had.
        assertThat(pids.before()).isEqualTo("50");
        assertThat(pids.after()).isEqualTo("51");
    }

    @Test
    void nothing_stays_open_of_containers_that_are_gone() throws Exception {
        engine.busybox();
        long before = watching();
        for (int i = 0; i < 3; i++) {
            Container container = run(Resources.NONE, "exec sleep 1000");
            assertThat(watching()).isGreaterThan(before);
            container.destroyForcibly();
            next(ContainerEvent.Removed.class);
            seen.clear();
        }
        Thread.sleep(200); // the listener is called before the last is closed
        assertThat(watching()).isEqualTo(before);
        listening.close();
        assertThat(watching()).isLessThan(before);
    }

    /// How many descriptors this program has for watching.
    private static long watching() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(EventsContract::isForWatching).count();
        }
    }

    private static boolean isForWatching(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor)
                    .toString()
                    .matches("/sys/fs/cgroup/.*|/dev/kmsg|anon_inode:.*(eventfd|inotify|pidfd).*");
        } catch (IOException e) {
            return false; // closed since
        }
    }

    @Test
    void what_is_there_already_is_followed_and_not_told_anew() throws Exception {
        Container container = run(Resources.NONE, "exec sleep 1000");
        BlockingQueue<ContainerEvent> own = new LinkedBlockingQueue<>();
        try (Subscription late = container.events(own::add)) {
            assertThat(late).isNotNull();
            container.signal(Container.SIGKILL);
            ContainerEvent first = own.poll(60, TimeUnit.SECONDS);
            assertThat(first).isInstanceOf(ContainerEvent.Exited.class);
        }
    }

    /// Waits for the next event of a kind; the others are kept in [#seen].
    <T extends ContainerEvent> T next(Class<T> kind) throws InterruptedException {
        return next(kind, event -> true);
    }

    private <T extends ContainerEvent> T next(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            ContainerEvent event = events.poll(1, TimeUnit.SECONDS);
            if (event != null) {
                seen.add(event);
            }
            if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                return kind.cast(event);
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + " came, but " + List.copyOf(seen));
    }

    /// As above, where one that came already will do.
    <T extends ContainerEvent> T told(Class<T> kind) throws InterruptedException {
        Optional<T> before =
                seen.stream().filter(kind::isInstance).map(kind::cast).findFirst();
        return before.isPresent() ? before.get() : next(kind);
    }

    Container run(Resources limits, String script) throws InterruptedException {
        Container container = engine.factory()
                .create(engine.container("/bin/sh", "-c", script).withResources(resources -> resources.merge(limits)));
        container.run(quiet());
        told(ContainerEvent.Started.class); // from then on nothing is missed
        return container;
    }

    private static Resources quota(long micros) {
        return Resources.NONE.withCpu(new Resources.Cpu(
                OptionalLong.empty(),
                OptionalLong.of(micros),
                OptionalLong.of(100_000),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty()));
    }

    private static boolean isOfALife(ContainerEvent event) {
        return event instanceof ContainerEvent.Created
                || event instanceof ContainerEvent.Started
                || event instanceof ContainerEvent.Exited
                || event instanceof ContainerEvent.Removed;
    }

    private static ProcessConfig quiet() {
        return ProcessConfig.main()
                .withStdio(new Stdio.Inherit())
                .withStreams(Streams.NONE)
                .withInit(true)
                .detached();
    }
}
