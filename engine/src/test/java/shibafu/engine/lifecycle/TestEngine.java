package shibafu.engine.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import shibafu.engine.disk.TreeRemoval;
import shibafu.engine.image.Image;
import shibafu.engine.launch.StubLaunchers;
import shibafu.engine.state.ContainerId;

/// The real engine with the stub that was just built, its records, images and layers in a directory of their own.
final class TestEngine implements AutoCloseable {
    static final Path STUB = Path.of(System.getProperty("shibafu.stub", "target/stub/shibafu"));
    static final Path BUSYBOX = Path.of(System.getProperty("shibafu.busybox.image", "target/images/busybox.tar.gz"));

    private final Path directory;
    private final ContainerFactory factory;

    TestEngine() {
        this(STUB);
    }

    /// @param stub what is started in its place, such as a script that does something before it
    TestEngine(Path stub) {
        try {
            directory = Files.createTempDirectory("shibafu-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Places places = Places.below(directory, Optional.ofNullable(BUSYBOX.getParent()));
        factory = ContainerFactory.open(places, new StubLaunchers(stub));
    }

    /// The stub, started by somebody else, such as `taskset 1`.
    Path startedBy(String command) throws IOException {
        Path script = Files.writeString(
                directory.resolve("caller"), "#!/bin/sh\nexec " + command + " " + STUB.toAbsolutePath() + " \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    ContainerFactory factory() {
        return factory;
    }

    Path directory() {
        return directory;
    }

    Image busybox() {
        return factory.images().resolve("busybox", directory);
    }

    /// A container of busybox, with a name that no other test has.
    ContainerConfig container(String... command) {
        ContainerConfig config =
                ContainerConfig.ofImage("test-" + ContainerId.random().value(), busybox());
        return command.length == 0 ? config : config.withCommand(java.util.List.of(command));
    }

    /// Removes every container that a test left, and all files.
    @Override
    public void close() {
        factory.launches(); // waits for those that are still being written
        factory.list().forEach(Container::destroyForcibly);
        factory.launches(); // and for what is still being removed
        try {
            TreeRemoval.remove(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
