package shibafu.engine.image;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.MountTable;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.TreeRemoval;
import shibafu.engine.kernel.ServedOverlay;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.Spec;

/// Writable root file systems, `<root>/<id>/{rootfs,upper,work}`: a layer over an image, by the kernel's
/// overlayfs, else by a program; or a copy of it where layers cannot be.
public final class RootfsStore {
    /// Where root's containers are.
    public static final Path DEFAULT_ROOT = Path.of("/var/lib/shibafu/containers");

    private static final String IMAGE = "image"; // a link to the tree that it stands on

    private final Path root;
    private final Path mountinfo;
    private final Supplier<Optional<OverlayServer>> server;

    /// @param root made when first needed
    public RootfsStore(Path root) {
        this(root, MountTable.OWN, OverlayServer::find);
    }

    /// @param mountinfo where to read what is mounted
    /// @param server what joins layers where the kernel does not
    RootfsStore(Path root, Path mountinfo, Supplier<Optional<OverlayServer>> server) {
        this.server = server;
        this.root = root.toAbsolutePath().normalize();
        this.mountinfo = mountinfo;
    }

    /// A root that a container can be started on.
    ///
    /// @param owned trees to delete with the container
    /// @param how `overlay`, or why it is none of the kernel's, for people
    public record Prepared(Spec.Root root, List<Path> owned, String how) {
        public Prepared {
            owned = List.copyOf(owned);
        }
    }

    /// All that is kept on disk for a container, its log included. An intent names it as owned before it is made.
    public Path directory(String id) {
        if (id.isEmpty() || id.equals(".") || id.equals("..") || id.indexOf('/') >= 0) {
            throw new ImageException("invalid container ID format: " + Quoted.of(id));
        }
        return root.resolve(id);
    }

    /// Makes a container's root. What fails leaves nothing of it.
    public Prepared prepare(String id, Path imageRootfs) {
        return prepare(id, imageRootfs, Optional.empty());
    }

    /// The same for a container in a user namespace: always a copy, as the files must belong to its ids.
    ///
    /// @param uids how the namespace maps user ids, `gids` group ids
    public Prepared prepareMapped(String id, Path imageRootfs, List<IdMapping> uids, List<IdMapping> gids) {
        return prepare(id, imageRootfs, Optional.of(new OwnerShift(uids, gids)));
    }

