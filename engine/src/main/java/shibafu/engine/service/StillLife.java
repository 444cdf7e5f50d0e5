package shibafu.engine.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.launch.Launched;
import shibafu.engine.launch.Launcher;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.Places;
import shibafu.engine.plan.Plan;
import shibafu.engine.spec.ExampleSpec;

/// An engine to be looked at: below a directory of its own, with containers that are never started. Needs no root.
public final class StillLife {
    private StillLife() {}

    /// @param directory where all of it is made; the caller's to remove
    public static Engine of(Path directory, int containers) throws IOException {
        ContainerFactory factory =
                ContainerFactory.open(Places.below(directory, Optional.empty()), streams -> new Nobody());
        Files.createDirectory(directory.resolve("rootfs"));
        for (int i = 0; i < containers; i++) {
            factory.create(ContainerConfig.ofBundle("still" + i, directory, ExampleSpec.of(false)));
        }
        return new LocalEngine(factory);
    }

    private static final class Nobody implements Launcher {
        @Override
        public Launched execute(Plan plan, boolean supervise) {
            throw new UnsupportedOperationException("nothing is started");
        }

        @Override
        public void follow() {
            throw new UnsupportedOperationException("nothing is started");
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
