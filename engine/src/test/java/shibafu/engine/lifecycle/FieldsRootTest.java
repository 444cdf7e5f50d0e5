package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.MemoryPolicy;
import shibafu.engine.spec.NetDevice;
import shibafu.engine.spec.Personality;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Scheduling;
import shibafu.engine.spec.Scheduling.CpuAffinity;
import shibafu.engine.spec.Scheduling.IoPriority;
import shibafu.engine.spec.Scheduling.Scheduler;
import shibafu.engine.spec.SecurityLabels;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecReader;
import shibafu.engine.spec.SpecWriter;

/// What a configuration says of a process, as the process itself sees it.
@RequiresRoot
final class FieldsRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_process_is_who_its_configuration_says() throws IOException {
        String script =
                "id -u; id -g; id -G; umask; pwd; echo $A; ulimit -Sn; ulimit -Hn; cat /proc/self/oom_score_adj;"
                        + " hostname; cat /proc/sys/kernel/domainname /proc/sys/kernel/shmmni;"
                        + " grep -E '^(NoNewPrivs|Cap)' /proc/self/status";
        ContainerConfig config = merged(script, """
                {"hostname": "web", "domainname": "example.org",
                 "process": {"user": {"uid": 1000, "gid": 100, "umask": 63, "additionalGids": [10, 20]},
                  "cwd": "/tmp", "env": ["PATH=/bin", "A=b"], "oomScoreAdj": 500, "noNewPrivileges": true,
                  "rlimits": [{"type": "RLIMIT_NOFILE", "soft": 100, "hard": 200}],
                  "capabilities": {"bounding": ["CAP_NET_BIND_SERVICE", "CAP_KILL", "CAP_CHOWN"],
                   "permitted": ["CAP_NET_BIND_SERVICE", "CAP_KILL"], "effective": ["CAP_NET_BIND_SERVICE", "CAP_KILL"],
                   "inheritable": ["CAP_NET_BIND_SERVICE", "CAP_CHOWN"], "ambient": ["CAP_NET_BIND_SERVICE"]}},
                 "linux": {"sysctl": {"kernel.shmmni": "77"}}}
                """);
        // An ordinary user keeps at execve(2) what is ambient, and no more.
        assertThat(Seen.run(engine, config).output().lines())
                .containsExactly(
                        "1000",
                        "100",
                        "100 10 20",
                        "0077",
                        "/tmp",
                        "b",
                        "100",
                        "200",
                        "500",
                        "web",
                        "example.org",
                        "77",
                        "CapInh:\t0000000000000401",
                        "CapPrm:\t0000000000000400",
                        "CapEff:\t0000000000000400",
                        "CapBnd:\t0000000000000421",
                        "CapAmb:\t0000000000000400",
                        "NoNewPrivs:\t1");
    }

    @Test
    void a_process_in_a_user_namespace_sees_its_mappings() {
        ContainerConfig config = Seen.inUserNamespace(
                engine.container("/bin/sh", "-c", "cat /proc/self/uid_map /proc/self/gid_map | tr -s ' '"));
        assertThat(Seen.run(engine, config).output()).isEqualTo(" 0 100000 65536\n 0 100000 65536\n");
    }

    @Test
    void a_process_is_in_new_namespaces_and_in_those_that_were_named() throws Exception {
        Process other = new ProcessBuilder("unshare", "--net", "sleep", "100").start();
        try {
            Path joined = Path.of("/proc", Long.toString(other.pid()), "ns/net");
            Path own = Path.of("/proc/self/ns/net");
            for (int i = 0; i < 100 && link(joined).equals(link(own)); i++) {
                Thread.sleep(20);
            }
            ContainerConfig config =
                    merged("for n in net mnt uts ipc pid; do readlink /proc/self/ns/$n; done", """
                    {"linux": {"namespaces": [{"type": "mount"}, {"type": "uts"}, {"type": "ipc"}, {"type": "pid"},
                      {"type": "network", "path": "PATH"}]}}
                    """.replace(
                                    "PATH", joined.toString()));
            List<String> seen = Seen.run(engine, config).output().lines().toList();
            assertThat(seen).hasSize(5).first().isEqualTo(link(joined));
            for (String host : List.of("net", "mnt", "uts", "ipc", "pid")) {
                assertThat(seen).doesNotContain(link(Path.of("/proc/self/ns", host)));
            }
        } finally {
            other.destroyForcibly();
        }
    }

    private static String link(Path path) throws IOException {
        return Files.readSymbolicLink(path).toString();
    }

    @Test
    void a_process_has_the_cpus_and_memory_nodes_of_its_limits() throws IOException {
        ContainerConfig config = merged("grep -E '^(Cpus|Mems)_allowed_list' /proc/self/status", """
                {"linux": {"resources": {"cpu": {"cpus": "1", "mems": "0"}}}}
                """);
        assertThat(Seen.run(engine, config).output()).isEqualTo("Cpus_allowed_list:\t1\nMems_allowed_list:\t0\n");
    }

    @Test
    void clocks_have_their_offsets() throws IOException {
        ContainerConfig config = merged("cat /proc/uptime", """
                {"linux": {"timeOffsets": {"boottime": {"secs": 1000000000, "nanosecs": 1}}}}
                """, "time");
        double uptime = Double.parseDouble(Seen.run(engine, config).output().split(" ", 2)[0]);
        assertThat(uptime).isBetween(1e9, 1.9e9);
    }

    @Test
    void a_device_has_the_numbers_and_owner_that_were_asked_for() throws IOException {
        ContainerConfig config = merged("stat -c '%F %t:%T %a %u:%g' /dev/mine", """
                {"linux": {"devices": [{"path": "/dev/mine", "type": "c", "major": 1, "minor": 3, "fileMode": 416,
                  "uid": 5, "gid": 6}]}}
                """);
        assertThat(Seen.run(engine, config).output()).isEqualTo("character special file 1:3 640 5:6\n");
    }

    @Test
    void paths_are_hidden_and_closed() throws IOException {
        String script = "ls /usr | wc -l; head -c1 /bin/busybox | wc -c; touch /home/x 2>&1 | grep -o 'Read-only.*'";
        ContainerConfig config = merged(script, """
                {"linux": {"maskedPaths": ["/usr"], "readonlyPaths": ["/home"]}}
                """);
        assertThat(Seen.run(engine, config).output()).isEqualTo("0\n1\nRead-only file system\n");
    }

    @Test
    void a_process_is_in_the_cgroup_that_was_asked_for() throws IOException {
        String path = "/sf-fields-" + ProcessHandle.current().pid();
        ContainerConfig config = engine.container("cat", "/proc/self/cgroup");
        config = linux(config, linux -> linux.withCgroupsPath(path));
        Container container = engine.factory().create(config);
        assertThat(container.state().cgroupsPath()).endsWith(path.substring(1));
    }

    /// The same container with a part of its configuration replaced, and perhaps more namespaces.
    private ContainerConfig merged(String script, String change, String... namespaces) throws IOException {
        ContainerConfig config = engine.container("/bin/sh", "-c", script);
        ObjectMapper json = new ObjectMapper();
        json.configOverride(ArrayNode.class).setMergeable(false);
        JsonNode spec = json.readTree(SpecWriter.write(config.spec()));
        json.readerForUpdating(spec).readValue(change);
        for (String type : namespaces) {
            ((ArrayNode) spec.at("/linux/namespaces")).addObject().put("type", type);
        }
        return config.withSpec(SpecReader.read("test", json.writeValueAsBytes(spec)));
    }

    @Test
    void a_process_has_the_scheduler_that_was_asked_for() {
        // Fields 19 and 41 of /proc/PID/stat: nice, policy (3 is SCHED_BATCH).
        Scheduling batch = scheduler(new Scheduler("SCHED_BATCH", 7, 0, List.of(), 0, 0, 0));
        String script = "cut -d' ' -f19,41 /proc/self/stat";
        assertThat(seen(script, process -> process.withScheduling(batch))).isEqualTo("7 3\n");
    }

    @Test
    void a_process_in_a_user_namespace_has_the_scheduler_that_was_asked_for() {
        // -5 is above what root of a user namespace may take.
        Scheduling batch = scheduler(new Scheduler("SCHED_BATCH", -5, 0, List.of(), 0, 0, 0));
        ContainerConfig config = Seen.inUserNamespace(engine.container("cut", "-d", " ", "-f19,41", "/proc/self/stat"));
        assertThat(Seen.run(engine, with(config, process -> process.withScheduling(batch)))
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
        try (TestEngine pinned = new TestEngine(caller("taskset 1"))) {
            assertThat(Seen.run(pinned, pinned.container("/bin/sh", "-c", cpus)).output())
                    .isEqualTo(free);
        }
    }

    @Test
    void a_container_can_keep_the_groups_of_its_caller() throws IOException {
        try (TestEngine member = new TestEngine(caller("setpriv --groups 4242"))) {
            ContainerConfig config = member.container("id", "-G");
            Spec spec = config.spec();
            assertThat(Seen.run(member, config).output()).isEqualTo("0\n");
            ObjectMapper json = new ObjectMapper();
            JsonNode kept = json.readTree(SpecWriter.write(spec));
            ((ObjectNode) kept).putObject("annotations").put("run.oci.keep_original_groups", "1");
            ContainerConfig keeping =
                    member.container("id", "-G").withSpec(SpecReader.read("test", json.writeValueAsBytes(kept)));
            assertThat(Seen.run(member, keeping).output()).isEqualTo("0 4242\n");
        }
    }

    /// The stub, started by somebody else.
    private Path caller(String command) throws IOException {
        Path script = Files.writeString(
                engine.directory().resolve("caller"),
                "#!/bin/sh\nexec " + command + " " + TestEngine.STUB.toAbsolutePath() + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    @Test
    void a_process_sees_the_machine_of_its_personality() {
        ContainerConfig config = engine.container("uname", "-m");
        String plain = Seen.run(engine, config).output();
        String other = Seen.run(
                        engine,
                        linux(
                                engine.container("uname", "-m"),
                                linux -> linux.withPersonality(Optional.of(new Personality("LINUX32", List.of())))))
                .output();
        Container container = engine.factory()
                .create(linux(
                        engine.container("sleep", "100"),
                        linux -> linux.withPersonality(Optional.of(new Personality("LINUX32", List.of())))));
        container.start(Seen.quiet());
        assertThat(Seen.exec(container, "uname", "-m").output()).isEqualTo("i686\n");
        assertThat(plain).isEqualTo("x86_64\n");
        assertThat(other).isEqualTo("i686\n");
    }

    @Test
    void memory_comes_from_the_nodes_that_were_asked_for() {
        ContainerConfig config = linux(
                engine.container("/bin/sh", "-c", "head -n1 /proc/self/numa_maps"),
                linux -> linux.withMemoryPolicy(
                        Optional.of(new MemoryPolicy("MPOL_BIND", Optional.of("0"), List.of("MPOL_F_STATIC_NODES")))));
        assertThat(Seen.run(engine, config).output()).contains(" bind=static:0 ");
    }

    @Test
    void an_interface_of_the_host_comes_in_with_its_addresses_and_nothing_is_left() throws Exception {
        String name = "sfd" + ProcessHandle.current().pid();
        ip("link", "add", name, "type", "veth", "peer", "name", name + "p");
        ip("link", "set", name + "p", "up");
        ip("addr", "add", "192.0.2.7/24", "brd", "+", "dev", name);
        ip("addr", "add", "2001:db8::7/64", "dev", name, "nodad");
        ContainerConfig config = linux(
                engine.container("/bin/sh", "-c", "ip -o addr show dev inner; ip -o link show dev inner"),
                linux -> linux.withNetDevices(Map.of(name, new NetDevice(Optional.of("inner")))));
        String seen = Seen.run(engine, config).output();
        assertThat(seen)
                .contains("inet 192.0.2.7/24 brd 192.0.2.255 scope global inner")
                .contains("inet6 2001:db8::7/64 scope global")
                .contains("UP,LOWER_UP");
        // The kernel takes a namespace's interfaces away a little after its last process.
        for (int i = 0; i < 100 && Files.exists(Path.of("/sys/class/net", name + "p")); i++) {
            Thread.sleep(50);
        }
        assertThat(Path.of("/sys/class/net", name)).doesNotExist();
        assertThat(Path.of("/sys/class/net", name + "p")).doesNotExist();
    }

    @Test
    void an_interface_that_is_not_there_is_named() {
        ContainerConfig config = linux(
                engine.container("true"),
                linux -> linux.withNetDevices(Map.of("sfd-none", new NetDevice(Optional.empty()))));
        assertThatThrownBy(() -> Seen.run(engine, config))
                .hasMessageContaining("move network device sfd-none")
                .hasMessageContaining("the host has no interface sfd-none");
    }

    private static void ip(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    @DisabledIf("hasAppArmor")
    void a_profile_is_refused_where_there_is_no_apparmor() {
        assertThatThrownBy(() -> seen("true", process -> process.withLabels(profile("container-default"))))
                .hasMessageContaining("apparmor failed to apply profile")
                .hasMessageContaining("AppArmor is not enabled");
    }

    @Test
    @EnabledIf("hasAppArmor")
    void a_profile_that_is_not_loaded_is_named() {
        assertThatThrownBy(() -> seen("true", process -> process.withLabels(profile("no-such-profile"))))
                .hasMessageContaining("apparmor failed to apply profile")
                .hasMessageContaining("no-such-profile");
    }

    @Test
    @EnabledIf("hasAppArmor")
    void a_process_can_be_unconfined() {
        String script = "cat /proc/self/attr/apparmor/current";
        assertThat(seen(script, process -> process.withLabels(profile("unconfined"))))
                .isEqualTo("unconfined\n");
    }

    @Test
    @DisabledIf("hasSelinux")
    void a_label_is_refused_where_there_is_no_selinux() {
        SecurityLabels labels = new SecurityLabels(Optional.empty(), Optional.of("system_u:system_r:container_t:s0"));
        assertThatThrownBy(() -> seen("true", process -> process.withLabels(labels)))
                .hasMessageContaining("selinux label is specified in config, but selinux is disabled or not supported");
    }

    static boolean hasAppArmor() {
        return Files.exists(Path.of("/proc/self/attr/apparmor/exec"));
    }

    static boolean hasSelinux() {
        return Files.exists(Path.of("/sys/fs/selinux/enforce"));
    }

    private static SecurityLabels profile(String name) {
        return new SecurityLabels(Optional.of(name), Optional.empty());
    }

    private static Scheduling scheduler(Scheduler scheduler) {
        return new Scheduling(Optional.of(scheduler), Optional.empty(), Optional.empty());
    }

    private String seen(String script, UnaryOperator<ProcessSpec> change) {
        return Seen.run(engine, with(engine.container("/bin/sh", "-c", script), change))
                .output();
    }

    private static ContainerConfig with(ContainerConfig config, UnaryOperator<ProcessSpec> change) {
        return config.withSpec(
                config.spec().withProcess(change.apply(config.spec().process().orElseThrow())));
    }

    private static ContainerConfig linux(ContainerConfig config, UnaryOperator<LinuxSpec> change) {
        return config.withSpec(
                config.spec().withLinux(change.apply(config.spec().linux())));
    }
}
