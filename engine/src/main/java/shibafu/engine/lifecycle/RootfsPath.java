package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.spec.SpecProblem;

/// What is wrong with a bundle's `root.path`, in runc's words.
final class RootfsPath {
    private static final String POINTER = "/root/path";

    private RootfsPath() {}

    /// A link could lead elsewhere by the time the root is made. Links on the way to a bundle are the operator's
    /// business; on the way from it there may be none.
    static Optional<SpecProblem> problem(ContainerConfig config) {
        String written = config.spec().root().path();
        if (config.image().isPresent() || written.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path bundle = Path.of(written).isAbsolute()
                    ? Path.of("/")
                    : config.bundle().toRealPath();
            Path asked = bundle.resolve(written).normalize();
            if (!Files.exists(asked)) {
                return Optional.of(new SpecProblem(
                        POINTER, "invalid rootfs: stat " + asked + ": no such file or directory; unpack one there"));
            }
            if (!Files.isDirectory(asked)) {
                return Optional.of(new SpecProblem(POINTER, "invalid rootfs: " + asked + ": not a directory"));
            }
            return asked.toRealPath().equals(asked)
                    ? Optional.empty()
                    : Optional.of(
                            new SpecProblem(POINTER, "invalid rootfs: not an absolute path, or a symlink: " + asked));
        } catch (IOException e) {
            return Optional.of(new SpecProblem(POINTER, "invalid rootfs: " + e.getMessage()));
        }
    }
}
