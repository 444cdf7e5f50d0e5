package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.User;

/// Attacks on who a container's processes are, and on what they may do beyond it.
@RequiresRoot
final class SecurityIdentityRootTest {
    private static final User SOMEBODY = new User(1000, 1000, OptionalInt.empty(), List.of());

    private final TestEngine engine = new TestEngine();
    private final HostileBundle bundle = HostileBundle.make(engine);

    SecurityIdentityRootTest() throws IOException {}

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void cve_2022_29162_a_program_of_the_image_inherits_no_capability_at_create() throws IOException {
        ProcessSpec process = DefaultSpec.process(hostileProgram()).withUser(SOMEBODY);
        assertThat(sets(Seen.run(engine, with(process)))).containsOnly("0000000000000000");
    }

    @Test
    void cve_2022_29162_cve_2025_27612_nor_at_exec() throws IOException {
        List<String> command = hostileProgram();
        Container container = engine.factory().create(bundle.container("sleep", "1000"));
        container.run(Seen.quiet());
        ProcessSpec process = DefaultSpec.process(command).withUser(SOMEBODY);
        assertThat(sets(Seen.exec(container, process))).containsOnly("0000000000000000");
        assertThat(sets(Seen.exec(container, DefaultSpec.process(List.of("cat", "/proc/self/status"))))
                        .getFirst())
                .isEqualTo("0000000000000000");
    }

    /// The same program, where the operator asks for it: so the two tests above have something to find.
    @Test
    void a_program_of_the_image_gets_what_the_operator_lets_it_inherit() throws IOException {
        ProcessSpec process = DefaultSpec.process(hostileProgram()).withUser(SOMEBODY);
        Capabilities usual = process.capabilities().orElseThrow();
        Capabilities sets = new Capabilities(
                usual.bounding(), usual.effective(), List.of("CAP_DAC_OVERRIDE"), usual.permitted(), List.of());
        Seen seen = Seen.run(engine, with(process.withCapabilities(Optional.of(sets))));
        assertThat(sets(seen)).contains("0000000000000002");
    }

    @Test
    void cve_2016_3697_cve_2026_30892_a_number_is_no_name_of_the_images_users() throws IOException {
        Files.writeString(bundle.rootfs().resolve("etc/passwd"), "1000:x:0:0::/:/bin/sh\n");
        Files.writeString(bundle.rootfs().resolve("etc/group"), "1000:x:0:\n");
        ProcessSpec process = DefaultSpec.process(List.of("grep", "^[UG]id", "/proc/self/status"))
                .withUser(SOMEBODY);
        assertThat(Seen.run(engine, with(process)).output())
                .isEqualTo("Uid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\n");
        Container container = engine.factory().create(bundle.container("sleep", "1000"));
        container.run(Seen.quiet());
        assertThat(Seen.exec(container, process).output())
                .isEqualTo("Uid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\n");
        assertThat(ImageUser.resolve(bundle.rootfs(), "1000").user().uid()).isEqualTo(1000);
    }

    @Test
    void cve_2022_36109_a_users_own_group_is_among_those_that_it_cannot_leave() {
        assertThat(ImageUser.resolve(bundle.rootfs(), "12:34").user().additionalGids())
                .containsExactly(34);
    }

    @Test
    void ghsa_g54h_devices_that_no_rule_names_are_denied() throws IOException {
        String disk =
                Files.readAllLines(Path.of("/proc/partitions")).get(2).strip().replaceAll("\\s+(\\d+).*", " $1");
        String script = "mknod /disk b " + disk + "; mknod /kmsg c 1 11; for d in /disk /kmsg; do"
                + " (: < $d) 2>/dev/null && echo opened $d; done; rm /disk /kmsg; echo tried";
        DeviceRule kmsg = new DeviceRule(true, "c", OptionalLong.of(1), OptionalLong.of(11), "r");
        assertThat(Seen.run(engine, withDevices(script, List.of())).output()).isEqualTo("tried\n");
        assertThat(Seen.run(engine, withDevices(script, List.of(kmsg))).output())
                .isEqualTo("opened /kmsg\ntried\n");
    }

