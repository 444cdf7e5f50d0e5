package shibafu.tui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import shibafu.engine.disk.TreeRemoval;
import shibafu.engine.launch.Launched;
import shibafu.engine.launch.Launcher;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.plan.Plan;
import shibafu.engine.service.LocalEngine;
import shibafu.engine.spec.ExampleSpec;

/// Shows the screen for some seconds on the terminal it is started on, with containers that never run: what that loads
/// goes into the distribution's AOT cache. Needs no root, and touches nothing but a directory of its own.
final class Train {
    private static final int CONTAINERS = 3;
    private static final Duration SHOWN = Duration.ofSeconds(4);

    private Train() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("shibafu-train-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
        ContainerFactory factory = ContainerFactory.open(
                new ContainerFactory.Places(
                        directory.resolve("run"),
                        directory.resolve("images"),
                        directory.resolve("containers"),
                        Optional.empty()),
                streams -> new Nobody());
        Files.createDirectory(directory.resolve("rootfs"));
        for (int i = 0; i < CONTAINERS; i++) {
            factory.create(ContainerConfig.ofBundle("train" + i, directory, ExampleSpec.of(false)));
        }
        Thread.ofPlatform().daemon().start(Train::leave);
        System.exit(new Main(System.getenv(), System.out, System.err, () -> new LocalEngine(factory))
                .run("--mouse", "off"));
    }

    private static void leave() {
        try {
            Thread.sleep(SHOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }

    private static void remove(Path directory) {
        try {
            TreeRemoval.remove(directory);
        } catch (IOException e) {
            System.err.println("remove " + directory + ": " + e.getMessage());
        }
    }

    /// Carries out nothing: no container is started here.
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
