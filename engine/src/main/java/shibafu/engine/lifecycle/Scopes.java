package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.CgroupLayout;
import shibafu.engine.cgroup.CgroupV2;
import shibafu.engine.cgroup.LimitNotice;
import shibafu.engine.cgroup.NoCgroups;
import shibafu.engine.disk.ProcessUser;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.systemd.Bus;
import shibafu.engine.systemd.Placeholder;
import shibafu.engine.systemd.ScopeUnit;
import shibafu.engine.systemd.Systemd;
import shibafu.engine.systemd.SystemdException;

/// What systemd does for containers whose cgroup is a scope of its; nothing for all others.
record Scopes(CgroupLayout cgroups) {
    /// @param unit in the record's words
    /// @param cgroupsPath where it will be
    record Place(String unit, String cgroupsPath) {}

    /// Where a container goes that asks for `slice:prefix:name`, or for nothing.
    Place place(String id, Optional<String> asked) {
        if (cgroups instanceof NoCgroups && cgroups.kind().equals("v2")) {
            throw new ShibafuException("create " + id + ": a user's systemd has only what is below its own cgroup, and"
                    + " this command is in one that is not the user's; put systemd-run --user --scope before it");
        }
        if (!(cgroups instanceof CgroupV2 v2)) {
            throw new ShibafuException(
                    "create " + id + ": the systemd cgroup driver needs cgroup v2, and this host has " + cgroups.kind()
                            + "; leave it out for the cgroupfs driver");
        }
        Bus bus = Bus.of(ProcessUser.effectiveUid(), runtimeDirectory());
        ScopeUnit unit = ScopeUnit.of(bus, asked.orElse(""), id);
        try (Systemd systemd = Systemd.open(bus)) {
            String root = systemd.cgroup();
            refuseOutside(id, v2, root);
            return new Place(unit.toString(), unit.cgroupsPath(root));
        }
    }

    /// A process may move, or be born, only where its user may write the cgroup above both places (cgroups(7)).
    private static void refuseOutside(String id, CgroupV2 cgroups, String root) {
        Path below = Path.of("/").relativize(Path.of("/" + root).normalize());
        if (!ProcessUser.isRoot() && !cgroups.own().orElse(Path.of("")).startsWith(below)) {
            throw new ShibafuException(
                    "create " + id + ": a user's systemd has only what is below its own cgroup, " + root
                            + ", and this command is in /" + cgroups.own().orElse(Path.of(""))
                            + "; put systemd-run --user --scope before it");
        }
    }

    /// Makes a container's scope.
    ///
    /// @return what keeps it until a process of the container is in it
    Optional<Placeholder> start(ContainerState state, Spec spec) {
        return unit(state).map(unit -> {
            Placeholder placeholder = Placeholder.start();
            try (Systemd systemd = open(unit)) {
                systemd.start(
                        unit,
                        "Shibafu container " + state.id(),
                        placeholder.pid(),
                        cgroups.plan(state.cgroupsPath(), spec.linux().resources())
                                .writes(),
                        spec.annotations());
                String made = systemd.cgroup(unit);
                if (!made.equals(state.cgroupsPath())) {
                    throw new ShibafuException("create " + state.id() + ": systemd made its cgroup at " + made
                            + ", not at " + state.cgroupsPath());
                }
                return placeholder;
            } catch (ShibafuException e) {
                placeholder.close();
                throw e;
            }
        });
    }

    /// Whoever must know of a container's changed limits.
    LimitNotice notice(ContainerState state) {
        return unit(state)
                .<LimitNotice>map(unit -> writes -> {
                    try (Systemd systemd = open(unit)) {
                        systemd.set(unit, writes);
                    }
                })
                .orElse(LimitNotice.NOBODY);
    }

    /// Frees a scope's name; what it had is gone by then.
    void stop(ContainerState state) {
        unit(state).ifPresent(unit -> {
            try (Systemd systemd = open(unit)) {
                systemd.stop(unit);
            } catch (SystemdException e) {
                // The container is gone, and an empty scope ends by itself.
                Logger.warn((Object) e.getMessage());
            }
        });
    }

    private static Optional<ScopeUnit> unit(ContainerState state) {
        return state.scope().map(ScopeUnit::parse);
    }

    private static Systemd open(ScopeUnit unit) {
        return Systemd.open(Bus.named(unit.bus(), ProcessUser.effectiveUid(), runtimeDirectory()));
    }

    private static Optional<String> runtimeDirectory() {
        return Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"));
    }
}
