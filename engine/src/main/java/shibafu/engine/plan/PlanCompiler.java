package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.HookState;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecException;
import shibafu.engine.spec.SpecProblem;

/// Makes plans: what is to be done, and in which order. Pure: no file is read, no clock, no environment.
///
/// The two long lists below are the whole story of a container and of an exec, from top to bottom; the package page
/// says why they have this order.
public final class PlanCompiler {
    private PlanCompiler() {}

    /// A new container, up to the point where it waits to be started, or with its program running.
    ///
    /// @throws SpecException if the spec asks for what cannot be done
    public static Plan create(CreateRequest r) {
        Spec spec = r.spec();
        LinuxSpec linux = spec.linux();
        List<PlannedMount> mounts = PlannedMount.all(spec.mounts());
        ProcessSpec process = checked(r, mounts);
        CapabilitySets capabilities = CapabilitySets.of(process.capabilities(), r.host());
        boolean inUserNamespace = linux.has(NamespaceType.USER);
        SeccompOps seccomp = new SeccompOps(r.seccomp(), process.noNewPrivileges());

        List<Op> ops = list(
                // on the host
                CgroupOps.make(r.cgroup()),
                CgroupOps.open(r.cgroup().join()),
                HostShareOps.makeShares(r),
                StartOps.hold(r),
                StdioOps.open(r.stdio(), r.attach()),
                StdioOps.pidfd(r.pidfdSocket(), "standard"),
                LogOps.rotation(r),
                RestartOps.again(r),
                HealthOps.check(r),
                RootOps.serve(r),
                MountIds.map(r, mounts),
                NeighbourOps.copyMounts(r),
                seccomp.connect(),

                // the new process, and what its parent does for it
                NamespaceOps.join(r),
                NamespaceOps.makeTime(linux),
                NamespaceOps.makeProcess(linux),
                NamespaceOps.mapIds(linux, r.host()),
                IdentityOps.byParent(process, inUserNamespace),
                ScheduleOps.byParent(process.scheduling(), inUserNamespace),
                HostShareOps.joinShares(r),
                HostShareOps.netDevices(linux),
                HookOps.meanwhile(r),
                StartOps.record(r),

                // the process itself: where it is
                List.of(new SectionOp.Child()),
                CgroupOps.enter(r.cgroup().join()),
                NamespaceOps.enter(linux),
                KeyringOps.make(r, process),
                NamespaceOps.name(spec),

                // what it sees
                RootOps.make(r),
                MountOps.mounts(r, mounts),
                DeviceOps.devices(r, mounts),
                HookOps.beforeRoot(r),
                RootOps.enter(r),
                StdioOps.session(r.stdio(), process.user().uid()),
                List.of(new ProcessOp.ChangeDir(process.cwd(), true)),
                MountOps.delayedReadonly(mounts),
                RootOps.hide(linux),
                RootOps.close(spec),

                // who it is, and its program
                IdentityOps.ownLimits(process, inUserNamespace),
                ScheduleOps.own(process.scheduling(), inUserNamespace),
                ScheduleOps.persona(linux),
                StartOps.callRecord(r, seccomp),
                keepsGroups(spec)
                        ? IdentityOps.takeKeepingGroups(process, capabilities, seccomp.beforeIdentity())
                        : IdentityOps.take(
                                process,
                                capabilities,
                                !NamespaceOps.deniesSetgroups(linux, r.host()),
                                seccomp.beforeIdentity()),
                List.of(ProgramOps.find(process)),
                StartOps.awaitRecord(r, seccomp),
                seccomp.beforeWait(),
                StartOps.awaitStart(r),
                HookOps.beforeProgram(r),
                init(r.init()),
                seccomp.beforeExec(),
                List.of(ProgramOps.execute(process, r.preserveFds())),

                // after its end
                ExitOps.exit(r));
        return new Plan(EarlyOps.prepared(ops), capabilities.warnings());
    }

    /// One more process in a running container.
    public static Plan exec(ExecRequest r) {
        ProcessSpec process = r.process();
        CapabilitySets capabilities = CapabilitySets.of(process.capabilities(), r.host());
        boolean inUserNamespace = r.namespaces().contains(NamespaceType.USER);
        SeccompOps seccomp = new SeccompOps(r.seccomp(), process.noNewPrivileges());

        List<Op> ops = list(
                // on the host
                CgroupOps.open(r.cgroup()),
                StdioOps.open(r.stdio(), Optional.empty()),
                StdioOps.pidfd(r.pidfdSocket(), "setns"),
                seccomp.connect(),
                ExecOps.joinPidNamespace(r),
                ScheduleOps.initialCpus(process.scheduling()),

                // the new process, and what its parent does for it
                List.of(new SectionOp.Clone(0)),
                IdentityOps.byParent(process, inUserNamespace),
                ScheduleOps.byParent(process.scheduling(), inUserNamespace),
                HostShareOps.joinShares(r.container().linux(), r.host(), r.id()),

                // the process itself: where it is
                List.of(new SectionOp.Child()),
                CgroupOps.enter(r.cgroup()),
                ScheduleOps.finalCpus(process.scheduling()),
                ExecOps.joinOthers(r),
                KeyringOps.join(r),
                StdioOps.session(r.stdio(), process.user().uid()),
                List.of(new ProcessOp.ChangeDir(process.cwd(), false)),

                // who it is, and its program
                IdentityOps.ownLimits(process, inUserNamespace),
                ScheduleOps.own(process.scheduling(), inUserNamespace),
                ScheduleOps.persona(r.container().linux()),
                keepsGroups(r.container())
                        ? IdentityOps.takeKeepingGroups(process, capabilities, seccomp.beforeIdentity())
                        : IdentityOps.take(process, capabilities, true, seccomp.beforeIdentity()),
                List.of(ProgramOps.find(process)),
                seccomp.beforeWait(),
                init(r.init()),
                seccomp.beforeExec(),
                List.of(ProgramOps.execute(process, r.preserveFds())));
        return new Plan(ops, capabilities.warnings());
    }

