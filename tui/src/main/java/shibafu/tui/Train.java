package shibafu.tui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import shibafu.engine.disk.TreeRemoval;
import shibafu.engine.service.Engine;
import shibafu.engine.service.StillLife;

/// Shows the screen for some seconds on the terminal it is started on, with containers that never run: what that loads
/// goes into the distribution's AOT cache. Needs no root, and touches nothing but a directory of its own.
final class Train {
    private static final int CONTAINERS = 3;
    private static final Duration SHOWN = Duration.ofSeconds(4);

    private Train() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("shibafu-train-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
        Engine engine = StillLife.of(directory, CONTAINERS);
        Thread.ofPlatform().daemon().start(Train::leave);
        System.exit(new Main(System.getenv(), System.out, System.err, () -> engine).run("--mouse", "off"));
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
}
