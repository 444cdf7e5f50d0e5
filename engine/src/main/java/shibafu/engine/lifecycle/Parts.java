package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupLayout;
import shibafu.engine.image.ImageStore;
import shibafu.engine.image.RootfsStore;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.Streams;
import shibafu.engine.network.Networks;
import shibafu.engine.network.Plugins;
import shibafu.engine.network.UserBridges;
import shibafu.engine.plan.HostFacts;
import shibafu.engine.plan.Plan;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecWriter;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.Names;
import shibafu.engine.state.ProcessRef;
import shibafu.engine.state.StateStore;
import shibafu.engine.state.StatusProbe;
import shibafu.engine.volume.VolumeStore;

/// What the verbs work with; made once by [ContainerFactory] and handed to each.
///
/// @param later does what nobody waits for
/// @param caller for whom all this is done
record Parts(
        StateStore states,
        Specs specs,
        KnownPlans plans,
        StatusProbe probe,
        CgroupLayout cgroups,
        ImageStore images,
        RootfsStore rootfs,
        Networks networks,
        VolumeStore volumes,
        HostFacts host,
        Launcher.Source launchers,
        Later later,
        Caller caller) {

    /// Those of the usual kind, in these places.
    static Parts open(Places places, Launcher.Source launchers, Later later, Caller caller) {
        StateStore states = StateStore.open(places.state());
        RootfsStore roots = new RootfsStore(places.layers());
        return new Parts(
                states,
                new Specs(),
                new KnownPlans(),
                new StatusProbe(Path.of("/proc")),
                CgroupLayout.detect(Path.of("/")),
                new ImageStore(places.images(), places.bundledImages(), new Standing(states, roots), Logger::warn),
                roots,
                new Networks(places.networks(), plugins(System.getenv())),
                new VolumeStore(places.volumes(), volume -> Volumes.users(states, roots, volume)),
                HostFactsReader.read(Path.of("/")),
                launchers,
                later,
                caller);
    }

    private static Plugins plugins(Map<String, String> environment) {
        return Rootless.is(environment)
                ? Plugins.usual()
                        .in(new UserBridges(Rootless.runtime(environment).resolve(".netns/bridges")))
                : Plugins.usual();
    }

    Parts forCaller(Launcher.Source newLaunchers, Later newLater, Caller newCaller) {
        return new Parts(
                states,
                specs,
                plans,
                probe,
                cgroups,
                images,
                rootfs,
                networks,
                volumes,
                host,
                newLaunchers,
                newLater,
                newCaller);
    }

    /// Whose end means that nobody finishes what is begun now.
    ProcessRef creator() {
        return probe.find(caller.pid()).orElse(ProcessRef.NONE);
    }

    Names names() {
        return new Names(states);
    }

    Scopes scopes() {
        return new Scopes(cgroups);
    }

    Cgroup cgroup(ContainerState state) {
        return cgroups.open(
                state.cgroupsPath(), state.init().pid(), state.init().startTime());
    }

    /// Has the stub do what makes no process; nothing to do is well.
    void carryOut(Plan plan) {
        if (!plan.ops().isEmpty()) {
            try (Launcher launcher = launchers.open(Streams.NONE)) {
                launcher.execute(plan, false);
            }
        }
    }

    /// The configuration that a container was made from, with the limits that were set since.
    ///
    /// @throws shibafu.engine.spec.SpecException if there is none, or it cannot be read
    Spec config(ContainerId id) {
        Path file = states.configFile(id);
        return specs.readStored(file);
    }

    /// The same; empty if it went with its record.
    Optional<Spec> findConfig(ContainerId id) {
        return Files.exists(states.configFile(id)) ? Optional.of(config(id)) : Optional.empty();
    }

    /// Writes the configuration that a container is made from, or was changed to.
    void saveConfig(ContainerId id, Spec spec) {
        Path file = states.configFile(id);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.write(temporary, SpecWriter.write(spec));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ShibafuException("write " + file + ": " + e.getMessage(), e);
        }
    }

    /// Asks the kernel what the container is doing.
    ContainerStatus status(ContainerState state) {
        return probe.status(states, state, letter -> cgroups.mayFreeze(letter) && cgroups.frozen(state.cgroupsPath()));
    }
}
