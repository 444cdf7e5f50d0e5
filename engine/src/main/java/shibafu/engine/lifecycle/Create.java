package shibafu.engine.lifecycle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.cgroup.Findings;
import shibafu.engine.image.RootfsStore;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.launch.Launched;
import shibafu.engine.launch.Launcher;
import shibafu.engine.plan.CreateRequest;
import shibafu.engine.plan.ExitActions;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.Hooks;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ProcessRef;
import shibafu.engine.state.StateLock;
import shibafu.engine.systemd.Placeholder;

/// `create`: makes the container's process, ready and waiting for `start`; or running, where nothing is to be done in
/// between.
///
/// @param atOnce its program runs at once
record Create(Parts parts, boolean atOnce) {
    Create(Parts parts) {
        this(parts, false);
    }

    /// Hooks want to see it created and not started. A service manager is told of the start by who listens before it.
    static boolean canRunAtOnce(Spec spec, ProcessConfig process) {
        return spec.hooks().equals(Hooks.NONE) && !process.notifying() && process.newKeyring();
    }

    ContainerProcess run(ContainerState reserved, Spec spec, ProcessConfig process) {
        try (StateLock lock = parts.states().lock(reserved.id())) {
            Spec program = process.spec().map(spec::withProcess).orElse(spec);
            refuseOccupied(lock, reserved);
            try {
                new Neighbours(parts, reserved.id()).require(spec, !atOnce);
                Spec told = process.notifying() ? new Notify(parts).promise(reserved.id(), program) : program;
                try (Volumes.Ready volumes = new Volumes(parts).prepare(reserved.id(), told)) {
                    Spec made = prepared(reserved, volumes.spec());
                    new Joining(parts).attach(reserved);
                    new AfterBoot(parts).keep(reserved, process, !atOnce);
                    return launch(lock, reserved, made, process);
                }
            } catch (ShibafuException e) {
                new Destroy(parts).remove(lock, reserved);
                throw e;
            }
        }
    }

    /// The same for one that ran before, over the root that it had then. What fails is the caller's to undo.
    ContainerProcess again(StateLock lock, ContainerState reserved, Spec spec, ProcessConfig process) {
        Spec program = process.spec().map(spec::withProcess).orElse(spec);
        new Neighbours(parts, reserved.id()).require(spec, !atOnce);
        try (Volumes.Ready volumes = new Volumes(parts).prepare(reserved.id(), program)) {
            Spec mounted = volumes.spec();
            Spec made = reserved.imageRootfs()
                    .map(image -> parts.rootfs().reopen(reserved.id().value(), image))
                    .map(root -> mounted.withRoot(
                            root.root().withReadonly(mounted.root().readonly())))
                    .orElse(mounted);
            new Joining(parts).attach(reserved);
            return launch(lock, reserved, made, process);
        }
    }

    /// What `run` would have carried out; nothing is made.
    Plan plan(ContainerState reserved, Spec spec, ProcessConfig process) {
        return PlanCompiler.create(request(reserved, spec, process));
    }

    CreateRequest request(ContainerState reserved, Spec spec, ProcessConfig process) {
        return request(reserved, spec, process, exit(reserved, process), new Findings());
    }

    /// @param exit as [#exit] has it
    CreateRequest request(
            ContainerState reserved, Spec spec, ProcessConfig process, ExitActions exit, Findings findings) {
        CgroupPlan cgroup =
                parts.cgroups().plan(reserved.cgroupsPath(), spec.linux().resources(), findings);
        return new CreateRequest(
                spec,
                reserved.bundle(),
                cgroup,
                parts.host(),
                parts.states().fifo(reserved.id()),
                Optional.of(parts.states().startedFile(reserved.id())).filter(file -> atOnce),
                process.stdio(),
                process.init(),
                process.pivot(),
                process.preserveFds(),
                exit,
                Optional.of(parts.states().attachSocket(reserved.id())).filter(path -> process.supervise()),
                new Filters(parts).of(spec, reserved, "creating", true),
                process.pidfdSocket(),
                process.newKeyring() ? Optional.of(keyring(reserved.id())) : Optional.empty());
    }

    /// runc's name, by which people find it in `/proc/keys`.
    static String keyring(ContainerId id) {
        return "_ses." + id;
    }

