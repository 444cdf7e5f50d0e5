package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.image.ImageTree;
import shibafu.engine.image.UpperLayer;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.state.ContainerState;

/// `diff`: what a container wrote, from the upper directory of its overlay (Linux's overlayfs.rst). No link in it is
/// followed.
record Changes(Parts parts) {
    List<FileChange> of(ContainerState state) {
        Path upper = parts.rootfs().directory(state.id().value()).resolve("upper");
        if (state.imageRootfs().isEmpty() || !Files.isDirectory(upper, LinkOption.NOFOLLOW_LINKS)) {
            throw new ShibafuException("diff " + state.name() + ": its root is no layer over an image, so nobody knows "
                    + "what it changed");
        }
        Set<String> mounts = parts.config(state.id()).mounts().stream()
                .map(MountSpec::destination)
                .collect(Collectors.toSet());
        try {
            List<FileChange> found = new ArrayList<>();
            new Walk(
                            UpperLayer.at(upper),
                            ImageTree.of(state.imageRootfs().get().toRealPath()),
                            mounts,
                            found)
                    .directory(upper, "");
            return found;
        } catch (IOException e) {
            throw new ShibafuException("diff " + state.name() + ": read " + upper + ": " + IoReason.of(e), e);
        }
    }

    /// @param mounts what stands in the upper directory only to be mounted on
    private record Walk(UpperLayer layer, ImageTree image, Set<String> mounts, List<FileChange> found) {
        void directory(Path directory, String path) throws IOException {
            List<String> names;
            try (Stream<Path> entries = Files.list(directory)) {
                names = entries.map(entry -> String.valueOf(entry.getFileName()))
                        .sorted()
                        .toList();
            }
            for (String name : names) {
                try {
                    entry(directory.resolve(name), path + "/" + name);
                } catch (NoSuchFileException e) {
                    // Removed while we looked.
                }
            }
        }

        private void entry(Path entry, String path) throws IOException {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (mounts.contains(path) || layer.isMark(name)) {
                return;
            }
            UnixAttributes now = UnixAttributes.read(entry, LinkOption.NOFOLLOW_LINKS);
            Optional<String> hidden = layer.hidden(name, now);
            if (hidden.isPresent()) {
                String whole = path.substring(0, path.length() - name.length()) + hidden.get();
                if (image.find(whole.substring(1)).isPresent()) {
                    found.add(new FileChange(FileChange.Kind.DELETED, whole));
                }
                return;
            }
            Optional<Path> below = image.find(path.substring(1));
            boolean directory = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            if (below.isEmpty()) {
                found.add(new FileChange(FileChange.Kind.ADDED, path));
            } else if (!directory || !isSameDirectory(now, below.get())) {
                found.add(new FileChange(FileChange.Kind.CHANGED, path));
            } else {
                onTheWay(entry, path);
                return;
            }
            if (directory) {
                directory(entry, path);
            }
        }

        /// A directory that is as it was is told only for what is in it.
        private void onTheWay(Path entry, String path) throws IOException {
            int before = found.size();
            directory(entry, path);
            if (found.size() > before) {
                found.add(before, new FileChange(FileChange.Kind.CHANGED, path));
            }
        }

        private static boolean isSameDirectory(UnixAttributes now, Path below) throws IOException {
            UnixAttributes before = UnixAttributes.read(below, LinkOption.NOFOLLOW_LINKS);
            return Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)
                    && now.mode() == before.mode()
                    && now.uid() == before.uid()
                    && now.gid() == before.gid();
        }
    }
}
