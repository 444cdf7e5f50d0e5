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
        return new Folder(path, Optional.empty(), files(path, CgroupFile::read));
    }

    /// A cgroup of a tree with all above it.
    static Folder in(Hierarchy tree, Path relative) {
        return in(tree, relative, CgroupFile::read);
    }

    /// The same, whose files are read by way of `findings`.
    static Folder in(Hierarchy tree, Path relative, Findings findings) {
        return in(tree, relative, findings::text);
    }

    private static Folder in(Hierarchy tree, Path relative, Function<Path, Optional<String>> reader) {
        Folder folder = new Folder(tree.mountPoint(), Optional.empty(), files(tree.mountPoint(), reader));
        for (Path directory : tree.chain(relative)) {
            folder = new Folder(directory, Optional.of(folder), files(directory, reader));
        }
        return folder;
    }

    private static Function<String, Optional<String>> files(Path path, Function<Path, Optional<String>> reader) {
        return name -> reader.apply(path.resolve(name));
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
