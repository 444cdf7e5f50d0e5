package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.spec.HugepageLimit;
import shibafu.engine.spec.Resources;

final class CgroupLayoutTest {
    private static final List<Resources.DeviceRule> ALLOW_ALL =
            List.of(new Resources.DeviceRule(true, "a", OptionalLong.empty(), OptionalLong.empty(), "rwm"));

    @ParameterizedTest
    @CsvSource({"hybrid, hybrid", "v2, v2", "docker-v1, v1"})
    void finds_out_how_cgroups_are_mounted(String host, String kind) throws Exception {
        assertThat(CgroupLayout.detect(Fixture.root(host)).kind()).isEqualTo(kind);
    }

    @Test
    void tells_what_to_do_where_none_are_mounted() throws Exception {
        Path root = Fixture.root("none");
        assertThatThrownBy(() -> CgroupLayout.detect(root))
                .isInstanceOf(CgroupException.class)
                .hasMessageStartingWith("find cgroups: none are mounted")
                .hasMessageContaining("mount -t cgroup2 cgroup2 /sys/fs/cgroup");
    }

    @Test
    void tells_that_proc_is_missing(@TempDir Path empty) {
        assertThatThrownBy(() -> CgroupLayout.detect(empty))
                .hasMessageContaining("mountinfo: no such file or directory: is /proc mounted?");
    }

    @ParameterizedTest
    @CsvSource({
        "memory/memory.memsw.limit_in_bytes, memory, true",
        "memory/memory.limit_in_bytes, memory, false",
        "system.slice/memory.swap.max, , true",
        "system.slice/cgroup.procs, , true",
        "system.slice/memory.low, , false"
    })
    void finds_out_whether_swap_is_counted(String file, String controllers, boolean counted, @TempDir Path root)
            throws Exception {
        String mount = controllers == null
                ? "/sys/fs/cgroup rw - cgroup2 cgroup2 rw"
                : "/sys/fs/cgroup/" + controllers + " rw - cgroup cgroup rw," + controllers;
        host(root, "30 1 0:1 / " + mount);
        Path told = root.resolve("sys/fs/cgroup").resolve(file);
        Files.createDirectories(told.getParent());
        Files.createFile(told);
        if (file.contains("slice/memory")) {
            Files.createFile(told.resolveSibling("memory.max"));
        }
        assertThat(CgroupLayout.detect(root).countsSwap()).isEqualTo(counted);
    }

    @Test
    void a_v2_tree_beside_systemds_named_tree_is_v2(@TempDir Path root) throws Exception {
        host(
                root,
                "30 1 0:1 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd",
                "31 1 0:2 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw");
        assertThat(CgroupLayout.detect(root).kind()).isEqualTo("v2");
    }

    @Test
    void a_mount_that_another_one_covers_does_not_count(@TempDir Path root) throws Exception {
        host(
                root,
                "1 0 8:1 / / rw - ext4 /dev/sda rw",
                "30 1 0:1 / /sys/fs/cgroup rw - tmpfs tmpfs rw",
                "31 30 0:2 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
                "32 30 0:3 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw");
        assertThat(CgroupLayout.detect(root).kind()).isEqualTo("v2");
        host(
                root,
                "1 0 8:1 / / rw - ext4 /dev/sda rw",
                "31 1 0:2 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
                "32 31 0:3 / /sys/fs/cgroup/memory rw - tmpfs tmpfs rw");
        assertThatThrownBy(() -> CgroupLayout.detect(root)).hasMessageContaining("none are mounted");
    }

    @Test
    void trees_of_two_controllers_and_parts_of_trees_are_used_where_they_are_mounted() throws Exception {
        Path root = Fixture.root("docker-v1");
        Path cgroups = root.resolve("sys/fs/cgroup");
        CgroupPlan plan = CgroupLayout.detect(root).plan("shibafu_c1", Resources.NONE);
        assertThat(plan.join().v1())
                .containsExactly(
                        cgroups.resolve("systemd/shibafu_c1"),
                        cgroups.resolve("memory/shibafu_c1"),
                        cgroups.resolve("cpu,cpuacct/shibafu_c1"),
                        cgroups.resolve("cpuset/shibafu_c1"),
                        cgroups.resolve("pids/shibafu_c1"),
                        cgroups.resolve("devices/shibafu_c1"),
                        cgroups.resolve("net_cls,net_prio/shibafu_c1"));
        assertThat(plan.join().v2()).isEmpty();
        assertThat(plan.mounts())
                .contains(new CgroupMountView(
                        "cpu,cpuacct", cgroups.resolve("cpu,cpuacct/shibafu_c1"), List.of("cpu", "cpuacct")))
                .contains(new CgroupMountView("systemd", cgroups.resolve("systemd/shibafu_c1"), List.of()));
        assertThat(Fixture.text(plan.writes())).contains("cpuset.cpus=0-3", "cpuset.mems=0");
    }

