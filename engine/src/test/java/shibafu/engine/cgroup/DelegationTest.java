package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DelegationTest {
    private static final String ALL = "cpuset cpu io memory hugetlb pids rdma misc";

    @Test
    void only_what_is_missing_is_enabled_from_the_top_down() {
        Folder root = Fixture.folder(
                Map.of("cgroup.controllers", ALL, "cgroup.subtree_control", "cpu memory hugetlb pids rdma misc"));
        Folder parent = Fixture.folder(root, "/c/a", Map.of());
        Delegation delegation = Delegation.plan(Fixture.folder(parent, "/c/a/b", Map.of()), Set.of());
        assertThat(delegation.writes().stream().map(Record::toString))
                .containsExactly(
                        "CgroupWrite[file=/c/cgroup.subtree_control, value=+cpuset +io, optional=false]",
                        "CgroupWrite[file=/c/a/cgroup.subtree_control, value=+cpuset +cpu +io +memory +hugetlb +pids +rdma +misc, optional=false]");
    }

    @Test
    void nothing_is_written_where_all_is_enabled() {
        Folder root = Fixture.folder(Map.of("cgroup.controllers", ALL, "cgroup.subtree_control", ALL));
        Delegation delegation = Delegation.plan(Fixture.folder(root, "/c/a", Map.of()), Set.of());
        assertThat(delegation.writes()).isEmpty();
        assertThat(delegation.controllers()).contains("memory", "misc");
    }

    @Test
    void a_unified_value_asks_for_its_controller() {
        Folder root = Fixture.folder(
                Map.of("cgroup.controllers", ALL, "cgroup.subtree_control", "cpuset cpu io memory hugetlb pids rdma"));
        Delegation delegation = Delegation.plan(
                Fixture.folder(root, "/c/a", Map.of()),
                Delegation.needed(Fixture.unified(Map.of("misc.max", "x 1", "cgroup.max.depth", "3"))));
        assertThat(Fixture.text(delegation.writes())).containsExactly("cgroup.subtree_control=+misc");
    }

    @Test
    void a_controller_that_is_needed_and_missing_is_named() {
        Folder root = Fixture.folder(Map.of("cgroup.controllers", "cpu memory", "cgroup.subtree_control", ""));
        Folder own = Fixture.folder(root, "/c/a", Map.of());
        assertThat(Fixture.text(Delegation.plan(own, Set.of()).writes()))
                .containsExactly("cgroup.subtree_control=+cpu +memory");
        assertThatThrownBy(() -> Delegation.plan(own, Set.of("pids")))
                .hasMessage("set pids limits: the controller \"pids\" is missing in /c; there are: cpu memory");
    }

    @Test
    void a_parent_with_processes_hands_nothing_on() {
        Folder root = Fixture.folder(
                Map.of("cgroup.controllers", ALL, "cgroup.subtree_control", ALL, "cgroup.procs", "1\n2"));
        Folder parent = Fixture.folder(
                root,
                "/c/a",
                Map.of(
                        "cgroup.controllers",
                        ALL,
                        "cgroup.subtree_control",
                        "",
                        "cgroup.procs",
                        "77",
                        "cgroup.type",
                        "domain"));
        Folder own = Fixture.folder(parent, "/c/a/b", Map.of());
        Delegation without = Delegation.plan(own, Set.of());
        assertThat(without.writes()).isEmpty();
        assertThat(without.controllers()).isEmpty();
        assertThatThrownBy(() -> Delegation.plan(own, Set.of("pids")))
                .hasMessageStartingWith("set pids limits: /c/a holds processes itself");
    }
}
