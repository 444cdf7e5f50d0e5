package shibafu.engine.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An overlay that is mounted nowhere: it goes with its descriptor, also when this program is killed (Linux's
/// overlayfs.rst).
public final class DetachedOverlay {
    private static final int UNKNOWN = 19; // ENODEV
    private static final int INVALID = 22; // EINVAL

    private DetachedOverlay() {}

    /// Whether this kernel has overlayfs.
    public static boolean isKnown() {
        try {
            NewFileSystem.open("overlay").close();
            return true;
        } catch (SystemCallException e) {
            return e.errno() != UNKNOWN;
        }
    }

    /// One that can only be read.
    ///
    /// @param lower two directories or more, the topmost first
    public static HeldPath readOnly(List<Path> lower) throws SystemCallException {
        return mount(lower, List.of(), List.of());
    }

    /// One that keeps what is written in `upper`.
    public static HeldPath writable(List<Path> lower, Path upper, Path work) throws SystemCallException {
        return mount(lower, List.of("upperdir", "workdir"), List.of(upper, work));
    }

    private static HeldPath mount(List<Path> lower, List<String> keys, List<Path> values) throws SystemCallException {
        // By descriptors: a value has at most 255 bytes, and no colon or comma in it needs an escape.
        List<HeldPath> held = new ArrayList<>();
        try {
            for (Path layer : lower) {
                held.add(HeldPath.of(layer));
            }
            try (NewFileSystem overlay = NewFileSystem.open("overlay")) {
                layers(overlay, held);
                for (int i = 0; i < keys.size(); i++) {
                    held.add(HeldPath.of(values.get(i)));
                    overlay.set(keys.get(i), held.getLast().path().toString());
                }
                return overlay.mount("an overlay of " + lower, !keys.isEmpty());
            }
        } finally {
            held.forEach(HeldPath::close);
        }
    }

    private static void layers(NewFileSystem overlay, List<HeldPath> held) throws SystemCallException {
        List<String> paths = held.stream().map(layer -> layer.path().toString()).toList();
        try {
            for (String path : paths) {
                overlay.set("lowerdir+", path);
            }
        } catch (SystemCallException e) {
            if (e.errno() != INVALID) {
                throw e;
            }
            overlay.set("lowerdir", paths.stream().collect(Collectors.joining(":"))); // before Linux 6.8
        }
    }
}
