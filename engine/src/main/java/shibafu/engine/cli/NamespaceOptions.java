package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.IdRanges;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Neighbour;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;

/// Options that say which namespaces a container has for itself.
final class NamespaceOptions {
    private static final String MODES = "MODE";
    private static final String CONTAINER = "container:";
    private static final String HOST = "host";
    private static final String PRIVATE = "private";

    @Option(names = "--pid", paramLabel = MODES, description = "private, host, container:NAME or ns:PATH (private).")
    private String pid = PRIVATE;

    @Option(
            names = "--ipc",
            paramLabel = MODES,
            description = {
                "The same for System V IPC, message queues and /dev/shm; none without /dev/shm;",
                "shareable: its own, which others may have by container:NAME."
            })
    private String ipc = PRIVATE;

    @Option(names = "--uts", paramLabel = MODES, description = "The same for host name and domain name.")
    private String uts = PRIVATE;

    @Option(names = "--cgroupns", paramLabel = MODES, description = "The same for the view of the cgroup tree.")
    private String cgroupns = PRIVATE;

    @Option(names = "--time", paramLabel = MODES, description = "The same for the boot and monotonic clocks (host).")
    private String time = HOST;

    @Mixin
    UsernsOptions users = new UsernsOptions();

    /// A container whose namespaces are joined.
    ///
    /// @param linux what it was made from
    record Other(Neighbour neighbour, LinuxSpec linux) {}

    /// @param network the mode of the network namespace
    Spec apply(Spec spec, String network, Function<String, Other> other) {
        List<Namespace> namespaces = new ArrayList<>();
        namespaces.add(new Namespace(NamespaceType.MOUNT, Optional.empty()));
        add(namespaces, NamespaceType.NETWORK, network, other);
        add(namespaces, NamespaceType.PID, pid, other);
        add(namespaces, NamespaceType.IPC, ipc.equals("none") || ipc.equals("shareable") ? PRIVATE : ipc, other);
        add(namespaces, NamespaceType.UTS, uts, other);
        add(namespaces, NamespaceType.CGROUP, cgroupns, other);
        add(namespaces, NamespaceType.TIME, time, other);
        LinuxSpec linux = withUsers(spec.linux(), namespaces, other);
        Spec changed = spec.withLinux(linux.withNamespaces(namespaces))
                .withMounts(spec.mounts().stream()
                        .flatMap(mount -> sharedMemory(mount, other).stream())
                        .toList());
        Map<String, String> notes = new TreeMap<>(changed.annotations());
        users.auto().ifPresent(size -> notes.put(IdRanges.AUTO, size));
        if (ipc.equals("shareable")) {
            notes.put(Neighbour.SHAREABLE, "true");
        }
        changed = notes.equals(changed.annotations()) ? changed : changed.withAnnotations(notes);
        // The name of a UTS namespace that is the host's, or another container's, is not ours to set.
        boolean ownName = changed.linux()
                .namespace(NamespaceType.UTS)
                .filter(found -> found.path().isEmpty())
                .isPresent();
        return ownName ? changed : changed.withHostname(Optional.empty());
    }

    private LinuxSpec withUsers(LinuxSpec linux, List<Namespace> namespaces, Function<String, Other> other) {
        String mode = users.mode();
        if (mode.startsWith(CONTAINER)) {
            users.refuseMaps();
            LinuxSpec theirs = other(mode, other).linux();
            if (theirs.has(NamespaceType.USER)) { // else it is the host's, which cannot be joined anew
                add(namespaces, NamespaceType.USER, mode, other);
            }
            return linux.withIdMappings(theirs.uidMappings(), theirs.gidMappings());
        }
        if (mode.equals(HOST)) {
            users.refuseMaps();
            return linux;
        }
        add(namespaces, NamespaceType.USER, mode, other);
        return users.map(linux);
    }

    /// System V segments are the namespace's, but POSIX shared memory is whatever is mounted on /dev/shm.
    private Optional<MountSpec> sharedMemory(MountSpec mount, Function<String, Other> other) {
        if (!mount.destination().equals("/dev/shm") || !mount.type().equals("tmpfs")) {
            return Optional.of(mount);
        }
        if (ipc.equals("none")) {
            return Optional.empty();
        }
        List<String> options = List.of("rbind", "rprivate", "nosuid", "nodev", "noexec");
        if (ipc.equals(HOST)) {
            return Optional.of(new MountSpec(mount.destination(), "bind", mount.destination(), options));
        }
        if (ipc.startsWith(CONTAINER)) {
            String theirs = other(ipc, other).neighbour().sharedMemory();
            return Optional.of(new MountSpec(mount.destination(), "bind", theirs, options));
        }
        return Optional.of(mount);
    }

    private static Other other(String mode, Function<String, Other> other) {
        return other.apply(mode.substring(CONTAINER.length()));
    }

    private static void add(
            List<Namespace> namespaces, NamespaceType type, String mode, Function<String, Other> other) {
        if (mode.equals(HOST)) {
            return;
        }
        if (mode.equals(PRIVATE) || mode.isEmpty()) {
            namespaces.add(new Namespace(type, Optional.empty()));
        } else if (mode.startsWith(CONTAINER)) {
            namespaces.add(other(mode, other).neighbour().namespace(type));
        } else if (mode.startsWith("ns:/")) {
            namespaces.add(new Namespace(type, Optional.of(mode.substring(3))));
        } else {
            throw new ShibafuException(type.ociName() + " namespace '" + mode
                    + "' is unknown; use private, host, container:NAME or ns:/PATH");
        }
    }
}