    private Prepared prepare(String id, Path imageRootfs, Optional<OwnerShift> shift) {
        Path home = directory(id);
        String action = "make root file system of " + id + " from " + imageRootfs;
        try {
            if (!Files.isDirectory(imageRootfs)) {
                throw new IOException("the image's tree is not there");
            }
            PrivateDirectory.ensure(root);
            PrivateDirectory.ensure(home);
            removeRoot(home);
            // Before the tree is looked at: whoever removes layers looks for these.
            Files.createSymbolicLink(home.resolve(IMAGE), imageRootfs);
            ImageTree image = ImageTree.of(imageRootfs.toRealPath());
            if (shift.isPresent()) {
                return mapped(home, image, shift.get());
            }
            Optional<String> obstacle = obstacle(home, image);
            return obstacle.isPresent()
                    ? withoutKernel(home, image, obstacle.get())
                    : prepared(home, Optional.of(makeLayer(home, "work", image.layers())), "overlay");
        } catch (IOException e) {
            ImageException failure = new ImageException(action, e);
            try {
                removeRoot(home);
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /// The trees of images that containers stand on, whoever has a record of them.
    public Set<Path> imageTrees() throws IOException {
        Set<Path> trees = new HashSet<>();
        for (String id : ImageFiles.namesIn(root)) {
            Path link = root.resolve(id).resolve(IMAGE);
            if (Files.isSymbolicLink(link)) {
                trees.add(Files.readSymbolicLink(link));
            }
        }
        return trees;
    }

    /// The root that a container had, with all it wrote.
    ///
    /// @throws ImageException if it is not there
    public Prepared reopen(String id, Path imageRootfs) {
        Path home = directory(id);
        Path upper = home.resolve("upper");
        try {
            if (!Files.isDirectory(upper, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isDirectory(home.resolve("rootfs"), LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException("it is not there");
                }
                return prepared(home, Optional.empty(), "the copy that was made");
            }
            List<String> lower = ImageTree.of(imageRootfs.toRealPath()).layers().stream()
                    .map(Path::toString)
                    .toList();
            if (Files.isDirectory(home.resolve(UpperLayer.SERVED), LinkOption.NOFOLLOW_LINKS)) {
                OverlayServer found = server.get()
                        .orElseThrow(
                                () -> new IOException("its layer was made by fuse-overlayfs, which is not found any"
                                        + " more, or cannot open " + ServedOverlay.DEVICE));
                return prepared(
                        home,
                        Optional.of(found.over(overlay(lower, upper, home.resolve(UpperLayer.SERVED)))),
                        "served");
            }
            return prepared(home, Optional.of(overlay(lower, upper, home.resolve("work"))), "overlay");
        } catch (IOException e) {
            throw new ImageException("find root file system of " + id + " in " + home, e);
        }
    }

    /// The containers for which something is kept.
    public List<String> ids() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(root)) {
            return homes.map(home -> String.valueOf(home.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ImageException("list " + root, e);
        }
    }

    /// Removes all that is kept for a container; nothing there is fine.
    ///
    /// @throws ImageException if something is still mounted in it, and then nothing was removed
    public void remove(String id) {
        try {
            TreeRemoval.remove(directory(id));
        } catch (IOException e) {
            throw new ImageException("remove files of container " + id + " in " + directory(id), e);
        }
    }

    private Optional<String> obstacle(Path home, ImageTree image) throws IOException {
        MountTable mounts = MountTable.read(mountinfo);
        Optional<String> none = OverlaySupport.kernel();
        if (none.isPresent()) {
            return none;
        }
        Path upper = home.toRealPath();
        return image.layers().stream()
                .flatMap(lower -> OverlaySupport.obstacle(mounts, upper, lower).stream())
                .findFirst();
    }

    private Prepared withoutKernel(Path home, ImageTree image, String obstacle) throws IOException {
        Path upper = home.toRealPath();
        boolean named = image.layers().stream()
                .allMatch(lower -> OverlaySupport.names(upper, lower).isEmpty());
        Optional<OverlayServer> program = named ? server.get() : Optional.empty();
        Optional<String> refusal = Optional.empty();
        if (program.isPresent()) {
            Spec.Overlay layer = program.get().over(makeLayer(home, UpperLayer.SERVED, image.layers()));
            refusal = OverlayServer.refusal(layer);
            if (refusal.isEmpty()) {
                return prepared(home, Optional.of(layer), program.get().program() + ": " + obstacle);
            }
            removeLayer(home);
        }
        LayerMerge.copy(image, home.resolve("rootfs"));
        String also = refusal.map(why -> "; " + why).orElse("");
        return prepared(home, Optional.empty(), "a copy: " + obstacle + also);
    }

    private Prepared mapped(Path home, ImageTree image, OwnerShift shift) throws IOException {
        Path rootfs = home.resolve("rootfs");
        LayerMerge.copy(image, rootfs);
        shift.apply(rootfs);
        for (Path on = home; !on.equals(root.getParent()); on = requireNonNull(on.getParent())) {
            OwnerShift.letThrough(on);
        }
        OwnerShift.letThrough(requireNonNull(root.getParent()));
        return prepared(home, Optional.empty(), "a copy: its files belong to a user namespace");
    }

    private static Spec.Overlay makeLayer(Path home, String workName, List<Path> lower) throws IOException {
        Path upper = home.resolve("upper");
        Path work = home.resolve(workName);
        Path mountPoint = home.resolve("rootfs");
        PrivateDirectory.create(work);
        PrivateDirectory.create(mountPoint);
        PrivateDirectory.create(upper);
        // The root of an overlay looks like its upper directory, so that must look like the image's root.
        InodeMeta.of(lower.getFirst()).applyTo(upper);
        return overlay(lower.stream().map(Path::toString).toList(), upper, work);
    }

    private static Spec.Overlay overlay(List<String> lower, Path upper, Path work) {
        return new Spec.Overlay(lower, upper.toString(), work.toString());
    }

    private static Prepared prepared(Path home, Optional<Spec.Overlay> overlay, String how) {
        return new Prepared(new Spec.Root(home.resolve("rootfs").toString(), false, overlay), List.of(home), how);
    }

    private static void removeRoot(Path home) throws IOException {
        removeLayer(home);
        Files.deleteIfExists(home.resolve(IMAGE));
    }

    private static void removeLayer(Path home) throws IOException {
        for (String name : List.of("rootfs", "upper", "work", UpperLayer.SERVED)) {
            if (Files.exists(home.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                TreeRemoval.remove(home.resolve(name));
            }
        }
    }
}