    @Test
    void a_hybrid_host_limits_in_its_v2_tree_what_no_v1_tree_has(@TempDir Path root) throws Exception {
        host(
                root,
                "30 1 0:1 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
                "31 1 0:2 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw");
        Path unified = Files.createDirectories(root.resolve("sys/fs/cgroup/unified"));
        Files.writeString(unified.resolve("cgroup.controllers"), "hugetlb pids\n");
        CgroupLayout layout = CgroupLayout.detect(root);
        CgroupPlan plan = layout.plan(
                "a/b",
                Resources.NONE
                        .withMemoryLimit(4096)
                        .withPidsLimit(7)
                        .withHugepageLimits(List.of(new HugepageLimit("2MB", 0)))
                        .withUnified(Map.of("hugetlb.1GB.max", "0"))
                        .withDevices(ALLOW_ALL));
        assertThat(plan.parentWrites().stream().map(w -> w.file() + "=" + w.value()))
                .containsExactly(
                        unified + "/cgroup.subtree_control=+hugetlb +pids",
                        unified + "/a/cgroup.subtree_control=+hugetlb +pids");
        assertThat(plan.writes().stream().map(w -> root.relativize(w.file()) + "=" + w.value()))
                .containsExactly(
                        "sys/fs/cgroup/memory/a/b/memory.limit_in_bytes=4096",
                        "sys/fs/cgroup/unified/a/b/pids.max=7",
                        "sys/fs/cgroup/unified/a/b/hugetlb.2MB.max=0",
                        "sys/fs/cgroup/unified/a/b/hugetlb.2MB.rsvd.max=0",
                        "sys/fs/cgroup/unified/a/b/hugetlb.1GB.max=0");
        assertThat(layout.open("a/b").directory("pids")).contains(unified.resolve("a/b"));
        assertThatThrownBy(() ->
                        layout.plan("a", Resources.NONE.withDevices(ALLOW_ALL).withUnified(Map.of("memory.high", "1"))))
                .hasMessageContaining("this host has \"memory\" on cgroup v1; its v2 tree has: hugetlb, pids");
    }

    @Test
    void a_container_joins_every_tree_of_a_hybrid_host() throws Exception {
        Path root = Fixture.root("hybrid");
        Path cgroups = root.resolve("sys/fs/cgroup");
        CgroupPlan plan = CgroupLayout.detect(root).plan("/shibafu_c2", Fixture.pids(0));
        assertThat(plan.join().v1()).hasSize(9).contains(cgroups.resolve("blkio/shibafu_c2"));
        assertThat(plan.join().v2()).contains(cgroups.resolve("unified/shibafu_c2"));
        assertThat(plan.directories()).containsExactlyElementsOf(plan.remove()).hasSize(10);
        assertThat(plan.kill()).containsExactly(cgroups.resolve("pids/shibafu_c2"));
        assertThat(plan.oomFile()).contains(cgroups.resolve("memory/shibafu_c2/memory.oom_control"));
        assertThat(plan.deviceProgram()).isEmpty();
        assertThat(Fixture.text(plan.writes()))
                .startsWith(
                        "cpuset.cpus=0-1", "cpuset.mems=0", "pids.max=1", "devices.deny=a", "devices.allow=c *:* m");
        assertThat(plan.mounts().stream().map(CgroupMountView::name)).contains("memory", "systemd");
    }

    @Test
    void a_container_joins_the_one_tree_of_v2() throws Exception {
        Path root = Fixture.root("v2");
        Path own = root.resolve("sys/fs/cgroup/machine/c2");
        CgroupPlan plan = CgroupLayout.detect(root).plan("/machine/c2", Fixture.pids(7));
        assertThat(plan.directories()).containsExactly(own.getParent(), own);
        assertThat(plan.join()).isEqualTo(new CgroupJoin(List.of(), Optional.of(own)));
        assertThat(plan.parentWrites())
                .containsExactly(CgroupWrite.of(
                        own.resolveSibling("cgroup.subtree_control"),
                        "+cpuset +cpu +io +memory +hugetlb +pids +rdma +misc"));
        assertThat(plan.writes()).containsExactly(CgroupWrite.of(own.resolve("pids.max"), "7"));
        assertThat(plan.kill()).isEqualTo(plan.remove()).containsExactly(own);
        assertThat(plan.oomFile()).contains(own.resolve("memory.events"));
        assertThat(plan.deviceProgram()).isPresent();
        assertThat(plan.mounts()).containsExactly(new CgroupMountView("", own, List.of()));
    }

