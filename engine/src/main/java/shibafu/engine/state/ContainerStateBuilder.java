package shibafu.engine.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts a [ContainerState] together field by field; each method returns the builder.
public final class ContainerStateBuilder {
    private ContainerId id;
    private String ociVersion = "1.3.0";
    private Instant created = Instant.EPOCH;
    private Path bundle = Path.of("/");
    private Path rootfs = Path.of("/");
    private Optional<String> image = Optional.empty();
    private Optional<Path> imageRootfs = Optional.empty();
    private List<String> command = List.of();
    private ProcessRef init = ProcessRef.NONE;
    private ProcessRef supervisor = ProcessRef.NONE;
    private ProcessRef creator = ProcessRef.NONE;
    private String cgroupsPath = "";
    private Optional<String> scope = Optional.empty();
    private boolean terminal;
    private boolean removeOnExit;
    private boolean pidNamespace;
    private boolean sharesKeyring;
    private Optional<Path> log = Optional.empty();
    private List<Path> ownedPaths = List.of();
    private Map<String, String> annotations = Map.of();

    ContainerStateBuilder(ContainerId id) {
        this.id = id;
    }

    ContainerStateBuilder(ContainerState from) {
        this.id = from.id();
        this.ociVersion = from.ociVersion();
        this.created = from.created();
        this.bundle = from.bundle();
        this.rootfs = from.rootfs();
        this.image = from.image();
        this.imageRootfs = from.imageRootfs();
        this.command = from.command();
        this.init = from.init();
        this.supervisor = from.supervisor();
        this.creator = from.creator();
        this.cgroupsPath = from.cgroupsPath();
        this.scope = from.scope();
        this.terminal = from.terminal();
        this.removeOnExit = from.removeOnExit();
        this.pidNamespace = from.pidNamespace();
        this.sharesKeyring = from.sharesKeyring();
        this.log = from.log();
        this.ownedPaths = from.ownedPaths();
        this.annotations = from.annotations();
    }

    public ContainerStateBuilder id(ContainerId value) {
        this.id = value;
        return this;
    }

    public ContainerStateBuilder ociVersion(String value) {
        this.ociVersion = value;
        return this;
    }

    public ContainerStateBuilder created(Instant value) {
        this.created = value;
        return this;
    }

    public ContainerStateBuilder bundle(Path value) {
        this.bundle = value;
        return this;
    }

    public ContainerStateBuilder rootfs(Path value) {
        this.rootfs = value;
        return this;
    }

    public ContainerStateBuilder image(String value) {
        this.image = Optional.of(value);
        return this;
    }

    public ContainerStateBuilder imageRootfs(Path value) {
        this.imageRootfs = Optional.of(value);
        return this;
    }

    public ContainerStateBuilder command(List<String> value) {
        this.command = value;
        return this;
    }

    public ContainerStateBuilder init(ProcessRef value) {
        this.init = value;
        return this;
    }

    public ContainerStateBuilder supervisor(ProcessRef value) {
        this.supervisor = value;
        return this;
    }

    public ContainerStateBuilder creator(ProcessRef value) {
        this.creator = value;
        return this;
    }

    public ContainerStateBuilder cgroupsPath(String value) {
        this.cgroupsPath = value;
        return this;
    }

    public ContainerStateBuilder scope(String value) {
        this.scope = Optional.of(value);
        return this;
    }

    public ContainerStateBuilder terminal(boolean value) {
        this.terminal = value;
        return this;
    }

    public ContainerStateBuilder removeOnExit(boolean value) {
        this.removeOnExit = value;
        return this;
    }

    public ContainerStateBuilder pidNamespace(boolean value) {
        this.pidNamespace = value;
        return this;
    }

    public ContainerStateBuilder sharesKeyring(boolean value) {
        this.sharesKeyring = value;
        return this;
    }

    public ContainerStateBuilder log(Path value) {
        this.log = Optional.of(value);
        return this;
    }

    public ContainerStateBuilder ownedPaths(List<Path> value) {
        this.ownedPaths = value;
        return this;
    }

    public ContainerStateBuilder annotations(Map<String, String> value) {
        this.annotations = value;
        return this;
    }

    /// Returns the record.
    public ContainerState build() {
        return new ContainerState(
                id,
                ociVersion,
                created,
                bundle,
                rootfs,
                image,
                imageRootfs,
                command,
                init,
                supervisor,
                creator,
                cgroupsPath,
                scope,
                terminal,
                removeOnExit,
                pidNamespace,
                sharesKeyring,
                log,
                ownedPaths,
                annotations);
    }
}
