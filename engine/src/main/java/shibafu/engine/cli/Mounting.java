package shibafu.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageStore;
import shibafu.engine.image.ImageTree;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.volume.VolumeName;
import shibafu.engine.volume.VolumeStore;
import shibafu.engine.volume.VolumeUse;

/// The mounts of a command line, and the volumes among them, while they are put together.
final class Mounting {
    private final VolumeStore store;
    private final List<MountSpec> mounts = new ArrayList<>();
    private final List<VolumeUse> volumes = new ArrayList<>();
    private final ImageStore known;
    private final List<Path> images = new ArrayList<>();

    Mounting(VolumeStore store, ImageStore known) {
        this.store = store;
        this.known = known;
    }

    void mount(MountSpec mount) {
        mounts.add(mount);
    }

    /// @param options beside those that every volume has
    void volume(String name, String destination, List<String> options, boolean copy) {
        add(new VolumeUse(VolumeName.require(name), destination, false, false, copy), options);
    }

    void anonymous(String destination, List<String> options, boolean copy) {
        add(new VolumeUse(VolumeName.random(), destination, true, false, copy), options);
    }

    /// All that is in an image, to be read.
    void image(String reference, Path workingDirectory, String destination) {
        Image image = known.resolve(reference, workingDirectory);
        try {
            mounts.add(
                    tree(destination, ImageTree.of(image.rootfs().toRealPath()).layers()));
        } catch (IOException e) {
            throw new ShibafuException("mount image " + reference + ": " + IoReason.of(e), e);
        }
        images.add(image.rootfs());
    }

    private static MountSpec tree(String destination, List<Path> layers) {
        if (layers.size() == 1) {
            List<String> options = List.of("rbind", "rprivate", "ro", "nodev");
            return new MountSpec(destination, "bind", layers.getFirst().toString(), options);
        }
        List<String> options = new ArrayList<>(List.of("ro", "nodev"));
        layers.forEach(
                layer -> options.add("lowerdir+=" + layer)); // one by one, as a value has 255 bytes (fsconfig(2))
        return new MountSpec(destination, "overlay", "overlay", options);
    }

    /// The trees of the images that are mounted.
    List<Path> images() {
        return List.copyOf(images);
    }

    /// A volume that another container has, with its mount.
    void inherited(VolumeUse use, MountSpec mount) {
        mounts.add(mount);
        volumes.add(new VolumeUse(use.name(), use.destination(), use.anonymous(), true, false));
    }

    boolean has(String destination) {
        return mounts.stream().anyMatch(mount -> same(mount.destination(), destination));
    }

    /// What the other one mounts stands in the place of what is here.
    void cover(Mounting other) {
        mounts.removeIf(mount -> other.has(mount.destination()));
        volumes.removeIf(use -> other.has(use.destination()));
        mounts.addAll(other.mounts);
        volumes.addAll(other.volumes);
        images.addAll(other.images);
    }

    void refuseDoubles() {
        Set<String> seen = new HashSet<>();
        for (MountSpec mount : mounts) {
            if (!seen.add(plain(mount.destination()))) {
                throw new ShibafuException(
                        "mount on " + mount.destination() + ": duplicate mount point; one thing can be mounted there");
            }
        }
    }

    /// What is mounted on a directory stands before what is mounted in it.
    List<MountSpec> mounts() {
        List<MountSpec> sorted = new ArrayList<>(mounts);
        sorted.sort(Comparator.comparingLong(mount -> depth(mount.destination())));
        return sorted;
    }

    List<VolumeUse> volumes() {
        return List.copyOf(volumes);
    }

    /// What the root's mounts must be, so that those of the host come in, or its own go out (mount_namespaces(7)).
    Optional<String> propagation() {
        if (asks("shared", "rshared")) {
            return Optional.of("rshared");
        }
        return asks("slave", "rslave") ? Optional.of("rslave") : Optional.empty();
    }

    private boolean asks(String word, String recursive) {
        return mounts.stream()
                .anyMatch(mount ->
                        mount.options().contains(word) || mount.options().contains(recursive));
    }

    private void add(VolumeUse use, List<String> options) {
        List<String> all = new ArrayList<>(List.of("rbind", "rprivate"));
        all.addAll(options);
        mounts.add(
                new MountSpec(use.destination(), "bind", store.data(use.name()).toString(), all));
        volumes.add(use);
    }

    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String path) {
        return Path.of(path).normalize().toString();
    }

    private static long depth(String path) {
        return Path.of(path).normalize().getNameCount();
    }
}