    @Test
    void cve_2023_25809_without_a_cgroup_namespace_no_other_cgroup_is_in_sight() throws IOException {
        Spec spec = withoutCgroupNamespace(bundle.container().spec());
        List<Spec.MountSpec> mounts = new ArrayList<>(
                HostileBundle.withoutMounts(spec, "/sys/fs/cgroup").mounts());
        mounts.add(new Spec.MountSpec("/sys/fs/cgroup", "cgroup", "cgroup", List.of("rw")));
        Container neighbour = engine.factory().create(bundle.container("sleep", "1000"));
        neighbour.run(Seen.quiet());
        String script = "find /sys/fs/cgroup -name '*" + neighbour.id() + "*'; cat $(find /sys/fs/cgroup -name"
                + " cgroup.procs) | grep -v -x -e 1 -e '[0-9]' ; echo looked";
        ContainerConfig config = bundle.container("sh", "-c", script);
        Seen seen = Seen.run(
                engine,
                config.withSpec(spec.withMounts(mounts)
                        .withProcess(config.spec().process().orElseThrow())));
        assertThat(seen.output()).isEqualTo("looked\n");
    }

    @Test
    void cve_2023_25809_the_hosts_cgroups_below_its_own_sys_cannot_be_written() throws IOException {
        String name = "shibafu_test_" + System.nanoTime();
        String script =
                "mkdir /sys/fs/cgroup/" + name + " $(find /sys/fs/cgroup -maxdepth 1 -type d | sed 's|$|/" + name
                        + "|') 2>/dev/null; for f in $(find /sys/fs/cgroup -maxdepth 2 -name cgroup.procs); do"
                        + " echo 0 2>/dev/null > $f && echo wrote $f; done 2>/dev/null; ls /sys/fs/cgroup | head -n 1";
        ContainerConfig config = bundle.container("sh", "-c", script);
        Spec spec = HostileBundle.withoutMounts(withoutCgroupNamespace(config.spec()), "/sys/fs/cgroup");
        Seen seen = Seen.run(engine, config.withSpec(spec.withLinux(without(spec.linux(), NamespaceType.NETWORK))));
        assertThat(seen.output()).isNotEmpty().doesNotContain("wrote");
        assertThat(CgroupNames.find(name)).isEmpty();
    }

    /// As for a user who runs containers himself: root inside is whoever owns the cgroups outside.
    private static Spec withoutCgroupNamespace(Spec spec) {
        LinuxSpec linux = without(spec.linux(), NamespaceType.CGROUP);
        List<Namespace> namespaces = new ArrayList<>(linux.namespaces());
        namespaces.add(new Namespace(NamespaceType.USER, Optional.empty()));
        List<IdMapping> same = List.of(new IdMapping(0, 0, 65536));
        return spec.withLinux(linux.withNamespaces(namespaces).withIdMappings(same, same));
    }

    private static LinuxSpec without(LinuxSpec linux, NamespaceType type) {
        return linux.withNamespaces(
                linux.namespaces().stream().filter(one -> one.type() != type).toList());
    }

    /// A copy of busybox with an inheritable file capability, called `cat`.
    private List<String> hostileProgram() throws IOException {
        Path inherit = bundle.program("inherit");
        Path program =
                Files.createDirectories(bundle.rootfs().resolve("hostile")).resolve("cat");
        HostileBundle.run("cp", bundle.rootfs().resolve("bin/busybox").toString(), program.toString());
        HostileBundle.run(inherit.toString(), program.toString());
        return List.of("/hostile/cat", "/proc/self/status");
    }

    private ContainerConfig with(ProcessSpec process) {
        return HostileBundle.change(bundle.container("true"), spec -> spec.withProcess(process));
    }

    private ContainerConfig withDevices(String script, List<DeviceRule> rules) {
        return HostileBundle.withCapability(bundle.container("sh", "-c", script), "CAP_SYSLOG")
                .withResources(ignored -> Resources.NONE.withDevices(rules));
    }

    /// CapInh, CapPrm, CapEff and CapAmb, without the bounding set.
    private static List<String> sets(Seen seen) {
        return seen.output()
                .lines()
                .filter(line -> line.startsWith("Cap") && !line.startsWith("CapBnd"))
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();
    }
}
