package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.image.ImageStore;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.StubLaunchers;
import shibafu.engine.network.Networks;
import shibafu.engine.plan.Plan;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.UnsaidSwap;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.LaunchTrace;
import shibafu.engine.state.SeveralAtOnce;
import shibafu.engine.state.StateLock;
import shibafu.engine.volume.VolumeStore;
import shibafu.engine.volume.VolumeUse;

/// Makes containers and finds them again; the way into the engine.
///
/// One factory may serve any number of threads.
public final class ContainerFactory {
    private final Parts parts;

    private ContainerFactory(Parts parts) {
        this.parts = parts;
    }

    /// A factory in the usual places, whose containers this program starts through the installed stub.
    ///
    /// @throws shibafu.engine.ShibafuException if Shibafu's distribution cannot be found
    public static ContainerFactory open() {
        Home home = Home.find();
        return open(Places.of(home, System.getenv()), new StubLaunchers(home.stub()), Later.beside());
    }

    /// A factory in other places, or with other launchers.
    public static ContainerFactory open(Places places, Launcher.Source launchers) {
        return open(places, launchers, Later.beside());
    }

    /// The same, where `later` does what no caller needs to wait for.
    public static ContainerFactory open(Places places, Launcher.Source launchers, Later later) {
        return open(places, launchers, later, Caller.here());
    }

    /// The same for another process.
    public static ContainerFactory open(Places places, Launcher.Source launchers, Later later, Caller caller) {
        return new ContainerFactory(Parts.open(places, launchers, later, caller)).forCaller(launchers, later, caller);
    }

    /// The same in the same places, for another process.
    public ContainerFactory forCaller(Launcher.Source launchers, Later later, Caller caller) {
        ContainerFactory factory = new ContainerFactory(parts.forCaller(launchers, later, caller));
        if (caller.again()) {
            new Gc(factory.parts).undoBegun();
        }
        return factory;
    }

    /// Whether what it found when it was opened still stands: its directories. Mounts are another's to watch.
    public boolean stands() {
        return parts.states().stands();
    }

    /// Reads a bundle's config.json.
    ///
    /// @throws shibafu.engine.spec.SpecException with every problem of the file
    public Spec readSpec(Path file) {
        return parts.specs().read(file);
    }

    /// Reserves a name for a container and writes down what it is to be; nothing runs yet.
    ///
    /// @throws shibafu.engine.ShibafuException if the name is taken
    public Container create(ContainerConfig asked) {
        try (IdRanges.Given given = new IdRanges(parts).give(asked)) {
            return reserve(given.config());
        }
    }

    @SuppressWarnings("try") // the name's lock is held, not used
    private Container reserve(ContainerConfig asked) {
        Joining joining = new Joining(parts);
        Joining.Prepared prepared = joining.prepare(asked);
        ContainerConfig config = prepared.config();
        if (config.spec().linux().makesNetwork()) {
            parts.launchers().expectNetwork();
        }
        byte[] written = parts.specs().write(config);
        ContainerState reserved = new Reservation(parts).of(config);
        try (StateLock lock = parts.states().lock(config.id());
                StateLock name = new Naming(parts).claim(lock, reserved)) {
            // Before there is a record: whoever undoes what one tells of ends all that is in its cgroup. (That of a
            // name that is taken is refused as such.)
            if (parts.states().find(config.id()).isEmpty()) {
                new Create(parts).refuseOccupiedCgroup(reserved);
            }
            parts.states().intend(lock, reserved, written);
            joining.intend(config.id(), prepared);
            new Volumes(parts).intend(config);
        }
        return new Container(parts, config.id(), Optional.of(config.spec()));
    }

    /// The limits of a new container, with those that go without saying.
    public Resources limitsOfNew(Resources asked) {
        return UnsaidSwap.ofNew(asked, parts.cgroups()::countsSwap);
    }

    /// @param word its name or id
    /// @throws shibafu.engine.ShibafuException if there is no container of that name
    public Container load(String word) {
        ContainerId checked = parts.names().find(word);
        parts.states().load(checked);
        return new Container(parts, checked, Optional.empty());
    }

