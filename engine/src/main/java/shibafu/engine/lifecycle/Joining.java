package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.RandomName;
import shibafu.engine.network.Attachment;
import shibafu.engine.network.Attachments;
import shibafu.engine.network.JoinIntent;
import shibafu.engine.network.NameFiles;
import shibafu.engine.network.NetworkRequest;
import shibafu.engine.spec.Hooks.Hook;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.StateLock;

/// Networks in a container's life: its network namespace is made and joined to them before it starts, and given back
/// at its end. A namespace that is made before has a name, so a start that follows another finds the same.
record Joining(Parts parts) {
    private static final Path NAMESPACES = Path.of("/run/netns"); // where ip-netns(8) looks
    private static final int LONGEST_NAME = 64;
    private static final int PATIENCE_SECONDS = 60;

    /// A configuration that has its networks in it.
    ///
    /// @param intent what is kept for each start
    record Prepared(ContainerConfig config, Optional<JoinIntent> intent) {}

    Prepared prepare(ContainerConfig config) {
        NetworkRequest request = config.network();
        if (request.equals(NetworkRequest.NONE)) {
            return new Prepared(config, Optional.empty());
        }
        String id = config.id().value();
        String key = id.substring(0, Math.min(id.length(), LONGEST_NAME)) + "-" + RandomName.hex(4);
        Spec spec = withFiles(config.spec(), files(config.id()));
        if (!request.networks().isEmpty()) {
            spec = spec.withLinux(withNamespace(spec.linux(), namespace(key)));
        }
        String hostname = spec.hostname().orElse(id);
        return new Prepared(config.withSpec(spec), Optional.of(new JoinIntent(key, hostname, request)));
    }

    void intend(ContainerId id, Prepared prepared) {
        prepared.intent().ifPresent(intent -> intend(id, intent));
    }

    void intend(ContainerId id, JoinIntent intent) {
        intent.write(intentFile(id));
        new AfterBoot(parts).copyOf(id, intentFile(id)).ifPresent(intent::write);
    }

    Optional<JoinIntent> intent(ContainerId id) {
        return JoinIntent.find(intentFile(id));
    }

    /// Whether its network namespace is made for it; also one that has left all networks.
    boolean hasNamespace(ContainerId id, JoinIntent intent) {
        Optional<String> own = Optional.of(namespace(intent.key()).toString());
        return !intent.request().networks().isEmpty()
                || parts.findConfig(id)
                        .flatMap(spec -> spec.linux().namespace(NamespaceType.NETWORK))
                        .filter(network -> network.path().equals(own))
                        .isPresent();
    }

    /// Joins what a container is to join, if anything. What fails leaves nothing.
    void attach(ContainerState state) {
        Optional<JoinIntent> found = intent(state.id());
        if (found.isEmpty()) {
            return;
        }
        JoinIntent intent = found.get();
        NameFiles files = files(state.id());
        files.write(intent.hostname(), intent.request(), Path.of("/"));
        if (!hasNamespace(state.id(), intent)) {
            return;
        }
        attachments()
                .attach(new Attachment(
                        intent.key(),
                        state.id().value(),
                        parts.states().root(),
                        intent.hostname(),
                        namespace(intent.key()),
                        files.hosts(),
                        intent.request(),
                        List.of()));
    }

    /// Gives back what a container has. What a plugin refuses is told, and tried again by the next command.
    void detach(ContainerId id) {
        intent(id).ifPresent(intent -> detach(intent.key()));
    }

    private void detach(String key) {
        try {
            attachments().detach(key);
        } catch (ShibafuException e) {
            Logger.warn((Object) e.getMessage());
        }
    }

    /// What a container has now; empty also if it joined nothing.
    Optional<Attachment> of(ContainerId id) {
        return intent(id).flatMap(intent -> attachments().find(intent.key()));
    }

