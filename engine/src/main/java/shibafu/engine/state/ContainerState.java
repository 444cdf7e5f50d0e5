package shibafu.engine.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is remembered of one container, `state.json`.
///
/// What the container does now is not in it: ask [StatusProbe].
///
/// @param created when the intent was written
/// @param bundle directory of its config.json
/// @param rootfs what becomes `/` in it
/// @param image as the user wrote it; absent for a bundle of the caller's own
/// @param imageRootfs the image's tree that its root stands on: as long as a record names it, it must not be removed
/// @param command program and arguments
/// @param init its first process; [ProcessRef#NONE] while it is being created
/// @param supervisor the process that waits for it and records its end; [ProcessRef#NONE] if nobody does
/// @param creator the process that wrote the intent: once it is dead and `init` is still none, the record is abandoned
/// @param cgroupsPath as the cgroup layout understands it
/// @param scope the systemd unit that is its cgroup, in the words of the systemd driver; empty if it is ours alone
/// @param removeOnExit `--rm`
/// @param pidNamespace whether it has one of its own, so that the end of `init` ends all of it
/// @param sharesKeyring whether it stays in the session keyring of whoever made it
/// @param log where its output goes
/// @param ownedPaths trees to delete with it; named here before they are made
public record ContainerState(
        ContainerId id,
        String ociVersion,
        Instant created,
        Path bundle,
        Path rootfs,
        Optional<String> image,
        Optional<Path> imageRootfs,
        List<String> command,
        ProcessRef init,
        ProcessRef supervisor,
        ProcessRef creator,
        String cgroupsPath,
        Optional<String> scope,
        boolean terminal,
        boolean removeOnExit,
        boolean pidNamespace,
        boolean sharesKeyring,
        Optional<Path> log,
        List<Path> ownedPaths,
        Map<String, String> annotations) {

    /// The version of the record's form; a record of a later one is refused.
    public static final int VERSION = 1;

    public ContainerState {
        command = List.copyOf(command);
        ownedPaths = List.copyOf(ownedPaths);
        annotations = Map.copyOf(annotations);
    }

    /// The annotation by which its supervisor runs it again when it has ended.
    static final String RESTART = "org.shibafu.restart";

    /// The annotation with its name, where that is no longer its id.
    public static final String NAME = "org.shibafu.name";

    /// What people call it.
    public String name() {
        return annotations.getOrDefault(NAME, id.value());
    }

    /// Whether its supervisor may run it again when it has ended.
    public boolean restarts() {
        return !annotations.getOrDefault(RESTART, "no").equals("no");
    }

    /// Starts a record; what is not set stays empty.
    public static ContainerStateBuilder of(ContainerId id) {
        return new ContainerStateBuilder(id);
    }

    /// Starts a changed copy of this record.
    public ContainerStateBuilder change() {
        return new ContainerStateBuilder(this);
    }
}