    /// A container by its name, without a look whether there is one: its verbs will.
    public Container named(String id) {
        return new Container(parts, new ContainerId(id), Optional.empty());
    }

    public boolean exists(String word) {
        return parts.states().find(parts.names().find(word)).isPresent();
    }

    /// The id that a new container of this name gets: its name, unless it is the id of one that was renamed.
    public String newId(String name) {
        return new Naming(parts).newId(new ContainerId(name)).value();
    }

    /// Every container whose record can be read, the oldest first.
    public List<Container> list() {
        List<Container> containers = new ArrayList<>();
        for (ContainerState state : parts.states().list().containers()) {
            containers.add(new Container(parts, state.id(), Optional.empty()));
        }
        return containers;
    }

    /// What every container does whose record can be read, the oldest first, and whose it is.
    public List<OciState> ociStates() {
        Owners owners = new Owners(parts.states());
        return SeveralAtOnce.of(parts.states().list().containers())
                .map(state -> OciState.of(state, parts.status(state)).withOwner(owners.of(state.id())))
                .toList();
    }

    /// Calls back with all that happens to any container from now on, those among them that are made later, until
    /// closed; on a thread of its own, one event after the other.
    public Subscription events(Consumer<ContainerEvent> listener) {
        return new Listen(parts).to(id -> true, listener);
    }

    /// What starting such a container would do; nothing is made.
    public Plan plan(ContainerConfig asked, ProcessConfig process) {
        try (IdRanges.Given given = new IdRanges(parts).give(asked)) {
            return new Foretell(parts)
                    .plan(new Joining(parts).prepare(given.config()).config(), process);
        }
    }

    /// How the last start of a container went; also of one that failed, whose container is gone.
    ///
    /// @throws shibafu.engine.ShibafuException if nothing is remembered of it
    public LaunchTrace launch(String id) {
        ContainerId checked = new ContainerId(id);
        settle();
        return parts.states()
                .launches()
                .find(checked)
                .orElseThrow(() -> new ShibafuException("show launch of " + id
                        + ": nothing is remembered of it; "
                        + (exists(id)
                                ? "it was not started yet"
                                : "there is no such container, and no start of one failed lately")));
    }

    /// Every start that is remembered, the newest last.
    public List<LaunchTrace> launches() {
        settle();
        return parts.states().launches().list();
    }

    /// Returns when all is done that no caller waits for.
    public void settle() {
        parts.later().settle().run();
    }

    public ImageStore images() {
        return parts.images();
    }

    /// What a container has changed of its image's files, as paths inside it.
    public List<FileChange> changes(String word) {
        return new Changes(parts).of(load(word).state());
    }

    /// A container's files.
    public ContainerFiles files(String word) {
        return new ContainerFiles(parts, load(word).state());
    }

    /// Which networks there are.
    public Networks networks() {
        return parts.networks();
    }

    /// The volumes that are mounted in a container.
    public List<VolumeUse> volumesOf(Container container) {
        return new Volumes(parts).of(new ContainerId(container.id()));
    }

    /// Which volumes there are.
    public VolumeStore volumes() {
        return parts.volumes();
    }

    /// Gives back the networks of a container that has ended, if nobody did yet.
    ///
    /// @param key of what it had
    public void leaveNetworks(String id, String key) {
        new Joining(parts).leave(new ContainerId(id), key);
    }

    /// The number of the highest capability that this kernel knows.
    public int lastCapability() {
        return parts.host().lastCapability();
    }

    /// Where a container's log is written, beside its writable layer.
    public Path logFile(ContainerId id) {
        return parts.rootfs().directory(id.value()).resolve("container.log");
    }

    /// Starts the containers that are always to run, if they did in an earlier boot of the machine.
    ///
    /// @param problem told of each that cannot be started
    /// @return those that were
    public List<String> startAfterBoot(Consumer<String> problem) {
        return new AfterBoot(parts).start(problem);
    }

    /// Undoes what a crash left, containers whose making was cut short, and yields their names.
    public List<String> gc() {
        return new Gc(parts).run();
    }
}
