package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.Overlay;
import shibafu.engine.spec.Spec.Root;
import shibafu.engine.spec.SpecException;
import shibafu.engine.spec.SpecProblem;

/// What golden files cannot show: errors, warnings, and rules over all plans.
final class PlanCompilerTest {
    private static final Spec SPEC =
            DefaultSpec.of(new Root("rootfs", false, Optional.empty()), DefaultSpec.process(List.of("sh")));

    static Stream<GoldenCase> golden() throws Exception {
        return GoldenCase.all().stream();
    }

    @ParameterizedTest
    @EnumSource(NamespaceType.class)
    void makes_a_namespace_without_a_path(NamespaceType type) {
        List<Op> ops = create(with(new Namespace(type, Optional.empty()))).ops();
        switch (type) {
            case CGROUP -> assertThat(ops).contains(new ProcessOp.Unshare(type.cloneFlag()));
            case TIME -> assertThat(ops).contains(new HostOp.TimeNamespace(0, 0, 0, 0));
            case PID, NETWORK, MOUNT, IPC, UTS, USER ->
                assertThat(cloneFlags(ops) & type.cloneFlag()).isNotZero();
        }
        assertThat(ops).doesNotHaveAnyElementsOfTypes(SectionOp.Stage.class, HostOp.JoinNamespace.class);
    }

    @ParameterizedTest
    @EnumSource(NamespaceType.class)
    void joins_a_namespace_with_a_path_by_a_helper(NamespaceType type) {
        List<Op> ops = create(with(new Namespace(type, Optional.of("/ns")))).ops();
        assertThat(ops).containsSequence(new SectionOp.Stage(), new HostOp.JoinNamespace(type.cloneFlag(), "/ns"));
        assertThat(cloneFlags(ops) & type.cloneFlag()).isZero();
        assertThat(ops)
                .doesNotHaveAnyElementsOfTypes(
                        ProcessOp.Unshare.class, HostOp.TimeNamespace.class, ProcessOp.LoopbackUp.class);
    }

    @ParameterizedTest
    @EnumSource(NamespaceType.class)
    void leaves_a_namespace_out_that_is_not_asked_for(NamespaceType type) {
        List<Op> ops = create(without()).ops();
        assertThat(cloneFlags(ops) & type.cloneFlag()).isZero();
        assertThat(ops)
                .doesNotHaveAnyElementsOfTypes(
                        ProcessOp.Unshare.class,
                        HostOp.TimeNamespace.class,
                        SectionOp.Stage.class,
                        HostOp.WriteProc.class);
    }

    @Test
    void tells_all_problems_of_mounts_at_once() {
        Spec spec = SPEC.withMounts(List.of(
                new MountSpec("/a", "bind", "/a", List.of("size=1m")),
                new MountSpec("/b", "tmpfs", "tmpfs", List.of("src-nofollow")),
                new MountSpec("/c", "", "/c", List.of())));
        assertThatThrownBy(() -> create(spec)).isInstanceOfSatisfying(SpecException.class, e -> assertThat(e.problems())
                .containsExactly(
                        new SpecProblem(
                                "/mounts/0/options",
                                "bind mounts cannot have any filesystem-specific options applied: size=1m"),
                        new SpecProblem("/mounts/1/options", "mount option \"src-nofollow\" is for bind mounts alone"),
                        new SpecProblem("/mounts/2", "has neither a type nor the option \"bind\"")));
    }

    @Test
    void refuses_layers_without_a_mount_namespace() {
        Spec spec = without().withRoot(new Root("r", false, Optional.of(new Overlay(List.of("/l"), "/u", "/w"))));
        assertThatThrownBy(() -> create(spec)).isInstanceOf(SpecException.class).hasMessageContaining("layers");
    }

    @Test
    void refuses_a_cgroup_mount_without_a_cgroup() {
        assertThatThrownBy(() -> create(SPEC))
                .isInstanceOf(PlanException.class)
                .hasMessage("mount cgroup on /sys/fs/cgroup: the container has no cgroup");
    }

    @Test
    void warns_of_capabilities_that_have_no_effect() {
        assertThat(GoldenCase.named("capabilities_known_and_unknown").plan().warnings())
                .containsExactly(
                        "capability CAP_CHECKPOINT_RESTORE is unknown to this kernel and left out",
                        "capability CAP_FUTURE is unknown to this kernel and left out",
                        "capability CAP_KILL is effective but not permitted and left out",
                        "capability CAP_CHOWN is ambient but not both permitted and inheritable and left out");
    }

