package shibafu.engine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.launch.FrontRequest.Role;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.launch.Launched;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.PretendedFront;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.Home;
import shibafu.engine.lifecycle.Places;
import shibafu.engine.plan.Plan;

/// Walks the ways that commands take, without any container, so that the JVM can record what they load into the AOT
/// cache of the distribution. Needs no root and leaves nothing.
final class Train {
    private Train() {}

    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory("shibafu-train-");
        try {
            PretendedFront front = new PretendedFront(Integer.MAX_VALUE, 1);
            for (List<String> line : List.of(
                    List.of("--root", directory + "/state", "list"),
                    List.of("--root", directory + "/state", "images", "--json"),
                    List.of("--root", directory + "/state", "state", "none"),
                    List.of("--root", directory + "/state", "delete", "none"),
                    List.of("run", "--no-such-option", "image"))) {
                FrontSession session = front.call(Role.SHIBAFU, line);
                session.finish(Main.answer(session));
            }
            Rehearsal.run(directory.resolve("rehearsal"), 1);
            create(directory);
        } finally {
            remove(directory);
        }
    }

    private static void create(Path directory) {
        Places places = Places.below(directory, Optional.of(Home.find().images()));
        ContainerFactory factory = ContainerFactory.open(places, streams -> new Pretence());
        ContainerConfig config =
                ContainerConfig.ofImage("train", factory.images().resolve("busybox", directory));
        Container container = factory.create(config.withLog(factory.logFile(config.id())));
        container.start(Terminals.detached(false, false, factory.logFile(config.id())));
        container.status();
        container.exit();
        container.destroyForcibly();
        factory.settle(); // what goes with it must not go while all of this is removed
    }

    /// Compiles and encodes what it is given, and says that it was done, by a process that is long gone.
    private static final class Pretence implements Launcher {
        @Override
        public Launched execute(Plan plan, boolean supervise) {
            plan.bytes();
            return new Launched(Integer.MAX_VALUE, 1, 0, 0, List.of());
        }

        @Override
        public void follow() {
            // Nobody is there to be followed.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