    private ContainerProcess launch(StateLock lock, ContainerState reserved, Spec spec, ProcessConfig process) {
        Optional<Placeholder> scope = parts.scopes().start(reserved, spec);
        try {
            Plan plan = parts.plans().of(new PlanSketch(this, reserved, spec, process));
            return carryOut(lock, reserved, plan, process);
        } finally {
            scope.ifPresent(Placeholder::close);
        }
    }

    /// Has its process made as the plan says, and writes down which it is.
    ContainerProcess carryOut(StateLock lock, ContainerState reserved, Plan plan, ProcessConfig process) {
        plan.warnings().forEach(warning -> Logger.info((Object) warning));
        Launcher launcher = parts.launchers().open(process.streams());
        try {
            if (process.attached()) {
                launcher.intendToFollow();
            }
            Launched launched = launcher.execute(plan, process.supervise());
            if (!atOnce || !reserved.removeOnExit()) { // it may be gone already
                parts.states().save(lock, made(reserved, launched, process));
            }
            new KeepLaunch(parts).succeeded(reserved.id(), plan, launched.reports());
            if (process.attached()) {
                launcher.follow();
            }
            return new ContainerProcess(launcher, launched.pid(), launched.startTime());
        } catch (LaunchException e) {
            new KeepLaunch(parts).failed(reserved.id(), plan, e);
            throw e;
        } finally {
            launcher.close();
        }
    }

    private static ContainerState made(ContainerState reserved, Launched launched, ProcessConfig process) {
        return reserved.change()
                .init(new ProcessRef(launched.pid(), launched.startTime()))
                .supervisor(new ProcessRef(launched.supervisorPid(), launched.supervisorStartTime()))
                .sharesKeyring(!process.newKeyring())
                .build();
    }

    /// The writable layer is made last, so that its record stands before it does.
    private Spec prepared(ContainerState reserved, Spec spec) {
        return reserved.imageRootfs()
                .map(image -> rootfs(reserved, image, spec.linux()))
                .map(made -> spec.withRoot(made.root().withReadonly(spec.root().readonly())))
                .orElse(spec);
    }

    private RootfsStore.Prepared rootfs(ContainerState reserved, Path image, LinuxSpec linux) {
        String id = reserved.id().value();
        return linux.uidMappings().isEmpty()
                ? parts.rootfs().prepare(id, image)
                : parts.rootfs().prepareMapped(id, image, linux.uidMappings(), linux.gidMappings());
    }

    /// What is in the cgroup is somebody else's: the record goes, and nothing else.
    void refuseOccupied(StateLock lock, ContainerState reserved) {
        try {
            refuseOccupiedCgroup(reserved);
        } catch (ShibafuException e) {
            new Destroy(parts).forget(lock, reserved);
            throw e;
        }
    }

    /// @throws ShibafuException if there are processes where the container's are to be
    void refuseOccupiedCgroup(ContainerState reserved) {
        boolean exists = parts.cgroups().kill(reserved.cgroupsPath()).stream().anyMatch(Files::exists);
        List<Integer> pids = exists ? parts.cgroup(reserved).pids() : List.of();
        if (!pids.isEmpty()) {
            throw new ShibafuException("create " + reserved.id() + ": container's cgroup " + reserved.cgroupsPath()
                    + " is not empty: " + pids.size() + " process(es) found, such as " + pids.getFirst()
                    + "; end them or choose another name");
        }
    }

    ExitActions exit(ContainerState reserved, ProcessConfig process) {
        if (!process.supervise()) {
            return ExitActions.NONE;
        }
        boolean forget = reserved.removeOnExit();
        return new ExitActions(
                Optional.of(parts.states().exitFile(reserved.id())),
                List.of(parts.states().attachSocket(reserved.id())),
                forget ? trees(reserved) : List.of(),
                Optional.of(reserved.id()).filter(id -> forget).map(this::forget),
                new Joining(parts).leave(reserved));
    }

    private List<Path> trees(ContainerState reserved) {
        List<Path> trees = new ArrayList<>(reserved.ownedPaths());
        trees.addAll(new Volumes(parts).goingWith(reserved.id()));
        return trees;
    }

    private ExitActions.Forget forget(ContainerId id) {
        return new ExitActions.Forget(
                parts.states().directory(id), parts.states().aside());
    }
}