    @Test
    void every_cpuset_on_the_way_down_is_filled() throws Exception {
        CgroupPlan plan = CgroupLayout.detect(Fixture.root("hybrid")).plan("/a/b/c", Resources.NONE);
        Path cpuset = Fixture.root("hybrid").resolve("sys/fs/cgroup/cpuset");
        assertThat(plan.parentWrites())
                .containsExactly(
                        CgroupWrite.of(cpuset.resolve("a/cpuset.cpus"), "0-1"),
                        CgroupWrite.of(cpuset.resolve("a/cpuset.mems"), "0"),
                        CgroupWrite.of(cpuset.resolve("a/b/cpuset.cpus"), "0-1"),
                        CgroupWrite.of(cpuset.resolve("a/b/cpuset.mems"), "0"));
        assertThat(plan.directories()).hasSize(30);
    }

    @Test
    void unified_values_are_v2s_alone() throws Exception {
        Resources unified = Fixture.unified(Map.of("memory.high", "1", "io.max", "8:0 rbps=1\n8:16 rbps=2"));
        assertThat(Fixture.text(CgroupLayout.detect(Fixture.root("v2"))
                        .plan("/x", unified)
                        .writes()))
                .containsExactly("io.max=8:0 rbps=1", "io.max=8:16 rbps=2", "memory.high=1");
        CgroupLayout hybrid = CgroupLayout.detect(Fixture.root("hybrid"));
        assertThatThrownBy(() -> hybrid.plan("/x", unified))
                .hasMessageStartingWith("set unified resource \"")
                .hasMessageContaining("this host has cgroup v1");
    }

    @Test
    void a_unified_value_names_a_file_and_no_path() throws Exception {
        CgroupLayout v2 = CgroupLayout.detect(Fixture.root("v2"));
        Resources unified = Fixture.unified(Map.of("memory.x/../../y", "1"));
        assertThatThrownBy(() -> v2.plan("/x", unified)).hasMessageContaining("it is no name of a cgroup file");
    }

    @Test
    void a_limit_without_its_controller_is_refused(@TempDir Path root) throws Exception {
        host(
                root,
                "31 1 0:2 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
                "32 1 0:3 / /sys/fs/cgroup/devices rw - cgroup cgroup rw,devices");
        CgroupLayout layout = CgroupLayout.detect(root);
        assertThat(layout.plan("/x", Resources.NONE).writes()).isNotEmpty();
        assertThatThrownBy(() -> layout.plan("/x", Fixture.pids(1)))
                .hasMessage(
                        "set pids limits: this host has no v1 controller \"pids\" mounted; there are: devices, memory");
    }

    @Test
    void a_host_that_cannot_close_devices_is_refused(@TempDir Path root) throws Exception {
        host(root, "31 1 0:2 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory");
        CgroupLayout layout = CgroupLayout.detect(root);
        assertThatThrownBy(() -> layout.plan("/x", Resources.NONE)).hasMessageContaining("controller \"devices\"");
        assertThat(layout.plan("/x", Fixture.resources(Fixture.rule("allow a *:* rwm")))
                        .writes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/a/../../../b, b", "b, b", "/b/, b", "//b//./c, b/c"})
    void a_cgroup_path_stays_below_the_mount_point(String path, String below) throws Exception {
        Path mount = Fixture.root("v2").resolve("sys/fs/cgroup");
        assertThat(CgroupLayout.detect(Fixture.root("v2")).open(path).directory("memory"))
                .contains(mount.resolve(below));
    }

    @ParameterizedTest
    @CsvSource({"/", "''", "/..", "a/.."})
    void the_root_of_all_cgroups_is_no_containers(String path) throws Exception {
        CgroupLayout layout = CgroupLayout.detect(Fixture.root("v2"));
        assertThatThrownBy(() -> layout.open(path)).hasMessageContaining("it is the root of all cgroups");
    }

    private static void host(Path root, String... mounts) throws Exception {
        Files.createDirectories(root.resolve("proc/self"));
        Files.write(root.resolve("proc/self/mountinfo"), List.of(mounts));
    }
}