    @ParameterizedTest
    @MethodSource("golden")
    void changes_nothing_in_the_root_after_it_is_closed(GoldenCase golden) {
        List<Op> ops = golden.plan().ops();
        int closed = first(ops, TreeOp.RootAttributes.class);
        assertThat(ops.subList(closed, ops.size()))
                .doesNotHaveAnyElementsOfTypes(
                        TreeOp.Mount.class,
                        TreeOp.Bind.class,
                        TreeOp.Node.class,
                        TreeOp.Symlink.class,
                        TreeOp.MaskPath.class,
                        TreeOp.ReadonlyPath.class,
                        TreeOp.RootDir.class,
                        ProcessOp.Terminal.class,
                        ProcessOp.ChangeDir.class);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void joins_cgroups_before_the_process_does_anything_else(GoldenCase golden) {
        List<Op> ops = golden.plan().ops();
        if (ops.contains(new ProcessOp.JoinCgroups())) {
            assertThat(ops).containsSequence(new SectionOp.Child(), new ProcessOp.JoinCgroups());
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void takes_rights_away_only_when_nothing_needs_them_any_more(GoldenCase golden) {
        List<Op> ops = golden.plan().ops();
        int dropped = first(ops, ProcessOp.BoundingSet.class);
        int end = Math.max(dropped, first(ops, SectionOp.Exit.class));
        assertThat(ops.subList(dropped, end).stream().map(Op::getClass))
                .isSubsetOf(
                        ProcessOp.BoundingSet.class,
                        ProcessOp.Groups.class,
                        ProcessOp.Identity.class,
                        ProcessOp.SetCapabilities.class,
                        ProcessOp.NoNewPrivileges.class,
                        ProcessOp.FindProgram.class,
                        ProcessOp.WaitMeet.class,
                        ProcessOp.WaitStart.class,
                        ProcessOp.Hook.class, // those of its start run as the program will
                        ProcessOp.Init.class,
                        ProcessOp.Seccomp.class, // itself one that takes away
                        ProcessOp.Exec.class);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void is_recorded_only_when_nothing_of_the_host_is_in_sight_and_before_a_filter(GoldenCase golden) {
        List<Op> ops = golden.plan().ops();
        int called = ops.indexOf(new ProcessOp.CallMeet());
        if (called >= 0) {
            int waits = ops.indexOf(new ProcessOp.WaitMeet());
            assertThat(ops.subList(called, ops.size()))
                    .doesNotHaveAnyElementsOfTypes(
                            TreeOp.PivotRoot.class, TreeOp.MaskPath.class, TreeOp.ReadonlyPath.class);
            assertThat(ops.subList(0, waits)).doesNotHaveAnyElementsOfTypes(ProcessOp.Seccomp.class);
            assertThat(waits).isBetween(called, first(ops, ProcessOp.Exec.class));
        }
    }

    @Test
    void is_the_same_every_time() {
        for (GoldenCase golden : List.of(
                GoldenCase.named("paths_masked_and_readonly_and_sysctls"), GoldenCase.named("namespaces_all_new"))) {
            assertThat(golden.plan()).isEqualTo(golden.plan());
        }
    }

    private static Plan create(Spec spec) {
        return PlanCompiler.create(new CreateRequest(
                spec,
                Path.of("/bundle"),
                GoldenCgroups.plan("none", ""),
                new HostFacts(40, false, 0),
                Path.of("/fifo"),
                Optional.empty(),
                new Stdio.Inherit(),
                false,
                true,
                0,
                ExitActions.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /// No namespaces, and nothing that would need one.
    private static Spec without() {
        return SPEC.withMounts(List.of()).withLinux(SPEC.linux().withNamespaces(List.of()));
    }

    private static Spec with(Namespace namespace) {
        return without().withLinux(SPEC.linux().withNamespaces(List.of(namespace)));
    }

    private static long cloneFlags(List<Op> ops) {
        return ops.stream()
                .filter(SectionOp.Clone.class::isInstance)
                .map(SectionOp.Clone.class::cast)
                .findFirst()
                .orElseThrow()
                .flags();
    }

    /// Where the first of that kind stands; the end if there is none.
    private static int first(List<Op> ops, Class<? extends Op> kind) {
        int i = 0;
        while (i < ops.size() && !kind.isInstance(ops.get(i))) {
            i++;
        }
        return i;
    }
}
