package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.image.ImageTree;
import shibafu.engine.plan.Plan;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;

/// `plan`: what a start would do; nothing is made.
record Foretell(Parts parts) {
    Plan plan(ContainerConfig config, ProcessConfig process) {
        ContainerState reserved = new Reservation(parts).of(config);
        Spec spec = process.spec().map(config.spec()::withProcess).orElse(config.spec());
        Spec prepared = reserved.imageRootfs()
                .map(image -> spec.withRoot(planned(config, image, spec.root().readonly())))
                .orElse(spec);
        return new Create(parts).plan(reserved, prepared, process);
    }

    /// The root that the store would make on a file system that can carry a layer.
    private Spec.Root planned(ContainerConfig config, Path image, boolean readonly) {
        Path directory = parts.rootfs().directory(config.id().value());
        return new Spec.Root(
                directory.resolve("rootfs").toString(),
                readonly,
                Optional.of(new Spec.Overlay(
                        layers(image),
                        directory.resolve("upper").toString(),
                        directory.resolve("work").toString())));
    }

    private static List<String> layers(Path image) {
        try {
            return ImageTree.of(image).layers().stream().map(Path::toString).toList();
        } catch (IOException e) {
            throw new ShibafuException("read the layers of " + image + ": " + IoReason.of(e), e);
        }
    }
}
