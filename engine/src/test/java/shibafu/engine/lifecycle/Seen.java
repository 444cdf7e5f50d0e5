package shibafu.engine.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.launch.Streams;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;

/// What a container's program saw and said, from inside.
record Seen(String output, int exitCode) {
    /// Runs the container's own process to its end.
    static Seen run(TestEngine engine, ContainerConfig config) {
        Container container = engine.factory().create(config);
        Seen seen = of(container.run(ProcessConfig.main().withStreams(Streams.PIPES)));
        container.destroyForcibly();
        return seen;
    }

    /// Runs one more process in a container.
    static Seen exec(Container container, String... command) {
        return of(container.start(ProcessConfig.of(
                        command[0], List.of(command).subList(1, command.length).toArray(String[]::new))
                .withSupervise(false)
                .withStreams(Streams.PIPES)));
    }

    /// What a process says until it ends.
    static Seen of(ContainerProcess process) {
        try {
            String output = new String(process.standardOutput().readAllBytes(), StandardCharsets.UTF_8);
            return new Seen(output, process.waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same container with more mounts.
    static ContainerConfig withMounts(ContainerConfig config, MountSpec... more) {
        Spec spec = config.spec();
        List<MountSpec> mounts = new ArrayList<>(spec.mounts());
        mounts.addAll(List.of(more));
        return config.withSpec(spec.withMounts(mounts));
    }
}
