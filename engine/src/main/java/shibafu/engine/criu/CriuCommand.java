package shibafu.engine.criu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import shibafu.engine.cgroup.CgroupMountView;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec;

/// criu's command lines (criu(8)). Pure.
public final class CriuCommand {
    /// runc's annotation with a file of criu's own options; empty: none are read, not even the usual.
    private static final String CONFIG = "org.criu.config";

    /// The descriptors by which the launcher gives criu the caller's streams, and what follows them.
    private static final int STREAMS = 3;

    private static final int FILES = 6;

    /// Both sides name a network and a pid namespace of the host's by these.
    private static final Map<NamespaceType, String> OUTSIDE =
            new EnumMap<>(Map.of(NamespaceType.NETWORK, "extRootNetNS", NamespaceType.PID, "extRootPidNS"));

    private CriuCommand() {}

    /// @param bundle what relative paths of the spec start from
    /// @param cgroups what a mount of type `cgroup` shows in it
    /// @param usualConfig the file of criu's options that holds for all containers, if there is one
    public record Container(Spec spec, Path bundle, List<CgroupMountView> cgroups, Optional<Path> usualConfig) {
        public Container {
            cgroups = List.copyOf(cgroups);
        }
    }

    /// Writes an image.
    public static List<String> dump(Container container, CriuSubject subject, CriuOptions options) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of(options.program().toString(), options.preDump() ? "pre-dump" : "dump"));
        words.addAll(List.of("--tree", Integer.toString(subject.pid())));
        common(words, container, options, "dump.log");
        subject.freezer().ifPresent(path -> words.addAll(List.of("--freeze-cgroup", path.toString())));
        options.parent().ifPresent(path -> words.addAll(List.of("--prev-images-dir", path)));
        if (options.preDump() || options.parent().isPresent()) {
            words.add("--track-mem");
        }
        options.pageServer()
                .ifPresent(server -> words.addAll(List.of(
                        "--page-server", "--address", server.address(), "--port", Integer.toString(server.port()))));
        options.statusFd().ifPresent(fd -> words.addAll(List.of("--status-fd", Integer.toString(fd))));
        externalMounts(container).stream()
                .filter(mount -> subject.hasMount(mount.point()))
                .forEach(mount -> words.addAll(external(mount.point(), mount.name())));
        maskedFiles(container.spec(), subject).forEach(path -> words.addAll(external(path, ExternalMount.MASK)));
        joined(container.spec(), subject, words);
        words.addAll(Descriptors.external(subject.descriptors()));
        return List.copyOf(words);
    }

    /// Brings a container back.
    ///
    /// @param files opened for criu, from descriptor 6 on
    public record Restore(List<String> words, List<Path> files) {
        public Restore {
            words = List.copyOf(words);
            files = List.copyOf(files);
        }
    }

    /// @param root where its root is bound, where nothing else is mounted
    /// @param pidFile gets the pid of its first process
    /// @param cgroupsPath its cgroup below the root of each hierarchy
    /// @param descriptors what it had as standard streams
    public static Restore restore(
            Container container,
            CriuOptions options,
            Path root,
            Path pidFile,
            String cgroupsPath,
            List<String> descriptors) {
        List<String> words = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        words.addAll(List.of(options.program().toString(), "restore", "--restore-detached", "--restore-sibling"));
        words.addAll(List.of("--pidfile", pidFile.toString(), "--root", root.toString()));
        common(words, container, options, "restore.log");
        if (!options.cgroupsMode().equals(Optional.of("ignore"))) {
            words.addAll(List.of("--cgroup-root", cgroupsPath.startsWith("/") ? cgroupsPath : "/" + cgroupsPath));
        }
        options.lsmProfile().ifPresent(profile -> words.addAll(List.of("--lsm-profile", profile)));
        options.lsmMountContext().ifPresent(context -> words.addAll(List.of("--lsm-mount-context", context)));
        Stream.concat(externalMounts(container).stream(), Stream.of(ExternalMount.OF_MASKS))
                .distinct()
                .forEach(mount -> words.addAll(external(mount.name(), mount.source())));
        join(container.spec(), words, files);
        words.addAll(Descriptors.inherited(descriptors, STREAMS));
        return new Restore(words, files);
    }

    private static void common(List<String> words, Container container, CriuOptions options, String log) {
        config(container)
                .ifPresent(file ->
                        words.addAll(file.isEmpty() ? List.of("--no-default-config") : List.of("--config", file)));
        words.addAll(List.of("--images-dir", options.images().toString()));
        words.addAll(List.of("--work-dir", options.work().toString()));
        words.addAll(List.of("--log-file", log, "-v4", "--enable-external-masters"));
        words.add("--manage-cgroups=" + options.cgroupsMode().orElse("soft"));
        for (CriuSwitch one : new TreeSet<>(options.switches())) {
            words.add("--" + one.option());
        }
        if (options.emptyNetwork()) {
            words.addAll(List.of("--empty-ns", "net"));
        }
    }

    private static Optional<String> config(Container container) {
        return Optional.ofNullable(container.spec().annotations().get(CONFIG))
                .or(() -> container.usualConfig().map(Path::toString));
    }

    private static List<ExternalMount> externalMounts(Container container) {
        return ExternalMount.of(container.spec(), container.bundle(), container.cgroups());
    }

    /// A masked directory has an empty file system over it, which CRIU makes again; a file has a device bound.
    private static List<String> maskedFiles(Spec spec, CriuSubject subject) {
        return spec.linux().maskedPaths().stream()
                .filter(path -> subject.mounts().stream()
                        .anyMatch(mount ->
                                mount.point().equals(path) && !mount.root().equals("/")))
                .toList();
    }

    /// Namespaces of the host's that criu must not write to the image.
    private static void joined(Spec spec, CriuSubject subject, List<String> words) {
        for (Namespace namespace : spec.linux().namespaces()) {
            Long inode = subject.namespaces().get(namespace.type());
            String name = OUTSIDE.get(namespace.type());
            if (namespace.path().isPresent() && inode != null && name != null) {
                String kind = namespace.type().procName();
                words.addAll(List.of("--external", kind + "[" + inode + "]:" + name));
            }
        }
    }

    private static void join(Spec spec, List<String> words, List<Path> files) {
        for (Namespace namespace : spec.linux().namespaces()) {
            Optional<String> path = namespace.path();
            if (path.isEmpty()) {
                continue;
            }
            switch (namespace.type()) {
                case NETWORK, PID -> {
                    words.addAll(List.of(
                            "--inherit-fd", "fd[" + (FILES + files.size()) + "]:" + OUTSIDE.get(namespace.type())));
                    files.add(Path.of(path.get()));
                }
                case IPC, UTS, TIME ->
                    words.addAll(List.of("--join-ns", namespace.type().procName() + ":" + path.get()));
                case USER -> words.addAll(List.of("--join-ns", "user:" + path.get() + ",0,0"));
                case MOUNT, CGROUP -> {
                    // The mounts are in the image; a cgroup namespace is that of the cgroup it goes to.
                }
            }
        }
    }

    private static List<String> external(String from, String to) {
        return List.of("--external", "mnt[" + from + "]:" + to);
    }
}
