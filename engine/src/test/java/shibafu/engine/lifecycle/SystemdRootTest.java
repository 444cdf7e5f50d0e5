package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shibafu.engine.RequiresSystemd;
import shibafu.engine.ShibafuException;
import shibafu.engine.TestHost;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.Resources;
import shibafu.engine.state.ExitRecord;

/// Containers whose cgroups are scopes of systemd, which is asked by `systemctl` what it knows.
@RequiresSystemd
@Timeout(240)
final class SystemdRootTest {
    private static final long MIB = 1024 * 1024;
    private static final Resources LIMITS = Resources.NONE
            .withMemory(TestHost.memory(64 * MIB))
            .withPidsLimit(20)
            .withCpu(cpu(50_000, "0"));

    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_containers_cgroup_is_a_scope_with_its_limits() throws Exception {
        Container container = started(LIMITS, Optional.empty());
        String scope = "shibafu-" + container.id() + ".scope";
        assertThat(container.state().cgroupsPath()).isEqualTo("/system.slice/" + scope);
        assertThat(show(scope, "ActiveState,Delegate,MemoryMax,MemorySwapMax,TasksMax,CPUQuotaPerSecUSec,AllowedCPUs"))
                .contains(
                        "ActiveState=active",
                        "Delegate=yes",
                        "MemoryMax=67108864",
                        "MemorySwapMax=0",
                        "TasksMax=20",
                        "CPUQuotaPerSecUSec=500ms",
                        "AllowedCPUs=0");
        assertThat(file(container, "memory.max")).isEqualTo("67108864");
        assertThat(file(container, "cpu.max")).isEqualTo("50000 100000");
        assertThat(file(container, "pids.max")).isEqualTo("20");
        assertThat(file(container, "cgroup.procs").lines())
                .containsExactlyElementsOf(
                        container.processes().stream().map(Object::toString).toList());
    }

    @Test
    void what_nobody_limits_systemd_does_not_limit_either() throws Exception {
        Container container = started(Resources.NONE, Optional.empty());
        assertThat(file(container, "pids.max")).isEqualTo("max");
        assertThat(file(container, "memory.max")).isEqualTo("max");
    }

    @Test
    void changed_limits_outlast_a_reload_of_systemd() throws Exception {
        Container container = started(LIMITS, Optional.empty());
        String scope = "shibafu-" + container.id() + ".scope";
        container.set(
                Resources.NONE
                        .withMemory(TestHost.memory(48 * MIB))
                        .withPidsLimit(30)
                        .withCpu(cpu(20_000, "0")),
                false);
        assertThat(show(scope, "MemoryMax,TasksMax,CPUQuotaPerSecUSec"))
                .contains("MemoryMax=50331648", "TasksMax=30", "CPUQuotaPerSecUSec=200ms");
        systemctl("daemon-reload");
        systemctl("set-property", "--runtime", scope, "CPUWeight=50");
        assertThat(file(container, "memory.max")).isEqualTo("50331648");
        assertThat(file(container, "cpu.max")).isEqualTo("20000 100000");
        assertThat(file(container, "pids.max")).isEqualTo("30");
        assertThat(file(container, "cpu.weight")).isEqualTo("50");
    }

    @Test
    void limits_that_the_kernel_refuses_are_taken_back_from_systemd_too() throws Exception {
        Container container = started(LIMITS, Optional.empty());
        String scope = "shibafu-" + container.id() + ".scope";
        Resources refused = Resources.NONE
                .withPidsLimit(40)
                .withUnified(java.util.Map.of("memory.max", "33554432", "hugetlb.3MB.max", "0"));
        assertThatThrownBy(() -> container.set(refused, false)).hasMessageContaining("hugetlb.3MB.max");
        assertThat(show(scope, "MemoryMax,TasksMax")).contains("MemoryMax=67108864", "TasksMax=20");
        assertThat(file(container, "memory.max")).isEqualTo("67108864");
        assertThat(file(container, "pids.max")).isEqualTo("20");
    }

