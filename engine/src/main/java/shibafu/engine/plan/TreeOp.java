package shibafu.engine.plan;

import java.util.List;

/// What the container's tree of files is made of: its root, the mounts in it, what is hidden at the end. Done by the
/// container's process.
public sealed interface TreeOp extends Op {

    /// Sets the propagation of every mount below `/`, before the root is made.
    ///
    /// @param flags `MS_PRIVATE`, `MS_SLAVE`, ... perhaps with `MS_REC`
    record Propagation(long flags) implements TreeOp {}

    /// Takes the mounts of later operations that the launcher has prepared meanwhile, as descriptors. Those that
    /// it could not make are made when their turn comes.
    ///
    /// @param operations which: their distances from this one, ascending
    record Early(List<Integer> operations) implements TreeOp {
        public Early {
            operations = List.copyOf(operations);
        }
    }

    /// Makes a directory the new root, as a bind mount of itself. The mount it lies on is made private first:
    /// pivot_root(2) refuses a shared parent, and nothing must leak out through one.
    record RootBind(String path) implements TreeOp {}

    /// Takes a directory as the new root and mounts nothing, where there is no mount namespace to mount in.
    record OpenRoot(String path) implements TreeOp {}

    /// Makes overlayfs the new root, mounted on `path`.
    ///
    /// @param lower read-only layers, the topmost first
    record RootOverlay(String path, List<String> lower, String upper, String work) implements TreeOp {
        public RootOverlay {
            lower = List.copyOf(lower);
        }
    }

    /// Moves the new root from over the old one to its path, where hooks look for it until it is entered.
    record PlaceRoot(String path) implements TreeOp {}

    /// Mounts a new file system in the root; the destination directory is made if missing.
    ///
    /// @param attributes `MOUNT_ATTR_*` bits for fsmount(2)
    /// @param options of the file system: `size=64m`, or a bare word
    /// @param propagation `MS_*` propagation flags, 0 for none
    record Mount(
            String type, String source, String destination, long attributes, List<String> options, long propagation)
            implements TreeOp {
        public Mount {
            options = List.copyOf(options);
        }
    }

    /// Mounts a new file system that takes over something of the directory it hides, where there is one already.
    ///
    /// @param mode whether its root gets the directory's permissions
    /// @param content whether all that is in the directory is copied into it first
    record MountOver(
            String type,
            String source,
            String destination,
            long attributes,
            List<String> options,
            long propagation,
            boolean mode,
            boolean content)
            implements TreeOp {
        public MountOver {
            options = List.copyOf(options);
        }
    }

    /// Binds a part of the host's tree into the root (open_tree, mount_setattr, move_mount); a missing destination is
    /// made as a directory or an empty file, after the source.
    ///
    /// What no bit names stays as the host has it.
    ///
    /// @param set `MOUNT_ATTR_*` bits to set, `clear` those to clear, on this mount alone
    /// @param recursiveSet bits to set on it and all below, `recursiveClear` those to clear; they have the last word
    record Bind(
            String source,
            String destination,
            boolean recursive,
            long set,
            long clear,
            long recursiveSet,
            long recursiveClear,
            long propagation)
            implements TreeOp {}

    /// A [Bind] that minds symbolic links.
    ///
    /// @param sourceLink whether a link as the source is bound itself
    /// @param copyLink whether a link as the source is made in the root too, and nothing bound
    /// @param overLink whether a link as the destination is covered, not followed
    record BindLink(
            String source,
            String destination,
            boolean recursive,
            long set,
            long clear,
            long recursiveSet,
            long recursiveClear,
            long propagation,
            boolean sourceLink,
            boolean copyLink,
            boolean overLink)
            implements TreeOp {}

    /// Gives an empty directory of the host what the image has at `destination`, with mode and owners, before it is
    /// bound there. Nothing where the image has no directory.
    ///
    /// @param marker file that is removed when all is there
    record Fill(String source, String destination, String marker) implements TreeOp {}

    /// Changes a mount that stands.
    record Remount(String destination, long set, long clear, List<String> options) implements TreeOp {
        public Remount {
            options = List.copyOf(options);
        }
    }

    /// Makes a directory inside the root.
    record RootDir(String destination, int mode) implements TreeOp {}

    /// Makes a device node (mknodat).
    ///
    /// @param mode with its type bits, `S_IFCHR | 0666`
    record Node(String destination, int mode, long major, long minor, int uid, int gid) implements TreeOp {}

    /// Makes a symbolic link; one that stands already is kept.
    record Symlink(String target, String destination) implements TreeOp {}

    /// Makes the new root `/` (pivot_root(".", ".")), the old one unreachable.
    record PivotRoot() implements TreeOp {}

    /// Makes the new root `/` with chroot(2), where the process has no mount namespace of its own.
    record ChangeRoot() implements TreeOp {}

    /// Makes the new root `/` by moving its mount over the old one, then chroot(2): where pivot_root(2)
    /// cannot, as on a ramfs.
    record MoveRoot() implements TreeOp {}

    /// Changes the root mount once all is in place.
    record RootAttributes(long set, long clear, long propagation) implements TreeOp {}

    /// Hides a path: `/dev/null` over a file, an empty read-only tmpfs over a directory; missing is well.
    record MaskPath(String destination) implements TreeOp {}

    /// Makes a path read-only, with all below it; missing is well.
    record ReadonlyPath(String destination) implements TreeOp {}
}
