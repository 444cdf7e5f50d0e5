package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.NetDevice;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.SecurityLabels;

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
    void clocks_have_their_offsets() throws IOException {
        ContainerConfig config = merged("cat /proc/uptime; tr -s ' ' </proc/self/timens_offsets", """
                {"linux": {"timeOffsets": {"boottime": {"secs": 1000000000, "nanosecs": 7}},
                  "namespaces": [{"type": "mount"}, {"type": "pid"}, {"type": "uts"}, {"type": "time"}]}}
                """);
        String seen = Seen.run(engine, config).output();
        assertThat(Double.parseDouble(seen.split(" ", 2)[0])).isBetween(1e9, 1.9e9);
        assertThat(seen).endsWith("monotonic 0 0\nboottime 1000000000 7\n");
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
        config = Seen.withLinux(config, linux -> linux.withCgroupsPath(path));
        Container container = engine.factory().create(config);
        assertThat(container.state().cgroupsPath()).endsWith(path.substring(1));
    }

    @Test
    void a_container_can_keep_the_groups_of_its_caller() throws IOException {
        try (TestEngine member = new TestEngine(engine.startedBy("setpriv --groups 4242"))) {
            ContainerConfig config = member.container("id", "-G");
            assertThat(Seen.run(member, config).output()).isEqualTo("0\n");
            ContainerConfig keeping = Seen.merged(
                    member.container("id", "-G"), "{\"annotations\": {\"run.oci.keep_original_groups\": \"1\"}}");
            assertThat(Seen.run(member, keeping).output()).isEqualTo("0 4242\n");
        }
    }

    @Test
    void an_interface_of_the_host_comes_in_with_its_addresses_and_nothing_is_left() throws Exception {
        String name = "sfd" + ProcessHandle.current().pid();
        ip("link", "add", name, "type", "veth", "peer", "name", name + "p");
        ip("link", "set", name + "p", "up");
        ip("addr", "add", "192.0.2.7/24", "brd", "+", "dev", name);
        ip("addr", "add", "2001:db8::7/64", "dev", name, "nodad");
        ContainerConfig config = Seen.withLinux(
                engine.container("/bin/sh", "-c", "ip -o addr show dev inner; ip -o link show dev inner"),
                linux -> linux.withNetDevices(Map.of(name, new NetDevice(Optional.of("inner")))));
        String seen = Seen.run(engine, config).output();
        assertThat(seen)
                .contains("inet 192.0.2.7/24 brd 192.0.2.255 scope global inner")
                .contains("inet6 2001:db8::7/64 scope global")
                .contains("UP,LOWER_UP");
        // The kernel takes a namespace's interfaces away a little after its last process.
        for (int i = 0; i < 1200 && Files.exists(Path.of("/sys/class/net", name + "p")); i++) {
            Thread.sleep(50);
        }
        assertThat(Path.of("/sys/class/net", name)).doesNotExist();
        assertThat(Path.of("/sys/class/net", name + "p")).doesNotExist();
    }

    @Test
    void an_interface_that_is_not_there_is_named() {
        ContainerConfig config = Seen.withLinux(
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
    void a_profile_is_refused_where_there_is_no_apparmor() {
        assumeFalse(hasAppArmor());
        assertThatThrownBy(() -> seen("true", process -> process.withLabels(profile("container-default"))))
                .hasMessageContaining("apparmor failed to apply profile")
                .hasMessageContaining("AppArmor is not enabled");
    }

    @Test
    void a_profile_that_is_not_loaded_is_named() {
        assumeTrue(hasAppArmor());
        assertThatThrownBy(() -> seen("true", process -> process.withLabels(profile("no-such-profile"))))
                .hasMessageContaining("apparmor failed to apply profile")
                .hasMessageContaining("no-such-profile");
    }

    @Test
    void a_process_can_be_unconfined() {
        assumeTrue(hasAppArmor());
        String script = "cat /proc/self/attr/apparmor/current";
        assertThat(seen(script, process -> process.withLabels(profile("unconfined"))))
                .isEqualTo("unconfined\n");
    }

    @Test
    void a_label_is_refused_where_there_is_no_selinux() {
        assumeFalse(hasSelinux());
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

    private String seen(String script, UnaryOperator<ProcessSpec> change) {
        return Seen.run(engine, Seen.withProcess(engine.container("/bin/sh", "-c", script), change))
                .output();
    }

    private ContainerConfig merged(String script, String change) {
        return Seen.merged(engine.container("/bin/sh", "-c", script), change);
    }
}