    /// What its supervisor runs at its end: this program, as plugins want words that are known only then.
    Optional<Hook> leave(ContainerState state) {
        Optional<String> home = Optional.ofNullable(System.getProperty("shibafu.home"))
                .or(() -> Optional.ofNullable(System.getenv("SHIBAFU_HOME")));
        return intent(state.id())
                .filter(intent -> hasNamespace(state.id(), intent))
                .flatMap(intent -> home.map(directory -> hook(new Home(Path.of(directory)), state, intent)));
    }

    private Hook hook(Home home, ContainerState state, JoinIntent intent) {
        List<String> arguments = List.of(
                "shibafu",
                "--root",
                parts.states().root().toString(),
                "network",
                "leave",
                state.id().value(),
                intent.key());
        return new Hook(home.stub().toString(), arguments, Optional.empty(), OptionalInt.of(PATIENCE_SECONDS));
    }

    /// The end of a container, told by its supervisor, perhaps late: one that was made or started since keeps its own.
    @SuppressWarnings("try") // the lock is held, not used
    void leave(ContainerId id, String key) {
        if (attachments().find(key).isEmpty()) {
            return;
        }
        try (StateLock lock = parts.states().lock(id)) {
            boolean runs = parts.states()
                    .find(id)
                    .filter(state -> parts.probe().isAlive(state.init()))
                    .isPresent();
            if (!runs) {
                detach(key);
            }
        }
    }

    /// The same, of what it has now.
    void leave(ContainerId id) {
        intent(id).ifPresent(intent -> leave(id, intent.key()));
    }

    /// Gives back what nobody has given back: a supervisor that was killed, a machine that was switched off.
    @SuppressWarnings("try") // the lock is held, not used
    void gc() {
        for (Attachment one : attachments().list()) {
            ContainerId id = new ContainerId(one.container());
            if (one.records().equals(parts.states().root()) && isOver(id)) {
                try (StateLock lock = parts.states().lock(id)) {
                    if (isOver(id)) {
                        detach(one.key());
                    }
                }
            }
        }
    }

    /// Not one that is being made, which is undone as a whole if its maker is gone.
    private boolean isOver(ContainerId id) {
        return parts.states()
                .find(id)
                .map(state -> !state.init().isNone()
                        && !parts.probe().isAlive(state.init())
                        && !parts.probe().isAlive(state.supervisor()))
                .orElse(true);
    }

    /// Mounts of the user's own stand in their place.
    private static Spec withFiles(Spec spec, NameFiles files) {
        List<MountSpec> mounts = new ArrayList<>(spec.mounts());
        add(mounts, "/etc/hosts", files.hosts());
        add(mounts, "/etc/resolv.conf", files.resolv());
        if (spec.hostname().isPresent()) {
            add(mounts, "/etc/hostname", files.hostname());
        }
        return spec.withMounts(mounts);
    }

    private static void add(List<MountSpec> mounts, String destination, Path source) {
        if (mounts.stream().noneMatch(mount -> mount.destination().equals(destination))) {
            mounts.add(new MountSpec(
                    destination, "bind", source.toString(), List.of("rbind", "rprivate"), List.of(), List.of()));
        }
    }

    private static LinuxSpec withNamespace(LinuxSpec linux, Path file) {
        List<Namespace> namespaces = new ArrayList<>(linux.namespaces());
        namespaces.removeIf(one -> one.type() == NamespaceType.NETWORK);
        namespaces.add(new Namespace(NamespaceType.NETWORK, Optional.of(file.toString())));
        return linux.withNamespaces(namespaces);
    }

    private Path namespace(String key) {
        Path directory = parts.networks().user() ? parts.states().root().resolve(".netns") : NAMESPACES;
        return directory.resolve("shibafu-" + key);
    }

    private NameFiles files(ContainerId id) {
        return new NameFiles(parts.rootfs().directory(id.value()).resolve("etc"));
    }

    private Path intentFile(ContainerId id) {
        return parts.states().directory(id).resolve("network.json");
    }

    private Attachments attachments() {
        return new Attachments(parts.networks());
    }
}