    /// A container that goes on where it was when its image was written: its cgroups stand, with their limits, and its
    /// processes are made in them; all else is in the image.
    ///
    /// @param restore what brings its first process back
    public static Plan restore(CreateRequest r, HostOp.Restore restore) {
        return new Plan(list(
                CgroupOps.make(r.cgroup()),
                CgroupOps.open(r.cgroup().join()),
                List.of(new HostOp.MakeDir(restore.point(), 0700), restore),
                ExitOps.exit(r)));
    }

    /// Has a program of the host's do something to a container.
    public static Plan program(ControlOp.RunProgram program) {
        return new Plan(List.of(program));
    }

    /// Lets a created container go.
    ///
    /// @param notify the socket on which it tells that it is ready: made before it could look for it
    public static Plan start(Path fifo, Optional<Path> notify) {
        List<Op> ops = new ArrayList<>();
        notify.ifPresent(path -> ops.add(new ControlOp.NotifySocket(path.toString())));
        ops.add(new ControlOp.Start(fifo.toString()));
        return new Plan(ops);
    }

    /// What is run once a container runs.
    ///
    /// @param pid of its first process, as the host sees it
    public static Plan poststart(Spec spec, HookState state, int pid) {
        return new Plan(HookOps.afterStart(spec, state, pid));
    }

    /// What is run once a container is deleted: a plan each, as one's failure does not keep the others.
    public static List<Plan> poststop(Spec spec, HookState state) {
        return HookOps.afterStop(spec, state).stream()
                .map(op -> new Plan(List.of(op)))
                .toList();
    }

    /// Signals one process.
    ///
    /// @param startTime field 22 of its `/proc/PID/stat`, in clock ticks
    public static Plan signal(int pid, long startTime, int signal) {
        return new Plan(List.of(new ControlOp.Signal(pid, startTime, signal)));
    }

    /// Signals every process of some cgroups.
    public static Plan signalCgroup(List<Path> cgroups, int signal) {
        List<Op> ops = new ArrayList<>();
        cgroups.forEach(path -> ops.add(new ControlOp.SignalCgroup(path.toString(), signal)));
        return new Plan(ops);
    }

    /// Removes what is left of a container.
    public static Plan remove(List<Path> cgroups, List<Path> files, List<Path> trees) {
        List<Op> ops = new ArrayList<>();
        cgroups.forEach(path -> ops.add(new ControlOp.RemoveCgroup(path.toString())));
        files.forEach(path -> ops.add(new ControlOp.RemoveFile(path.toString())));
        trees.forEach(path -> ops.add(new ControlOp.RemoveTree(path.toString())));
        return new Plan(ops);
    }

    /// Removes the groups that a container has shares of the cache by.
    public static Plan removeShares(LinuxSpec linux, HostFacts host, String id) {
        return new Plan(HostShareOps.removeShares(linux, host, id));
    }

    /// crun's annotation, by which podman says `--group-add keep-groups`.
    private static boolean keepsGroups(Spec spec) {
        return "1".equals(spec.annotations().get("run.oci.keep_original_groups"));
    }

    /// What only the plan can tell to be wrong: the options of mounts. All else SpecChecks has told before.
    private static ProcessSpec checked(CreateRequest r, List<PlannedMount> mounts) {
        Spec spec = r.spec();
        List<SpecProblem> problems = new ArrayList<>(MountOps.problems(mounts));
        problems.addAll(MountIds.problems(r, mounts));
        problems.addAll(HostShareOps.problems(r));
        problems.addAll(RestartOps.problems(r));
        problems.addAll(HealthOps.problems(r));
        if (spec.process().isEmpty()) {
            problems.add(new SpecProblem("/process", "is missing"));
        }
        if (spec.root().overlay().isPresent() && !spec.linux().has(NamespaceType.MOUNT)) {
            problems.add(new SpecProblem("/linux/namespaces", "an image's layers need a mount namespace"));
        }
        if (!problems.isEmpty()) {
            throw new SpecException("config.json", problems);
        }
        return spec.process().orElseThrow();
    }

    private static List<Op> init(boolean asked) {
        return asked ? List.of(new ProcessOp.Init()) : List.of();
    }

    @SafeVarargs
    private static List<Op> list(List<? extends Op>... parts) {
        List<Op> ops = new ArrayList<>();
        for (List<? extends Op> part : parts) {
            ops.addAll(part);
        }
        return ops;
    }
}
