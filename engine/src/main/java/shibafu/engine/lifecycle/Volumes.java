package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;
import shibafu.engine.image.RootfsStore;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.StateStore;
import shibafu.engine.volume.VolumeUse;

/// Volumes in a container's life: written down with it, made when it starts, filled from the image when they are new.
record Volumes(Parts parts) {
    private static final String FILE = "volumes.json";

    /// A configuration whose volumes stand.
    ///
    /// @param lock held until those that are filled by this start are full
    record Ready(Spec spec, Optional<LockFile> lock) implements AutoCloseable {
        @Override
        public void close() {
            Unlocking.of(lock, "volumes");
        }
    }

    /// The containers whose records name a volume, also those that are to be started after a boot.
    static List<String> users(StateStore states, RootfsStore roots, String volume) {
        Stream<String> recorded = states.list().containers().stream()
                .map(ContainerState::id)
                .filter(id -> names(states.directory(id), volume))
                .map(ContainerId::value);
        Stream<String> waiting = roots.ids().stream()
                .filter(id -> waits(AfterBoot.directory(roots.directory(id)), states.root(), volume));
        return Stream.concat(recorded, waiting).distinct().toList();
    }

    private static boolean waits(Path directory, Path root, String volume) {
        return names(directory, volume) && AfterBoot.kept(directory, root).isPresent();
    }

    private static boolean names(Path directory, String volume) {
        return VolumeUse.read(directory.resolve(FILE)).stream()
                .anyMatch(use -> use.name().equals(volume));
    }

    void intend(ContainerConfig config) {
        if (!config.volumes().isEmpty()) {
            VolumeUse.write(file(config.id()), config.volumes());
        }
    }

    List<VolumeUse> of(ContainerId id) {
        return VolumeUse.read(file(id));
    }

    /// Names of those that nobody gave one.
    List<String> anonymous(ContainerId id) {
        return of(id).stream().filter(VolumeUse::anonymous).map(VolumeUse::name).toList();
    }

    /// What goes at the end of a container that removes itself.
    List<Path> goingWith(ContainerId id) {
        return of(id).stream()
                .filter(use -> use.anonymous() && !use.inherited())
                .map(use -> parts.volumes().home(use.name()))
                .toList();
    }

    Ready prepare(ContainerId id, Spec spec) {
        List<VolumeUse> uses = of(id);
        if (uses.isEmpty()) {
            return new Ready(spec, Optional.empty());
        }
        uses.forEach(use -> make(use, spec.linux()));
        LockFile lock = parts.volumes().lockFill();
        Ready ready = new Ready(spec, Optional.of(lock));
        try {
            List<VolumeUse> filled = uses.stream()
                    .filter(use -> use.copy() && parts.volumes().beginFill(use.name()))
                    .toList();
            if (filled.isEmpty()) {
                ready.close();
                return new Ready(spec, Optional.empty());
            }
            return new Ready(filling(spec, filled), Optional.of(lock));
        } catch (ShibafuException e) {
            ready.close();
            throw e;
        }
    }

    private static Spec filling(Spec spec, List<VolumeUse> filled) {
        List<MountSpec> mounts = new ArrayList<>();
        for (MountSpec mount : spec.mounts()) {
            boolean fill = filled.stream().anyMatch(use -> use.destination().equals(mount.destination()));
            List<String> options = new ArrayList<>(mount.options());
            if (fill) {
                options.add("copyup");
            }
            mounts.add(new MountSpec(
                    mount.destination(),
                    mount.type(),
                    mount.source(),
                    options,
                    mount.uidMappings(),
                    mount.gidMappings()));
        }
        return spec.withMounts(mounts);
    }

    /// A new one belongs to the container's root.
    private void make(VolumeUse use, LinuxSpec linux) {
        boolean mapped = !linux.uidMappings().isEmpty()
                && parts.volumes().find(use.name()).isEmpty();
        parts.volumes().ensure(use);
        if (!mapped) {
            return;
        }
        Path home = parts.volumes().home(use.name());
        try {
            for (Path path : List.of(home, parts.volumes().data(use.name()), home.resolve("fresh"))) {
                Files.setAttribute(path, "unix:uid", root(linux.uidMappings()), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", root(linux.gidMappings()), LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new ShibafuException("give volume " + use.name() + " to the container's root: " + IoReason.of(e), e);
        }
    }

    private static int root(List<IdMapping> mappings) {
        return mappings.stream()
                .filter(range -> range.containerId() == 0)
                .map(range -> (int) range.hostId())
                .findFirst()
                .orElse(0);
    }

    private Path file(ContainerId id) {
        return parts.states().directory(id).resolve(FILE);
    }
}
