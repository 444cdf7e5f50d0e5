package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// A directory of a cgroup tree with its files, which says nothing where it does not stand yet.
///
/// @param parent the directory above it, up to the mount point
/// @param files what a file says now, by its name; empty for one that is missing
record Folder(Path path, Optional<Folder> parent, Function<String, Optional<String>> files) {

    /// A directory of the kernel's, without a look at what is above it.
    static Folder at(Path path) {
        return new Folder(path, Optional.empty(), name -> CgroupFile.read(path.resolve(name)));
    }

    /// A cgroup of a tree with all above it.
    static Folder in(Hierarchy tree, Path relative) {
        Folder folder = at(tree.mountPoint());
        for (Path directory : tree.chain(relative)) {
            folder = new Folder(directory, Optional.of(folder), at(directory).files());
        }
        return folder;
    }

    Optional<String> text(String file) {
        return files.apply(file);
    }

    CgroupWrite set(String file, Object value) {
        return CgroupWrite.of(path.resolve(file), value.toString());
    }

    CgroupWrite setIfPresent(String file, Object value) {
        return CgroupWrite.ifPresent(path.resolve(file), value.toString());
    }
}
