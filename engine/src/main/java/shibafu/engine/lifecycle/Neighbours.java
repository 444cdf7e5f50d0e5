package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Neighbour;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// The containers that one shares namespaces with. They go their own ways: each start looks anew whether they run.
public final class Neighbours {
    private static final Duration DEATH = Duration.ofSeconds(10);

    private final Parts parts;
    private final ContainerId id;

    Neighbours(Parts parts, ContainerId id) {
        this.parts = parts;
        this.id = id;
    }

    /// The container itself, as those see it that are to share its namespaces.
    public Neighbour standing() {
        return new Neighbour(parts.states().directory(id));
    }

    /// Whose namespace of that type it has; empty if it has its own, or the host's.
    public Optional<String> of(NamespaceType type) {
        return parts.config(id).linux().namespace(type).flatMap(this::neighbour).map(Neighbour::id);
    }

    /// Before a created container is started: ends its process if that waits beside others that have ended since.
    ///
    /// @return whether it has, so that it is to be started again
    /// @throws ShibafuException naming the one that is gone, or does not run
    public boolean leaveOld() {
        Spec spec = parts.config(id);
        if (all(spec).isEmpty()) {
            return false;
        }
        require(spec, false);
        ContainerState state = parts.states().load(id);
        if (!haveMoved(state, spec)) {
            return false;
        }
        if (state.removeOnExit()) {
            throw new ShibafuException("start " + id + ": those whose namespaces it has were started again since it was"
                    + " made, and with --rm it cannot be made again: create it anew");
        }
        new Stop(parts).run(state, Signal.KILL, DEATH);
        return true;
    }

    Set<ContainerId> all(Spec spec) {
        Set<ContainerId> ids = new LinkedHashSet<>();
        for (Namespace namespace : spec.linux().namespaces()) {
            neighbour(namespace).ifPresent(one -> ids.add(new ContainerId(one.id())));
        }
        return ids;
    }

    /// Before a process is made.
    ///
    /// @param waits whether it waits for its start, and so may stand beside others that do
    /// @throws ShibafuException naming the one that is gone, does not run, or does not share any more
    void require(Spec spec, boolean waits) {
        for (Namespace namespace : spec.linux().namespaces()) {
            neighbour(namespace).ifPresent(one -> require(spec, namespace.type(), one, waits));
        }
    }

    private void require(Spec spec, NamespaceType type, Neighbour one, boolean waits) {
        String verb = "start " + id + ": cannot join the " + type.ociName() + " namespace of ";
        ContainerState state = parts.states()
                .find(new ContainerId(one.id()))
                .orElseThrow(() -> new ShibafuException(verb + one.id() + ": no such container"));
        requireRunning(state, verb, waits);
        Spec theirs = parts.config(state.id());
        if (type == NamespaceType.USER && !sameIds(spec, theirs)) {
            throw new ShibafuException(verb + one.id() + ": its ids are others than those that " + id
                    + " was made with; create " + id + " anew");
        }
        if (type == NamespaceType.IPC && !sharesMemory(theirs)) {
            throw new ShibafuException(
                    verb + one.id() + ": non-shareable IPC (hint: use --ipc shareable for the donor container)");
        }
    }

    private void requireRunning(ContainerState state, String verb, boolean waits) {
        ContainerStatus status = parts.status(state);
        if (status == ContainerStatus.RESTARTING) {
            throw new ShibafuException(verb + state.name() + ": it is restarting, wait until it runs");
        }
        boolean runs = status == ContainerStatus.RUNNING || status == ContainerStatus.PAUSED;
        if (!runs && !(waits && status == ContainerStatus.CREATED)) {
            throw new ShibafuException(verb + "a non running container: " + state.name());
        }
    }

    private static boolean sameIds(Spec spec, Spec theirs) {
        return theirs.linux().uidMappings().equals(spec.linux().uidMappings())
                && theirs.linux().gidMappings().equals(spec.linux().gidMappings());
    }

    /// What it has of another one's, or of the host's, it passes on as it is.
    private static boolean sharesMemory(Spec theirs) {
        boolean own = theirs.linux()
                .namespace(NamespaceType.IPC)
                .filter(namespace -> namespace.path().isEmpty())
                .isPresent();
        return !own || theirs.annotations().containsKey(Neighbour.SHAREABLE);
    }

    private boolean haveMoved(ContainerState waiting, Spec spec) {
        return spec.linux().namespaces().stream().anyMatch(namespace -> neighbour(namespace)
                .map(one -> parts.states().load(new ContainerId(one.id())))
                .filter(other -> !file(waiting, namespace.type()).equals(file(other, namespace.type())))
                .isPresent());
    }

    private static Path file(ContainerState state, NamespaceType type) {
        try {
            return Files.readSymbolicLink(
                    Path.of("/proc", Integer.toString(state.init().pid()), "ns", type.procName()));
        } catch (IOException e) {
            return Path.of(""); // it has ended meanwhile
        }
    }

    private Optional<Neighbour> neighbour(Namespace namespace) {
        return Neighbour.of(parts.states().root(), namespace);
    }
}
