package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.MemoryPolicy;
import shibafu.engine.spec.Personality;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Scheduling;
import shibafu.engine.spec.Scheduling.CpuAffinity;
import shibafu.engine.spec.Scheduling.IoPriority;
import shibafu.engine.spec.Scheduling.Scheduler;

/// When and where a process runs, as the process itself sees it.
@RequiresRoot
final class SchedulingRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_process_has_the_cpus_and_memory_nodes_of_its_limits() throws IOException {
        ContainerConfig config = merged("grep -E '^(Cpus|Mems)_allowed_list' /proc/self/status", """
                {"linux": {"resources": {"cpu": {"cpus": "1", "mems": "0"}}}}
                """);
        assertThat(Seen.run(engine, config).output()).isEqualTo("Cpus_allowed_list:\t1\nMems_allowed_list:\t0\n");
    }

    @Test
    void a_process_has_the_scheduler_that_was_asked_for() {
        // Fields 19 and 41 of /proc/PID/stat: nice, policy (3 is SCHED_BATCH).
        Scheduling batch = scheduler(new Scheduler("SCHED_BATCH", 7, 0, List.of(), 0, 0, 0));
        String script = "cut -d' ' -f19,41 /proc/self/stat";
        assertThat(seen(script, process -> process.withScheduling(batch))).isEqualTo("7 3\n");
    }

    /// v1 with CONFIG_RT_GROUP_SCHED gives realtime only to a cgroup with a share of it.
    @Test
    void a_realtime_process_has_its_priority_and_its_children_have_none() throws IOException {
        String share = Files.exists(Path.of("/sys/fs/cgroup/cpu/cpu.rt_runtime_us"))
                ? "{\"realtimeRuntime\": 10000, \"realtimePeriod\": 1000000}"
                : "{}";
        // Fields 40 and 41 of /proc/PID/stat: priority and policy (1 is SCHED_FIFO). Without true, cut would be no
        // child.
        ContainerConfig config =
                merged("cut -d' ' -f40,41 /proc/$$/stat; cut -d' ' -f40,41 /proc/self/stat; true", """
                {"process": {"scheduler": {"policy": "SCHED_FIFO", "priority": 3,
                   "flags": ["SCHED_FLAG_RESET_ON_FORK"]}},
                 "linux": {"resources": {"cpu": SHARE}}}
                """.replace(
                                "SHARE", share));
        assertThat(Seen.run(engine, config).output()).isEqualTo("3 1\n0 0\n");
    }

    /// No file of procfs tells its times, so a tool of the host is asked.
    @Test
    void a_process_with_a_deadline_has_its_times() throws Exception {
        ContainerConfig config = Seen.merged(engine.container("sleep", "100"), """
                {"process": {"scheduler": {"policy": "SCHED_DEADLINE", "runtime": 1000000, "deadline": 20000000,
                   "period": 30000000}}}
                """);
        Container container = engine.factory().create(config);
        container.start(Seen.quiet());
        container.exec();
        Process chrt = new ProcessBuilder(
                        "chrt", "-p", Integer.toString(container.state().init().pid()))
                .start();
        assertThat(new String(chrt.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("SCHED_DEADLINE", ": 1000000/20000000/30000000");
    }

    @Test
    void a_process_in_a_user_namespace_has_the_scheduler_that_was_asked_for() {
        // -5 is above what root of a user namespace may take.
        Scheduling batch = scheduler(new Scheduler("SCHED_BATCH", -5, 0, List.of(), 0, 0, 0));
        ContainerConfig config = Seen.inUserNamespace(engine.container("cut", "-d", " ", "-f19,41", "/proc/self/stat"));
        assertThat(Seen.run(engine, Seen.withProcess(config, process -> process.withScheduling(batch)))
                        .output())
                .isEqualTo("-5 3\n");
    }

    @Test
    void a_process_has_the_io_priority_that_was_asked_for() {
        Scheduling idle =
                new Scheduling(Optional.empty(), Optional.of(new IoPriority("IOPRIO_CLASS_BE", 6)), Optional.empty());
        assertThat(seen("ionice -p 1", process -> process.withScheduling(idle))).isEqualTo("best-effort: prio 6\n");
    }

    @Test
    void an_added_process_runs_on_its_final_cpus() {
        Container container = engine.factory().create(engine.container("sleep", "100"));
        container.start(Seen.quiet());
        String cpus = "grep Cpus_allowed_list /proc/self/status";
        CpuAffinity affinity = new CpuAffinity(Optional.of("0-1"), Optional.of("1"));
        assertThat(exec(container, cpus, affinity)).endsWith("\t1\n");
        CpuAffinity initial = new CpuAffinity(Optional.of("0"), Optional.empty());
        String all = Seen.exec(container, "/bin/sh", "-c", cpus).output();
        assertThat(exec(container, cpus, initial)).isEqualTo(all);
    }

    private static String exec(Container container, String script, CpuAffinity affinity) {
        ProcessSpec process = DefaultSpec.process(List.of("/bin/sh", "-c", script))
                .withScheduling(new Scheduling(Optional.empty(), Optional.empty(), Optional.of(affinity)));
        return Seen.exec(container, process).output();
    }

    @Test
    void a_container_is_not_bound_to_the_cpus_of_its_caller() throws IOException {
        String cpus = "grep Cpus_allowed_list /proc/self/status";
        String free = Seen.run(engine, engine.container("/bin/sh", "-c", cpus)).output();
        try (TestEngine pinned = new TestEngine(engine.startedBy("taskset 1"))) {
            assertThat(Seen.run(pinned, pinned.container("/bin/sh", "-c", cpus)).output())
                    .isEqualTo(free);
        }
    }

    @Test
    void a_process_sees_the_machine_of_its_personality() {
        ContainerConfig config = engine.container("uname", "-m");
        String plain = Seen.run(engine, config).output();
        String other = Seen.run(
                        engine,
                        Seen.withLinux(
                                engine.container("uname", "-m"),
                                linux -> linux.withPersonality(Optional.of(new Personality("LINUX32", List.of())))))
                .output();
        Container container = engine.factory()
                .create(Seen.withLinux(
                        engine.container("sleep", "100"),
                        linux -> linux.withPersonality(Optional.of(new Personality("LINUX32", List.of())))));
        container.start(Seen.quiet());
        assertThat(Seen.exec(container, "uname", "-m").output()).isEqualTo("i686\n");
        assertThat(plain).isEqualTo("x86_64\n");
        assertThat(other).isEqualTo("i686\n");
    }

    @Test
    void memory_comes_from_the_nodes_that_were_asked_for() {
        ContainerConfig config = Seen.withLinux(
                engine.container("/bin/sh", "-c", "head -n1 /proc/self/numa_maps"),
                linux -> linux.withMemoryPolicy(
                        Optional.of(new MemoryPolicy("MPOL_BIND", Optional.of("0"), List.of("MPOL_F_STATIC_NODES")))));
        assertThat(Seen.run(engine, config).output()).contains(" bind=static:0 ");
    }

    private static Scheduling scheduler(Scheduler scheduler) {
        return new Scheduling(Optional.of(scheduler), Optional.empty(), Optional.empty());
    }

    private String seen(String script, UnaryOperator<ProcessSpec> change) {
        return Seen.run(engine, Seen.withProcess(engine.container("/bin/sh", "-c", script), change))
                .output();
    }

    private ContainerConfig merged(String script, String change) {
        return Seen.merged(engine.container("/bin/sh", "-c", script), change);
    }
}
