package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.Root;
import shibafu.engine.state.ContainerId;

/// A bundle whose root file system is the attacker's, and a directory of the host that must stay as it is.
///
/// @param volume a directory that the container shares with the attacker
record HostileBundle(TestEngine engine, Path rootfs, Path host, Path volume) {
    private static final String SECRET = "the host's own\n";

    static HostileBundle make(TestEngine engine) throws IOException {
        Path directory = Files.createTempDirectory(engine.directory(), "bundle");
        Path rootfs = directory.resolve("rootfs");
        run("cp", "-a", engine.busybox().rootfs().toString(), rootfs.toString());
        Path host = Files.createDirectory(directory.resolve("host"));
        Files.writeString(host.resolve("secret"), SECRET);
        return new HostileBundle(engine, rootfs, host, Files.createDirectory(directory.resolve("volume")));
    }

    /// A container of it with docker's usual surroundings.
    ContainerConfig container(String... command) {
        Spec spec = DefaultSpec.of(new Root("rootfs", false, Optional.empty()), DefaultSpec.process(List.of(command)));
        Path bundle = rootfs.resolveSibling("");
        return ContainerConfig.ofBundle("test-" + ContainerId.random().value(), bundle, spec);
    }

    static ContainerConfig change(ContainerConfig config, UnaryOperator<Spec> change) {
        return config.withSpec(change.apply(config.spec()));
    }

    static ContainerConfig withCapability(ContainerConfig config, String name) {
        ProcessSpec process = config.spec().process().orElseThrow();
        List<String> names =
                new ArrayList<>(process.capabilities().orElseThrow().bounding());
        names.add(name);
        return config.withSpec(
                config.spec().withProcess(process.withCapabilities(Optional.of(DefaultSpec.capabilities(names)))));
    }

    static Spec withoutMounts(Spec spec, String... destinations) {
        List<String> gone = List.of(destinations);
        return spec.withMounts(spec.mounts().stream()
                .filter(mount -> !gone.contains(mount.destination()))
                .toList());
    }

    static MountSpec bind(Path source, String destination) {
        return new MountSpec(destination, "bind", source.toString(), List.of("bind"));
    }

    /// Replaces what the image has there by a symbolic link.
    Path link(String name, String target) throws IOException {
        Path path = rootfs.resolve(name);
        run("rm", "-rf", path.toString());
        Files.createDirectories(rootfs.resolve(name).resolveSibling(""));
        return Files.createSymbolicLink(path, Path.of(target));
    }

    /// What it saw, if it could be launched.
    Optional<Seen> attempt(ContainerConfig config) {
        try {
            return Optional.of(Seen.run(engine, config));
        } catch (LaunchException e) {
            return Optional.empty();
        }
    }

    void assertHostUntouched() {
        assertThat(names(host)).containsExactly("secret");
        assertThat(host.resolve("secret")).hasContent(SECRET);
        try {
            assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(host.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts an attacker's program where the container finds it, or runs it from there.
    Path program(String name) throws IOException {
        Path source = Path.of("src/test/resources/attack", name + ".c");
        Path program = rootfs.resolve("bin").resolve(name);
        run("gcc", "-O1", "-Wall", "-Wextra", "-Werror", "-static", "-o", program.toString(), source.toString());
        return program;
    }

    static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isZero();
    }
}