    @Test
    void a_path_chooses_slice_and_name() throws Exception {
        Container container = started(Resources.NONE, Optional.of("shibafu_test-a.slice:pre:" + System.nanoTime()));
        String scope = container.state().cgroupsPath().replaceFirst(".*/", "");
        assertThat(container.state().cgroupsPath()).startsWith("/shibafu_test.slice/shibafu_test-a.slice/pre-");
        assertThat(show(scope, "Slice,ActiveState")).contains("Slice=shibafu_test-a.slice", "ActiveState=active");
        container.destroyForcibly();
        systemctl("stop", "shibafu_test.slice");
    }

    @Test
    void nothing_is_left_when_it_has_gone() throws Exception {
        Container container = started(LIMITS, Optional.empty());
        String scope = "shibafu-" + container.id() + ".scope";
        container.destroyForcibly();
        assertThat(show(scope, "LoadState,ActiveState")).contains("LoadState=not-found", "ActiveState=inactive");
        assertThat(Path.of("/sys/fs/cgroup/system.slice", scope)).doesNotExist();
    }

    @Test
    void nothing_is_left_of_a_start_that_failed() throws Exception {
        Container container =
                engine.factory().create(engine.container("/no/such/program").withDriver(CgroupDriver.SYSTEMD));
        String scope = "shibafu-" + container.id() + ".scope";
        assertThatThrownBy(() -> container.run(quiet())).isInstanceOf(ShibafuException.class);
        assertThat(show(scope, "LoadState")).contains("LoadState=not-found");
    }

    @Test
    void a_kill_for_want_of_memory_is_recorded_and_leaves_no_failed_scope() throws Exception {
        Container container = engine.factory()
                .create(engine.container("/bin/sh", "-c", "x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done")
                        .withResources(resources -> resources.merge(LIMITS))
                        .withDriver(CgroupDriver.SYSTEMD));
        container.run(quiet());
        assertThat(container.waitForExit(Optional.of(Duration.ofSeconds(60))))
                .map(ExitRecord::oomKilled)
                .contains(true);
        container.destroy();
        assertThat(show("shibafu-" + container.id() + ".scope", "LoadState")).contains("LoadState=not-found");
    }

    @Test
    void programs_are_started_in_it_later_too() throws Exception {
        Container container = started(LIMITS, Optional.empty());
        ContainerProcess process = container.start(ProcessConfig.of("sleep", "1000")
                .withSupervise(false)
                .withStdio(new Stdio.Inherit())
                .withStreams(Streams.NONE));
        assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/cgroup"))
                        .strip())
                .isEqualTo("0::" + container.state().cgroupsPath());
    }

    private Container started(Resources limits, Optional<String> cgroupsPath) {
        ContainerConfig config = engine.container("/bin/sleep", "1000")
                .withResources(resources -> resources.merge(limits))
                .withDriver(CgroupDriver.SYSTEMD);
        if (cgroupsPath.isPresent()) {
            config = config.withSpec(
                    config.spec().withLinux(config.spec().linux().withCgroupsPath(cgroupsPath.get())));
        }
        Container container = engine.factory().create(config);
        container.run(quiet());
        return container;
    }

    private static ProcessConfig quiet() {
        return ProcessConfig.main()
                .withStdio(new Stdio.Inherit())
                .withStreams(Streams.NONE)
                .detached();
    }

    private static Resources.Cpu cpu(long quotaMicros, String cpus) {
        return new Resources.Cpu(
                OptionalLong.empty(),
                OptionalLong.of(quotaMicros),
                OptionalLong.of(100_000),
                OptionalLong.empty(),
                Optional.of(cpus),
                Optional.empty(),
                OptionalLong.empty());
    }

    private static String file(Container container, String name) throws Exception {
        return Files.readString(Path.of("/sys/fs/cgroup" + container.state().cgroupsPath(), name))
                .strip();
    }

    private static String show(String unit, String properties) throws Exception {
        return systemctl("show", "--property=" + properties, unit);
    }

    private static String systemctl(String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of("systemctl", "--no-pager"));
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
