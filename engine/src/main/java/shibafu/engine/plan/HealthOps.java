package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.cgroup.CgroupJoin;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.spec.HealthCheck;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.SpecProblem;

/// What has the supervisor look whether the container is well: an exec, with all that confines one.
final class HealthOps {
    /// A probe is below the container's own cgroup, so that all it started can be ended without the container.
    private static final String BELOW = "shibafu-health";

    private static final int SIGKILL = 9;

    private HealthOps() {}

    /// Its file stands beside the one that tells how the container ended.
    static List<Op> check(CreateRequest r) {
        Optional<HealthCheck> check = HealthCheck.of(r.spec().annotations());
        Optional<Path> exit = r.exit().exitFile();
        return check.isEmpty() || exit.isEmpty()
                ? List.of()
                : List.of(new HostOp.HealthCheck(
                        check.get().interval().toMillis(),
                        check.get().timeout().toMillis(),
                        check.get().startPeriod().toMillis(),
                        check.get().startInterval().toMillis(),
                        check.get().retries(),
                        r.cgroup().frozenFile().map(Path::toString).orElse(""),
                        exit.get().resolveSibling("health.json").toString(),
                        probe(r, check.get())));
    }

    static List<SpecProblem> problems(CreateRequest r) {
        return !check(r).isEmpty() && !r.spec().linux().has(NamespaceType.MOUNT)
                ? List.of(new SpecProblem(
                        "/annotations/" + HealthCheck.ANNOTATION, "a health check needs a mount namespace"))
                : List.of();
    }

    private static Plan probe(CreateRequest r, HealthCheck check) {
        Optional<Path> below = below(r.cgroup());
        List<Op> ops = new ArrayList<>();
        below.ifPresent(path -> ops.add(new HostOp.MakeDir(path.toString(), 0755)));
        ops.addAll(PlanCompiler.exec(exec(r, check)).ops());
        below.ifPresent(path -> {
            ops.add(new SectionOp.Exit());
            ops.add(new ControlOp.SignalCgroup(path.toString(), SIGKILL));
            ops.add(new ControlOp.RemoveCgroup(path.toString()));
        });
        return new Plan(ops);
    }

    private static ExecRequest exec(CreateRequest r, HealthCheck check) {
        Set<NamespaceType> namespaces = EnumSet.noneOf(NamespaceType.class);
        for (Namespace namespace : r.spec().linux().namespaces()) {
            namespaces.add(namespace.type());
        }
        ProcessSpec process = r.spec().process().orElseThrow();
        return new ExecRequest(
                process.withArgs(check.command()).withTerminal(false),
                0,
                0,
                namespaces,
                join(r.cgroup()),
                r.host(),
                new Stdio.Inherit(),
                false,
                0,
                r.spec(),
                HostShareOps.id(r),
                r.seccomp(),
                Optional.empty(),
                r.keyring());
    }

    /// In one hierarchy, where there are several.
    private static Optional<Path> below(CgroupPlan cgroup) {
        return cgroup.kill().stream().findFirst().map(path -> path.resolve(BELOW));
    }

    private static CgroupJoin join(CgroupPlan cgroup) {
        Optional<Path> below = below(cgroup);
        return new CgroupJoin(
                cgroup.join().v1().stream().map(path -> place(path, below)).toList(),
                cgroup.join().v2().map(path -> place(path, below)));
    }

    private static Path place(Path path, Optional<Path> below) {
        return below.filter(inner -> path.equals(inner.getParent())).orElse(path);
    }
}
